import { beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import {
  ApiError,
  ConnectionError,
  InvalidRequestError,
  OutcomeUnknownError,
  TimeoutError,
} from "../index.js";
import { error as apiAnswer, type Received } from "../test-support/fault-server.js";
import type { Fault } from "../test-support/faults.js";
import { useLoopClock } from "../test-support/loop-clock.js";
import { createRequest, modelOf } from "../test-support/models.js";
import { failure, start } from "../test-support/start.js";

const input = createRequest("my-slug");
const input2 = createRequest("another-one");
const longAgo = new Date("2024-01-01T00:00:00Z");

beforeEach(() => useLoopClock());

/** The given faults for the first POSTs, one each. */
function posts(...faults: (Fault | undefined)[]) {
  let turn = 0;
  return ({ method }: Received) => (method === "POST" ? faults[turn++] : undefined);
}

describe("an attempt that may have started a job", () => {
  it.each<Fault>([
    ...(["drop after", "half a body", "truncated JSON", "wrong JSON", "empty 200"] as const),
    ...(["408 after", "500 after", "502 HTML after", "503 after"] as const),
    ...(["hang after", "stalled body"] as const),
  ])("is settled by looking: %s", async (fault) => {
    const { server, models } = await start({ fault: posts(fault) }, { timeoutMs: 200 });
    const reply = await models.withResponse.create(input);
    expect(reply.data.openpipe.datasetId).toBe(input.datasetId);
    expect(reply.attempts).toBe(1);
    expect(server.commits.get("my-slug")).toHaveLength(1);
    expect([server.count("POST"), server.count("GET", "/models/my-slug")]).toEqual([1, 1]);
  });

  it.each<Fault>([
    ...(["drop before", "408 before", "500 before", "502 HTML before", "503 before"] as const),
    "hang before",
  ])("is sent again when there is surely no model: %s", async (fault) => {
    const { server, models } = await start({ fault: posts(fault) }, { timeoutMs: 200 });
    expect((await models.create(input)).id).toBe("my-slug");
    expect(server.requests.map(({ method }) => method)).toEqual(["POST", "GET", "POST"]);
    expect(server.commits.get("my-slug")).toHaveLength(1);
  });

  it.each([302, 303, 499, 504, 520])("is settled by looking after status %i", async (status) => {
    const { server, models } = await start({
      handle: ({ method, body }) => {
        if (method !== "POST") return undefined;
        server.models.set("my-slug", modelOf(JSON.parse(body)));
        return { status, body: "", headers: { Location: "/elsewhere" } };
      },
    });
    expect((await models.create(input)).id).toBe("my-slug");
    expect([server.count("POST"), server.count("GET")]).toEqual([1, 1]);
  });

  it("is ours after a look that found nothing, whatever the model says of its time", async () => {
    const { server, models } = await start({
      handle: ({ method, body }, response) => {
        if (method !== "POST") return undefined;
        if (server.count("POST") === 1) return void response.destroy();
        server.models.set("my-slug", modelOf(JSON.parse(body), longAgo));
        return { status: 200, body: "" };
      },
    });
    expect((await models.create(input)).created).toBe(longAgo.toISOString());
  });

  it.each<Fault>(["late commit, dropped", "late commit, hanging"])(
    "may land after the look; the refused repetition tells: %s",
    async (fault) => {
      const { server, models } = await start(
        { fault: posts(fault), lateMs: fault.endsWith("dropped") ? 60 : 160, takenStatus: 409 },
        { timeoutMs: 100, retryDelayMs: 200 },
      );
      expect((await models.withResponse.create(input)).attempts).toBe(2);
      expect(server.requests.map(({ method }) => method)).toEqual(["POST", "GET", "POST", "GET"]);
      expect(server.commits.get("my-slug")).toHaveLength(1);
    },
  );

  it("may land after the look; a last look finds it when nothing may be sent again", async () => {
    const { server, models } = await start(
      { fault: posts("late commit, dropped"), lateMs: 40 },
      { maxRetries: 0, retryDelayMs: 200 },
    );
    expect((await models.create(input)).id).toBe("my-slug");
    expect(server.requests.map(({ method }) => method)).toEqual(["POST", "GET", "GET"]);
  });

  it("ends as OutcomeUnknownError when it stays in doubt", async () => {
    const { server, models } = await start({ fault: posts(...Array(9).fill("500 before")) });
    const error = await failure<OutcomeUnknownError>(models.create(input));
    expect(error).toBeInstanceOf(OutcomeUnknownError);
    expect(error).toMatchObject({
      ...{ name: "OutcomeUnknownError", method: "POST", path: "/models", slug: "my-slug" },
      ...{ attempts: 3, mayHaveReachedServer: true },
      cause: { name: "ApiError", status: 500 },
    });
    expect(error.tried.filter((step) => step.startsWith("attempt"))).toHaveLength(3);
    expect(error.tried.filter((step) => step.startsWith("look"))).toHaveLength(4);
    expect(error.message).toContain('check models.get("my-slug")');
    expect(server.count("POST")).toBe(3);
  });

  it("ends as OutcomeUnknownError when looking fails, and is not sent again", async () => {
    const { server, models } = await start({
      handle: ({ method }, response) =>
        method === "POST" ? void response.destroy() : { status: 503, body: "" },
    });
    const error = await failure<OutcomeUnknownError>(models.create(input));
    expect(error).toBeInstanceOf(OutcomeUnknownError);
    expect(error.message).toContain("Looking for it failed");
    expect([server.count("POST"), server.count("GET")]).toEqual([1, 3]);
  });

  it("does not take a gateway's 404 for the absence of the model", async () => {
    const { server, models } = await start({
      handle: ({ method }, response) =>
        method === "POST"
          ? void response.destroy()
          : { status: 404, body: "<html>404 page not found</html>" },
    });
    expect(await failure(models.create(input))).toBeInstanceOf(OutcomeUnknownError);
    expect(server.count("POST")).toBe(1);
  });

  it("stays in doubt when the repetition is refused for another reason", async () => {
    const { models } = await start({
      handle: ({ method }, response, index) =>
        method === "POST" && index === 0
          ? void response.destroy()
          : method === "POST"
            ? apiAnswer(401, "UNAUTHORIZED", "Invalid API key")
            : undefined,
    });
    const error = await failure<OutcomeUnknownError>(models.create(input));
    expect(error).toBeInstanceOf(OutcomeUnknownError);
    expect(error.cause).toMatchObject({ status: 401 });
  });

  it("stays in doubt when the slug is taken where the key cannot look", async () => {
    const { models } = await start({
      handle: ({ method }, response, index) =>
        method === "POST" && index === 0
          ? void response.destroy()
          : method === "POST"
            ? apiAnswer(500, "INTERNAL_SERVER_ERROR", "Model IDs have to be globally unique")
            : apiAnswer(404, "NOT_FOUND", "Model not found"),
    });
    const error = await failure<OutcomeUnknownError>(models.create(input));
    expect(error).toBeInstanceOf(OutcomeUnknownError);
    expect(error.message).toContain("another project or a base model");
  });
});

describe("a success that names another model", () => {
  const other = modelOf(createRequest("other"));

  it("is settled by looking: ours is there", async () => {
    const { server, models } = await start({
      handle: ({ method, body }) => {
        if (method !== "POST") return undefined;
        server.models.set("my-slug", modelOf(JSON.parse(body)));
        return { status: 200, body: other };
      },
    });
    expect((await models.create(input)).id).toBe("my-slug");
    expect([server.count("POST"), server.count("GET")]).toEqual([1, 1]);
  });

  it("is not sent again when no model is there: something was started", async () => {
    const { server, models } = await start({
      handle: ({ method }) => (method === "POST" ? { status: 200, body: other } : undefined),
    });
    const error = await failure<OutcomeUnknownError>(models.create(input));
    expect(error).toBeInstanceOf(OutcomeUnknownError);
    expect(error.tried[0]).toContain("/id is not the slug that was asked for");
    expect(server.count("POST")).toBe(1);
  });

  it("stands on a server that answers every read so, as a mock does", async () => {
    const { models } = await start({
      handle: ({ method }) =>
        method === "POST" ? { status: 200, body: other } : { status: 200, body: modelOf(input2) },
    });
    expect((await models.create(input)).id).toBe("other");
  });
});

describe("a slug that was taken before", () => {
  it.each([400, 409, 500])("is an ApiError at once: status %i", async (takenStatus) => {
    const { server, models } = await start({ takenStatus });
    server.models.set("my-slug", modelOf(input, longAgo));
    const error = await failure<ApiError>(models.create(input));
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ status: takenStatus, isConflict: true, attempts: 1 });
    expect([error.isServer, error.isValidation]).toEqual([false, false]);
    expect(server.requests).toHaveLength(1);
  });

  it.each([
    ["looks like ours", input],
    ["has another dataset", createRequest("my-slug", "another")],
    [
      "has another base model",
      { ...input, trainingConfig: { provider: "openai", baseModel: "gpt-4o-2024-08-06" } } as const,
    ],
  ])("is an ApiError after an attempt in doubt, too: it %s", async (_, other) => {
    for (const fault of ["drop before", "drop after", "500 before", "stalled body"] as const) {
      const { server, models } = await start({ fault: posts(fault) }, { timeoutMs: 200 });
      const made = other === input ? longAgo : new Date();
      server.models.set("my-slug", modelOf(other, made));
      const error = await failure<ApiError>(models.create(input));
      expect(error).toBeInstanceOf(ApiError);
      expect(error.isConflict).toBe(true);
      expect(error.message).toContain("my-slug");
      expect(server.commits.size).toBe(0);
    }
  });

  it("is an ApiError when it was taken a moment before, on the same machine", async () => {
    const { server, models } = await start({ fault: posts("drop before") });
    server.models.set("my-slug", modelOf(input));
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(await failure(models.create(input))).toMatchObject({ name: "ApiError" });
  });

  it("may be taken by ourselves where `fetch` sends a POST twice, as Deno does", async () => {
    vi.stubGlobal("Deno", {});
    onTestFinished(() => void vi.unstubAllGlobals());
    const { server, models } = await start({
      handle: ({ method, body }) => {
        if (method !== "POST") return undefined;
        server.models.set("my-slug", modelOf(JSON.parse(body)));
        return apiAnswer(409, "CONFLICT", "taken");
      },
    });
    expect((await models.create(input)).id).toBe("my-slug");
    const { server: second, models: others } = await start({ takenStatus: 409 });
    second.models.set("my-slug", modelOf(input, longAgo));
    expect(await failure(others.create(input))).toMatchObject({ isConflict: true, attempts: 1 });
    expect(server.count("POST") + second.count("POST")).toBe(2);
  });

  it("does not make a plain 500 with other words a refusal", async () => {
    const { server, models } = await start({
      handle: ({ method }, _, index) =>
        method === "POST" && index === 0
          ? apiAnswer(500, "INTERNAL_SERVER_ERROR", "This has taken too long; nobody exists")
          : undefined,
    });
    expect((await models.create(input)).id).toBe("my-slug");
    expect(server.requests.map(({ method }) => method)).toEqual(["POST", "GET", "POST"]);
  });
});

describe("an attempt that was not processed", () => {
  it("is repeated freely after 429", async () => {
    const { server, models } = await start({ fault: posts("429 before", "429 before") });
    expect((await models.create(input)).id).toBe("my-slug");
    expect(server.requests.map(({ method }) => method)).toEqual(["POST", "POST", "POST"]);
  });

  it("ends as ApiError when the limit stays", async () => {
    const { models } = await start({ fault: posts(...Array(9).fill("429 before")) });
    const error = await failure<ApiError>(models.create(input));
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ isRateLimit: true, attempts: 3 });
  });

  it("is not believed against a model of ours that is there", async () => {
    for (const faults of [["429 after"], ["429 after", "429 before", "429 before"]] as Fault[][]) {
      const { server, models } = await start({ fault: posts(...faults), takenStatus: 409 });
      expect((await models.create(input)).id).toBe("my-slug");
      expect(server.commits.get("my-slug")).toHaveLength(1);
    }
  });

  it.each([
    ["cannot be read", { status: 503, body: "" }],
    ["may be ours", { status: 200, body: { ...modelOf(input), created: "today" } }],
  ])("leaves in doubt whose the model is that refuses the next attempt: it %s", async (_, read) => {
    const { models } = await start({
      handle: ({ method }, __, index) => {
        if (method === "GET") return read;
        return index === 0
          ? { ...apiAnswer(429, "TOO_MANY_REQUESTS", "no"), headers: { "Retry-After": "0" } }
          : apiAnswer(409, "CONFLICT", "taken");
      },
    });
    expect(await failure(models.create(input))).toBeInstanceOf(OutcomeUnknownError);
  });

  it("ends as ConnectionError when nobody listens", async () => {
    const { server, models } = await start();
    await server.close();
    const error = await failure<ConnectionError>(models.create(input));
    expect(error).toBeInstanceOf(ConnectionError);
    expect(error).toMatchObject({ attempts: 3, mayHaveReachedServer: false });
    expect(error.message).toContain("was not reached");
  });
});

it("refuses are not repeated", async () => {
  const { server, models } = await start({
    handle: () => apiAnswer(400, "BAD_REQUEST", "Input validation failed"),
  });
  expect(await failure(models.create(input))).toMatchObject({ isValidation: true, attempts: 1 });
  expect(server.requests).toHaveLength(1);
});

it("sends the input as it was, whatever the caller does to it meanwhile", async () => {
  const { server, models } = await start({ fault: posts("500 before") });
  const changing = createRequest("my-slug");
  const created = models.create(changing);
  changing.datasetId = "changed";
  await created;
  const bodies = server.requests.filter(({ method }) => method === "POST").map(({ body }) => body);
  expect(bodies).toEqual([JSON.stringify(input), JSON.stringify(input)]);
});

it("looks for what was sent, whatever the input was before it became JSON", async () => {
  const { server, models } = await start({ fault: posts("drop after") });
  const toJSON = () => ({ ...input, slug: "another" });
  expect((await models.create({ ...input, toJSON } as typeof input)).id).toBe("another");
  expect([...server.commits.keys()]).toEqual(["another"]);
});

it("asks for what settles a doubt even when validation is off", async () => {
  const { server, models } = await start({}, { validateRequests: false });
  for (const bad of [
    ...[undefined, {}, { ...input, slug: ".." }, { ...input, trainingConfig: {} }],
    { ...input, datasetId: 1n },
    { ...input, toJSON: () => undefined },
  ]) {
    const error = await failure(models.create(bad as typeof input));
    expect(error).toBeInstanceOf(InvalidRequestError);
  }
  expect(server.requests).toHaveLength(0);
});

describe("an abort", () => {
  it.each<Fault>(["hang before", "hang after", "500 before"])(
    "rejects at once with the reason: %s",
    async (fault) => {
      const { models } = await start(
        { fault: posts(fault) },
        { retryDelayMs: 60_000, timeoutMs: 60_000 },
      );
      const reason = new Error("enough");
      const controller = new AbortController();
      const created = failure(models.create(input, { signal: controller.signal }));
      await new Promise((resolve) => setTimeout(resolve, 50));
      controller.abort(reason);
      expect(await created).toBe(reason);
    },
  );

  it.each([500, 400])("from a hook is no definite failure: status %i", async (status) => {
    const controller = new AbortController();
    const reason = new Error("enough");
    const { models } = await start(
      { handle: () => apiAnswer(status, "X", "no") },
      { onResponse: () => controller.abort(reason) },
    );
    expect(await failure(models.create(input, { signal: controller.signal }))).toBe(reason);
  });

  it("before the call sends nothing", async () => {
    const { server, models } = await start();
    expect((await failure(models.create(input, { signal: AbortSignal.abort() }))).name).toBe(
      "AbortError",
    );
    expect(server.requests).toHaveLength(0);
  });
});

it("tells the hook of each resend, not of a look", async () => {
  const told: unknown[] = [];
  const { server, models } = await start(
    { fault: posts(...Array<Fault>(9).fill("500 before")) },
    { onRetry: ({ method, attempt }) => told.push([method, attempt]) },
  );
  await failure(models.create(input));
  expect(server.count("POST")).toBe(3);
  expect(told).toEqual([
    ["POST", 1],
    ["POST", 2],
  ]);
});

it("keeps to the total time, and still looks when the time is over", async () => {
  const { server, models } = await start(
    { fault: posts("hang after") },
    { timeoutMs: 60_000, totalTimeoutMs: 100 },
  );
  expect((await models.create(input)).id).toBe("my-slug");
  expect(server.requests.map(({ method }) => method)).toEqual(["POST", "GET"]);
});

it("settles 500 concurrent creates, none lost", async () => {
  const { server, models } = await start({}, { timeoutMs: 60_000 });
  const { signal } = new AbortController();
  const created = await Promise.all(
    Array.from({ length: 500 }, (_, n) => models.create(createRequest(`slug-${n}`), { signal })),
  );
  expect(created.map(({ id }) => id)).toEqual(created.map((_, n) => `slug-${n}`));
  expect(server.commits.size).toBe(500);
  expect(server.count("POST")).toBe(500);
});

it("reports a timeout of a repetition with its facts", async () => {
  const { models } = await start({ handle: () => undefined, fault: () => "hang before" });
  const error = await failure<OutcomeUnknownError>(
    models.create(input, { timeoutMs: 30, maxRetries: 0 }),
  );
  expect(error).toBeInstanceOf(OutcomeUnknownError);
  expect(error.cause).toBeInstanceOf(TimeoutError);
});
