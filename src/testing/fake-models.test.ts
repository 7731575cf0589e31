import { describe, expect, it } from "vitest";
import { createModelsClient, type Model } from "../index.js";
import { createRequest, modelOf } from "../test-support/models.js";
import { failure } from "../test-support/start.js";
import { createFakeModels, type FakeFault, type FakeModelsOptions } from "./fake-models.js";

function start(options?: FakeModelsOptions) {
  const fake = createFakeModels(options);
  const client = { apiKey: "sk-fake", fetch: fake.fetch, retryDelayMs: 1, timeoutMs: 50 };
  return { fake, models: createModelsClient(client) };
}

const input = createRequest("my-slug");

it("creates, lists, reads and deletes models", async () => {
  const { fake, models } = start();
  expect(await models.create(input)).toMatchObject({
    id: "my-slug",
    openpipe: { status: "PENDING" },
  });
  expect((await models.list()).data.map(({ id }) => id)).toEqual(["my-slug"]);
  expect((await models.get("my-slug")).openpipe.datasetId).toBe(input.datasetId);
  expect(await models.delete("my-slug")).toEqual({ id: "my-slug", object: "model", deleted: true });
  expect(await failure(models.get("my-slug"))).toMatchObject({ isNotFound: true });
  expect(fake.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
    "POST /models",
    "GET /models",
    "GET /models/my-slug",
    "DELETE /models/my-slug",
    "GET /models/my-slug",
  ]);
});

it("trains a model read by read, so that a wait ends", async () => {
  const { models } = start();
  const seen: string[] = [];
  const model = await models.createAndWait(input, {
    intervalMs: 1,
    onStatus: (status) => seen.push(status),
  });
  expect(model.openpipe.status).toBe("DEPLOYED");
  expect(seen).toEqual(["PENDING", "TRAINING", "DEPLOYED"]);
});

it("trains a model by a clock", async () => {
  let time = Date.parse("2026-03-02T12:00:00Z");
  const { fake, models } = start({ now: () => time, statusMs: 1_000 });
  await models.create(input);
  time += 999;
  expect((await models.get("my-slug")).openpipe.status).toBe("PENDING");
  time += 1;
  expect((await models.get("my-slug")).openpipe.status).toBe("TRAINING");
  time += 999;
  expect((await models.get("my-slug")).openpipe.status).toBe("TRAINING");
  time += 1;
  expect(fake.models.get("my-slug")?.openpipe.status).toBe("DEPLOYED");
});

it("lets a training fail", async () => {
  const { fake, models } = start();
  await models.create(input);
  fake.setStatus("my-slug", "ERROR", "The dataset is empty.");
  expect(await failure(models.waitUntilDeployed("my-slug"))).toMatchObject({
    name: "TrainingFailedError",
    errorMessage: "The dataset is empty.",
  });
  expect(() => fake.setStatus("other", "ERROR")).toThrow('no model "other"');
});

describe("refuses", () => {
  it("a slug that is taken, by a model that is older than ten minutes", async () => {
    const { models } = start({ models: [modelOf(input, new Date(0))] });
    expect(await failure(models.create(input))).toMatchObject({ isConflict: true });
  });

  const json = { authorization: "Bearer k", "content-type": "Application/JSON ; charset=utf-8" };
  const text = JSON.stringify(input);
  const half = JSON.stringify(createRequest("\ud800"));

  it.each([
    ["GET", "/datasets", {}, "", 404, "NOT_FOUND", "No such path"],
    ["GET", "/models/my-slug/more", json, "", 404, "NOT_FOUND", "No such path"],
    ["PATCH", "/models/a", json, "", 405, "METHOD_NOT_SUPPORTED", "Method not supported"],
    ["PUT", "/models", json, "", 405, "METHOD_NOT_SUPPORTED", "Method not supported"],
    ["POST", "/models/a", json, text, 405, "METHOD_NOT_SUPPORTED", "Method not supported"],
    [
      "POST",
      "/models",
      { "content-type": "text/plain" },
      text,
      415,
      "UNSUPPORTED_MEDIA_TYPE",
      "The body has to be application/json",
    ],
    ["POST", "/models", json, "x".repeat(100_001), 413, "PAYLOAD_TOO_LARGE", "Body too large"],
    [
      "POST",
      "/models",
      json,
      "x".repeat(100_000),
      400,
      "PARSE_ERROR",
      "Failed to parse request body",
    ],
    [
      "POST",
      "/models",
      { "content-type": "application/json" },
      "{}",
      401,
      "UNAUTHORIZED",
      "Invalid or missing API key",
    ],
    [
      "GET",
      "/models",
      { authorization: "No Bearer k" },
      "",
      401,
      "UNAUTHORIZED",
      "Invalid or missing API key",
    ],
    ["POST", "/models", json, "{}", 400, "BAD_REQUEST", "Input validation failed"],
    ["POST", "/models", json, half, 400, "BAD_REQUEST", "Input validation failed"],
    ["POST", "/models", json, text, 409, "CONFLICT", "Model IDs have to be globally unique"],
    ["GET", "/models/%zz", json, "", 404, "NOT_FOUND", "Model not found"],
  ])("%s %s in the server's own words: %j, %.9s, %i", async (...row) => {
    const [method, path, headers, body, status, code, message] = row;
    const { fake } = start({ models: [modelOf(input)] });
    const answer = await fake.fetch(`http://127.0.0.1${path}`, {
      method,
      headers: headers as HeadersInit,
      body: body || null,
    });
    expect(answer.status).toBe(status);
    expect(answer.headers.get("content-type")).toBe("application/json");
    const said = (await answer.json()) as { issues?: object[] };
    expect(said).toMatchObject({ code, message });
    expect(Boolean(said.issues?.length)).toBe(code === "BAD_REQUEST");
  });

  it("half a character in a slug, and says where", async () => {
    const { fake } = start();
    const answer = await fake.fetch("http://127.0.0.1/models", {
      method: "POST",
      headers: json,
      body: half,
    });
    const issues = [{ message: "The slug is no text", path: ["slug"] }];
    expect(await answer.json()).toMatchObject({ issues });
  });

  it("another key than its own", async () => {
    const { models } = start({ apiKey: "sk-other" });
    expect(await failure(models.list())).toMatchObject({ isUnauthorized: true });
    expect((await start({ apiKey: "sk-fake" }).models.list()).data).toEqual([]);
  });
});

it.each<FakeFault>([
  "drop before",
  "drop after",
  "500 before",
  "500 after",
  "502 HTML before",
  "502 HTML after",
  "stall before",
  "stall after",
  "429",
])("does something bad on demand, which the client settles: %s", async (fault) => {
  const { fake, models } = start();
  fake.fail(fault);
  const reply = await models.withResponse.create(input);
  expect(reply.origin).toBe(fault.endsWith("after") ? "found" : "created");
  expect([...fake.models.keys()]).toEqual(["my-slug"]);
});

it.each<[FakeFault, number, string, object | string]>([
  ["429", 429, "application/json", { code: "TOO_MANY_REQUESTS", message: "Too many requests" }],
  [
    "500 before",
    500,
    "application/json",
    { code: "INTERNAL_SERVER_ERROR", message: "Internal server error" },
  ],
  ["502 HTML after", 502, "text/html", "<html><h1>502 Bad Gateway</h1></html>"],
])("answers %s as the server or its gateway would", async (fault, status, type, body) => {
  const { fake } = start();
  fake.fail(fault);
  const answer = await fake.fetch("http://127.0.0.1/models");
  expect([answer.status, answer.headers.get("content-type")]).toEqual([status, type]);
  const text = await answer.text();
  expect(typeof body === "string" ? text : JSON.parse(text)).toEqual(body);
});

it("breaks a connection as Node does, and stalls until it is given up", async () => {
  const { fake } = start();
  fake.fail("drop before", "stall before", "stall after");
  const ask = (init?: RequestInit) => failure(fake.fetch("http://127.0.0.1/models", init));
  const cause = { message: "read ECONNRESET", code: "ECONNRESET" };
  expect(await ask()).toMatchObject({ name: "TypeError", message: "fetch failed", cause });
  // Aborted before the fake has read it all, and while it stalls.
  for (const received of [1, 2]) {
    const controller = new AbortController();
    const given = ask({ signal: controller.signal });
    if (received > 1) await expect.poll(() => fake.requests.length).toBe(received);
    controller.abort("enough");
    expect(await given).toBe("enough");
  }
});

it("makes a model of all that the request says", async () => {
  const { models } = start({ now: () => 0, statuses: [] });
  const sft_hyperparameters = { n_epochs: 2 };
  const trainingConfig = { ...input.trainingConfig, sft_hyperparameters } as never;
  expect(await models.create({ ...input, trainingConfig })).toEqual({
    id: "my-slug",
    name: "my-slug",
    object: "model",
    description: null,
    created: "1970-01-01T00:00:00.000Z",
    updated: "1970-01-01T00:00:00.000Z",
    openpipe: {
      baseModel: input.trainingConfig.baseModel,
      hyperparameters: sft_hyperparameters,
      status: "PENDING",
      datasetId: input.datasetId,
      errorMessage: null,
    },
    contextWindow: 131_072,
    maxCompletionTokens: 8_192,
    capabilities: ["chat", "tools", "json"],
    pricing: { chatIn: 0.3, chatOut: 0.45 },
    owned_by: "fake",
  });
  expect((await models.get("my-slug")).openpipe.status).toBe("PENDING");
});

it("leaves a model as it is that was there from the start, or is only listed", async () => {
  const { models } = start({ models: [modelOf(createRequest("old"))] });
  await models.create(input);
  const statusOf = async (slug: string) => (await models.get(slug)).openpipe.status;
  expect([await statusOf("old"), await statusOf("old")]).toEqual(["PENDING", "PENDING"]);
  for (let times = 0; times < 2; times++) {
    expect((await models.list()).data.at(-1)?.openpipe.status).toBe("PENDING");
  }
});

it("gives out copies that do not change", async () => {
  const { fake, models } = start();
  await models.create(input);
  const before = fake.models.get("my-slug") as Model;
  await models.get("my-slug");
  expect(before.openpipe.status).toBe("PENDING");
});
