import { onTestFinished } from "vitest";
import type { ModelsClientOptions } from "../options/options.js";
import type { Operation } from "../pipeline/operation.js";
import type { Reply } from "../pipeline/answer.js";
import { createPipeline, runner } from "../pipeline/pipeline.js";
import { createResource } from "../pipeline/resource.js";
import { FaultServer, type FaultServerOptions } from "./fault-server.js";

/** The key of these tests. */
const key = "sk-things-0123456789";
const bearer = [[{ name: "bearerAuth", header: "authorization", prefix: "Bearer " }]];

/** A row of an operation that this project's document does not have. */
function operation(fields: Partial<Operation>): Operation {
  return {
    id: "doThing",
    method: "GET",
    path: "/things",
    parameters: [],
    answers: { "200": { "application/json": {} } },
    errors: ["default"],
    accept: "application/json",
    security: bearer,
    ...fields,
  };
}

type Method = (...args: unknown[]) => Promise<unknown>;

/** A server, and one operation as the method of a client that talks to it. */
export async function startThing(
  fields: Partial<Operation>,
  serverOptions: FaultServerOptions = {},
  options: ModelsClientOptions = {},
): Promise<{
  server: FaultServer;
  call: Method;
  reply: (...args: unknown[]) => Promise<Reply<unknown>>;
}> {
  const server = await FaultServer.start(serverOptions);
  onTestFinished(() => server.close());
  const rows = { call: operation(fields) };
  const settings = { apiKey: key, baseUrl: server.url, retryDelayMs: 5, ...options };
  const pipeline = createPipeline(settings, Object.values(rows));
  const thing = createResource<{ call: Method }>(rows, runner(pipeline));
  const { call } = thing.withResponse as unknown as {
    call: (...args: unknown[]) => Promise<Reply<unknown>>;
  };
  return { server, call: thing.call, reply: call };
}
