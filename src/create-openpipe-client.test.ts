import { afterEach, expect, it, onTestFinished, vi } from "vitest";
import { resources } from "../generated/client.js";
import { getModel } from "../generated/operations.js";
import { createOpenPipeClient } from "./index.js";
import { createPipeline } from "./pipeline/pipeline.js";
import { createRequest } from "./test-support/models.js";
import { start, testKey } from "./test-support/start.js";

afterEach(() => vi.unstubAllEnvs());

it("has every resource of the document, with every method and its reply", () => {
  const client = createOpenPipeClient({ apiKey: testKey }) as unknown as Record<string, object>;
  expect(Object.keys(client)).toEqual(Object.keys(resources));
  for (const [name, rows] of Object.entries(resources)) {
    const methods = Object.keys(rows).map((method) => [method, expect.any(Function)]);
    const expected = Object.fromEntries(methods);
    expect(client[name]).toMatchObject({ ...expected, withResponse: expected });
  }
});

it("creates models as safely as the client of models alone, and waits for them", async () => {
  const { server } = await start({ fault: (_, index) => (index ? undefined : "drop after") });
  const client = createOpenPipeClient({ apiKey: testKey, baseUrl: server.url });
  expect(await client.models.withResponse.create(createRequest("a"))).toMatchObject({
    origin: "found",
  });
  expect(client.models.waitUntilDeployed).toBeTypeOf("function");
  expect(server.count("POST")).toBe(1);
});

it("is imported without the classes of fetch, which Node would load for them", async () => {
  vi.resetModules();
  const named: string[] = [];
  for (const name of ["fetch", "Headers", "Request", "Response", "FormData", "Blob", "File"]) {
    const own = Object.getOwnPropertyDescriptor(globalThis, name)!;
    const get = () => {
      named.push(name);
      return own.value ?? own.get?.call(globalThis);
    };
    Object.defineProperty(globalThis, name, { configurable: true, get });
    onTestFinished(() => void Object.defineProperty(globalThis, name, own));
  }
  await Promise.all([import("./index.js"), import("./testing.js")]);
  expect(named).toEqual([]);
});

it("needs a key at once only when every operation asks for one", () => {
  vi.stubEnv("OPENPIPE_API_KEY", "");
  expect(() => createPipeline(undefined, [getModel, getModel])).toThrow("OPENPIPE_API_KEY");
  for (const security of [[], [[]], [...getModel.security, []]]) {
    const free = { ...getModel, security };
    expect(() => createPipeline(undefined, [getModel, free])).not.toThrow();
  }
});
