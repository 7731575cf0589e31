import type { IncomingMessage, ServerResponse } from "node:http";
import { type Served, serve } from "../../../scripts/lib/serve.js";
import { answer, createStack, type Answer, type Incoming, type Stack } from "./stack.js";

/** A running stack. */
export interface StackServer extends Served {
  stack: Stack;
}

/** What a deviation or a variation replaces; it gets the conforming parts, to call them. */
export type Change = (stack: Stack, own: Readonly<Stack>) => Partial<Stack>;

/** Starts a stack on 127.0.0.1, with some models that are none of the tests'. */
export async function startStack(
  change: Change = () => ({}),
  write: typeof writeAnswer = writeAnswer,
  others = 3,
): Promise<StackServer> {
  const stack = createStack();
  for (let number = 1; number <= others; number++) stack.stored.push(theirs(stack, number));
  Object.assign(stack, change(stack, { ...stack }));
  const served = await serve((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.once("end", async () => {
      const incoming = readRequest(request, Buffer.concat(chunks).toString("utf8"));
      write(response, await answer(stack, incoming), incoming);
    });
  });
  return { ...served, stack };
}

function readRequest(request: IncomingMessage, body: string): Incoming {
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
  );
  return {
    method: request.method ?? "",
    target: request.url ?? "",
    headers,
    body,
    connection: request.socket,
  };
}

/** Writes an answer as most servers do. */
export function writeAnswer(
  response: ServerResponse,
  { status, body, headers }: Answer,
  _incoming?: Incoming,
): void {
  response.writeHead(status, { "Content-Type": "application/json; charset=utf-8", ...headers });
  if (body === undefined) response.end();
  else response.end(typeof body === "string" ? body : JSON.stringify(body));
}

function theirs(stack: Stack, number: number) {
  const made = stack.make({
    slug: `acme-${number}`,
    datasetId: "acme-data",
    trainingConfig: { provider: "openai", baseModel: "gpt-4.1-2025-04-14" },
  });
  made.model.openpipe.status = "DEPLOYED";
  return made;
}
