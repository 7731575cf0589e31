import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { FaultServer } from "../test-support/fault-server.js";
import { createRequest, modelOf } from "../test-support/models.js";

const input = createRequest("my-slug");

beforeEach(() => vi.resetModules());
afterEach(() => vi.unstubAllGlobals());

/** Creates and reads a model with a client that knows nothing of this runtime yet. */
async function createAndGet(options: object = {}) {
  const { createModelsClient } = await import("../index.js");
  const fetch = vi.fn(async (_: string, __?: RequestInit) => Response.json(modelOf(input)));
  const models = createModelsClient({ apiKey: "sk-test-0123456789", fetch, ...options });
  await models.create(input);
  await models.get("my-slug");
  return fetch.mock.calls.map(([, init]) => [init!.method, init!.cache]);
}

/** Reads a model from a server of this process, and says what of a cache its request said. */
async function getFromServer() {
  const { createModelsClient } = await import("../index.js");
  const server = await FaultServer.start({ handle: () => ({ status: 200, body: modelOf(input) }) });
  await createModelsClient({ apiKey: "sk-test-0123456789", baseUrl: server.url }).get("my-slug");
  await server.close();
  return server.requests.map(({ headers }) => headers["cache-control"]);
}

it("tells a replaced global fetch, and not Node's own, which has no cache", async () => {
  expect(await getFromServer()).toEqual([undefined]);
  const { fetch } = globalThis;
  vi.stubGlobal("fetch", (url: string, init: RequestInit) => fetch(url, init));
  expect(await getFromServer()).toEqual(["no-cache"]);
});

it("tells frameworks that patch fetch to cache no GET", async () => {
  const sent = [
    ["POST", undefined],
    ["GET", "no-store"],
  ];
  expect(await createAndGet()).toEqual(sent);
  expect(await createAndGet({ middleware: [{ onRequest: () => undefined }] })).toEqual(sent);
});

it("does not where the runtime refuses that", async () => {
  const { Request } = globalThis;
  vi.stubGlobal(
    "Request",
    class extends Request {
      constructor(url: string, init?: RequestInit) {
        if (init?.cache) throw new Error("The 'cache' field is not implemented.");
        super(url, init);
      }
    },
  );
  const sent = [
    ["POST", undefined],
    ["GET", undefined],
  ];
  expect(await createAndGet()).toEqual(sent);
});
