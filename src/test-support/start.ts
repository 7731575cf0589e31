import { onTestFinished } from "vitest";
import {
  createFetchClient,
  createModelsClient,
  type FetchClient,
  type ModelsClient,
  type ModelsClientOptions,
} from "../index.js";
import { FaultServer, type FaultServerOptions } from "./fault-server.js";

/** The key of all tests: long enough to be looked for in everything that comes out. */
export const testKey = "sk-test-0123456789";

/** A server, and clients that talk to it without long pauses; closed when the test is over. */
export async function start(
  serverOptions: FaultServerOptions = {},
  clientOptions: ModelsClientOptions = {},
): Promise<{
  server: FaultServer;
  models: ModelsClient;
  /** An openapi-fetch client of the same options. */
  client: FetchClient;
}> {
  const server = await FaultServer.start(serverOptions);
  onTestFinished(() => server.close());
  const options = { apiKey: testKey, baseUrl: server.url, retryDelayMs: 5, ...clientOptions };
  return { server, client: createFetchClient(options), models: createModelsClient(options) };
}

/** What a promise rejects with. */
export async function failure<T = Error>(promise: Promise<unknown>): Promise<T> {
  try {
    await promise;
  } catch (error) {
    return error as T;
  }
  throw new Error("It did not fail.");
}
