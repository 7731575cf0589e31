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
  time += 1_001;
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

  it("input that the document does not allow", async () => {
    const { fake } = start();
    const send = (body: string, type = "application/json") =>
      fake.fetch("https://api.openpipe.ai/api/v1/models", {
        method: "POST",
        headers: { authorization: "Bearer k", "content-type": type },
        body,
      });
    expect((await send(JSON.stringify(input), "text/plain")).status).toBe(415);
    expect((await send("{")).status).toBe(400);
    const answer = await send("{}");
    expect(await answer.json()).toMatchObject({
      code: "BAD_REQUEST",
      issues: expect.arrayContaining([expect.objectContaining({ message: expect.any(String) })]),
    });
    expect((await send(`"${"x".repeat(100_000)}"`)).status).toBe(413);
  });

  it("another key than its own", async () => {
    const { models } = start({ apiKey: "sk-other" });
    expect(await failure(models.list())).toMatchObject({ isUnauthorized: true });
  });

  it("paths and methods that it does not have", async () => {
    const { fake } = start();
    const headers = { authorization: "Bearer k" };
    const ask = async (method: string, path: string) =>
      (await fake.fetch(`http://127.0.0.1${path}`, { method, headers })).status;
    expect(await ask("GET", "/datasets")).toBe(404);
    expect(await ask("PATCH", "/models/a")).toBe(405);
    expect(await ask("PUT", "/models")).toBe(405);
    expect(await ask("GET", "/models/%zz")).toBe(404);
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

it("gives out copies that do not change", async () => {
  const { fake, models } = start();
  await models.create(input);
  const before = fake.models.get("my-slug") as Model;
  await models.get("my-slug");
  expect(before.openpipe.status).toBe("PENDING");
});
