import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Model, TrainingFailedError, WaitTimeoutError } from "../index.js";
import { type Answer, error as apiAnswer, type Received } from "../test-support/fault-server.js";
import { useLoopClock } from "../test-support/loop-clock.js";
import { createRequest, modelOf } from "../test-support/models.js";
import { failure, start } from "../test-support/start.js";

beforeEach(() => useLoopClock(10));

const input = createRequest("my-slug");
const intervalMs = 5;

/** The model in some status. */
function at(status: string, errorMessage: string | null = null): Answer {
  const model = modelOf(input);
  return { status: 200, body: { ...model, openpipe: { ...model.openpipe, status, errorMessage } } };
}

/** Answers reads one after the other, the last for ever. */
function script(...answers: Answer[]) {
  let turn = 0;
  return ({ method }: Received) =>
    method === "GET" ? answers[Math.min(turn++, answers.length - 1)] : undefined;
}

describe("waitUntilDeployed", () => {
  it("resolves the deployed model and tells of each change, through passing failures", async () => {
    const broken = { status: 200, body: "{" };
    const { models } = await start({
      handle: script(
        at("PENDING"),
        at("PENDING"),
        { status: 503, body: "" },
        at("SINGING"),
        broken,
        at("TRAINING"),
        at("DEPLOYED"),
      ),
    });
    const seen: string[] = [];
    const onStatus = (status: string, model: Model) => {
      seen.push(`${status} ${model.id}`);
      throw new Error("a bug");
    };
    const model = await models.waitUntilDeployed("my-slug", { intervalMs, onStatus });
    expect(model.openpipe.status).toBe("DEPLOYED");
    expect(seen).toEqual(
      ["PENDING", "SINGING", "TRAINING", "DEPLOYED"].map((status) => `${status} my-slug`),
    );
  });

  it("throws the server's reason when training fails", async () => {
    const { models } = await start({ handle: script(at("TRAINING"), at("ERROR", "no data")) });
    const error = await failure<TrainingFailedError>(
      models.waitUntilDeployed("my-slug", { intervalMs }),
    );
    expect(error).toMatchObject({
      name: "TrainingFailedError",
      errorMessage: "no data",
      attempts: 2,
    });
    expect(error.message).toContain("no data");
    expect(error.model.id).toBe("my-slug");
  });

  it("has a deadline, does not spin, and says what it saw last", async () => {
    vi.advanceTimersByTime(1_000);
    const { server, models } = await start({ handle: script(at("TRAINING")) });
    const options = { intervalMs: 40, deadlineMs: 100 };
    const error = await failure<WaitTimeoutError>(models.waitUntilDeployed("my-slug", options));
    expect(error).toMatchObject({ name: "WaitTimeoutError", slug: "my-slug" });
    expect(error).toMatchObject({ mayHaveReachedServer: true, path: "/models/my-slug" });
    expect(error.model?.openpipe.status).toBe("TRAINING");
    expect(error.message).toContain("TRAINING");
    expect(server.requests.length).toBeLessThan(6);
    expect(server.requests.length).toBeGreaterThan(1);
    expect(error).toMatchObject({ deadlineMs: 100 });
    expect(error.message).toContain("raise deadlineMs");
  });

  it("has a deadline though nothing answers", async () => {
    const { models } = await start({ fault: () => "hang before" });
    const error = await failure(
      models.waitUntilDeployed("my-slug", { intervalMs, deadlineMs: 60 }),
    );
    expect(error).toMatchObject({ name: "WaitTimeoutError", cause: { name: "TimeoutError" } });
  });

  it("throws at once what will not pass", async () => {
    const { server, models } = await start();
    const error = await failure(models.waitUntilDeployed("my-slug", { intervalMs }));
    expect(error).toMatchObject({ isNotFound: true });
    expect(server.requests).toHaveLength(1);
  });

  it("reacts to its signal while it sleeps", async () => {
    const { models } = await start({ handle: script(at("TRAINING")) });
    const controller = new AbortController();
    const waited = failure(models.waitUntilDeployed("my-slug", { signal: controller.signal }));
    const reason = new Error("enough");
    setTimeout(() => controller.abort(reason), 50);
    expect(await waited).toBe(reason);
  });

  it.each([{ intervalMs: 0 }, { intervalMs: Number.NaN }, { deadlineMs: Infinity }])(
    "refuses what would spin or never end: %j",
    async (options) => {
      const { models } = await start();
      const error = await failure(models.waitUntilDeployed("my-slug", options));
      expect(error.name).toBe("ConfigurationError");
    },
  );
});

it("sends no look for which there is no time", async () => {
  const { server, models } = await start({ handle: script(at("TRAINING")) });
  const options = { intervalMs: 10_000, deadlineMs: 500 };
  const error = await failure<WaitTimeoutError>(models.waitUntilDeployed("my-slug", options));
  expect(error).toMatchObject({ name: "WaitTimeoutError", attempts: 1 });
  expect(error.cause).toBeUndefined();
  expect(server.requests).toHaveLength(1);
});

describe("createAndWait", () => {
  it("refuses a wait that it cannot make before it starts a job", async () => {
    const { server, models } = await start();
    const error = await failure(models.createAndWait(input, { intervalMs: 0 }));
    expect(error.name).toBe("ConfigurationError");
    expect(server.requests).toEqual([]);
  });

  it("waits for a read that lags behind the create, but not for a model that went away", async () => {
    const missing = apiAnswer(404, "NOT_FOUND", "Model not found");
    const { models } = await start({ handle: script(missing, missing, at("DEPLOYED")) });
    expect((await models.createAndWait(input)).openpipe.status).toBe("DEPLOYED");
    const { server: left, models: gone } = await start({
      handle: script(missing, at("TRAINING"), missing),
    });
    expect(await failure(gone.createAndWait(input))).toMatchObject({ isNotFound: true });
    expect(left.count("GET")).toBe(3);
    const { server, models: never } = await start({ handle: script(missing) });
    expect(await failure(never.createAndWait(input))).toMatchObject({ isNotFound: true });
    expect(server.count("GET")).toBeLessThan(9);
  });

  it("creates once and waits", async () => {
    const { server, models } = await start({ handle: script(at("TRAINING"), at("DEPLOYED")) });
    const seen: string[] = [];
    const onStatus = (status: string) => void seen.push(status);
    const model = await models.createAndWait(input, { intervalMs, onStatus });
    expect(model.openpipe.status).toBe("DEPLOYED");
    expect(seen).toEqual(["PENDING", "TRAINING", "DEPLOYED"]);
    expect(server.requests.map(({ method }) => method)).toEqual(["POST", "GET", "GET"]);
  });

  it("takes the options of both: headers and limits of single requests, a deadline for the wait", async () => {
    const { server, models } = await start({
      fault: ({ method }) => (method === "POST" ? "hang before" : undefined),
    });
    const options = {
      timeoutMs: 30,
      maxRetries: 0,
      headers: { "x-call": "one" },
      intervalMs,
      deadlineMs: 9_000,
    };
    const error = await failure(models.createAndWait(input, options));
    expect(error).toMatchObject({ name: "OutcomeUnknownError", attempts: 1 });
    expect(server.count("POST")).toBe(1);
    const { server: other, models: again } = await start({ handle: script(at("DEPLOYED")) });
    await again.createAndWait(input, { ...options, timeoutMs: 1_000 });
    expect(other.requests.map(({ headers }) => headers["x-call"])).toEqual(["one", "one"]);
  });
});

describe("a look", () => {
  it("has its own time limit within the wait", async () => {
    const { server, models } = await start({
      fault: (_, index) => (index === 0 ? "hang before" : undefined),
      handle: (_, __, index) => (index > 0 ? at("DEPLOYED") : undefined),
    });
    await models.waitUntilDeployed("my-slug", { intervalMs, timeoutMs: 50 });
    expect(server.requests).toHaveLength(2);
  });
});
