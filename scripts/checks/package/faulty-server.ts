import type { IncomingMessage, ServerResponse } from "node:http";
import type { CreateModelRequest } from "../../../generated/types.js";
import { type Served, serve } from "../../lib/serve.js";
import { modelOf } from "../../../src/test-support/models.js";

/** How a server ends the connection that the first create came over; "dies" ends the server, too. */
const ends = ["closes", "resets", "dies"] as const;

/** What a server does to the first create that it gets. */
export interface Fault {
  end: (typeof ends)[number];
  /** Whether the job is started before the connection ends. */
  commits: boolean;
  /** Whether the create comes over a connection that was used before. */
  isKept: boolean;
}

/** Each end, before and after the commit, over a new connection and a kept one. */
export const faults: Fault[] = ends.flatMap((end) =>
  [false, true].flatMap((commits) => [false, true].map((isKept) => ({ end, commits, isKept }))),
);

/** A models API that inflicts its fault on the first create, and never has a slug twice. */
export interface FaultyServer extends Served {
  fault: Fault;
  /** How often a create came. */
  creates: number;
  /** How many jobs were started. */
  jobs: number;
}

/** Starts the server on 127.0.0.1, on a port that the system picks. */
export async function startFaultyServer(fault: Fault): Promise<FaultyServer> {
  const models = new Map<string, unknown>();
  const server = await serve(async (request, response) => {
    const slug = request.url?.split("/")[2];
    if (request.method === "GET") return answer(response, models.get(slug ?? ""), slug);
    const input = JSON.parse(await readBody(request)) as CreateModelRequest;
    const isFirst = ++state.creates === 1;
    const isTaken = models.has(input.slug);
    if (!isTaken && (!isFirst || fault.commits)) {
      state.jobs++;
      models.set(input.slug, modelOf(input));
    }
    if (isFirst) return inflict(request);
    if (!isTaken) return answer(response, models.get(input.slug));
    respond(response, 409, { code: "CONFLICT", message: "Model IDs have to be globally unique" });
  });
  const inflict = ({ socket }: IncomingMessage) => {
    if (fault.end === "closes") return socket.destroy();
    if (fault.end === "resets") return socket.resetAndDestroy();
    void server.close();
  };
  const state: FaultyServer = { ...server, fault, creates: 0, jobs: 0 };
  return state;
}

function answer(response: ServerResponse, model: unknown, slug?: string): void {
  if (slug === undefined && model === undefined) {
    respond(response, 200, { object: "list", data: [] });
  } else if (model === undefined) {
    respond(response, 404, { code: "NOT_FOUND", message: "Model not found" });
  } else respond(response, 200, model);
}

function respond(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "Content-Type": "application/json" });
  response.end(JSON.stringify(body));
}

async function readBody(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request) text += chunk;
  return text;
}
