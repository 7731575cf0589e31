import { beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import {
  ApiError,
  ConnectionError,
  createModelsClient,
  InvalidRequestError,
  type Model,
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
    const { server, models } = await start({ fault: posts(fault) }, { timeoutMs: 1_000 });
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
    const { server, models } = await start({ fault: posts(fault) }, { timeoutMs: 1_000 });
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

  it("does not make an old twin ours, though one look found nothing", async () => {
    const { server, models } = await start({
      handle: ({ method }, response) => {
        if (method === "POST") return void response.destroy();
        return server.count("GET") === 1 ? apiAnswer(404, "NOT_FOUND", "stale") : undefined;
      },
    });
    server.models.set("my-slug", modelOf(input, longAgo));
    expect(await failure(models.create(input))).toMatchObject({ isConflict: true });
  });

  it("is not settled by a look that answers with another model", async () => {
    const { models } = await start({
      handle: ({ method }, response) =>
        method === "POST" ? void response.destroy() : { status: 200, body: modelOf(input2) },
    });
    const error = await failure<OutcomeUnknownError>(models.create(input));
    expect(error).toBeInstanceOf(OutcomeUnknownError);
    expect(error.message).toContain("answered with another model");
  });

  it.each([
    ["the local clock is set back", -3_000, 0],
    ["the database is behind its gateway", 0, -2_000],
  ])("is ours though %s", async (_, localMs, databaseMs) => {
    const { server, models } = await start({
      handle: ({ method, body }, response) => {
        if (method !== "POST") return undefined;
        server.models.set("my-slug", modelOf(JSON.parse(body), new Date(Date.now() + databaseMs)));
        vi.setSystemTime(Date.now() + localMs);
        return void response.destroy();
      },
    });
    expect((await models.create(input)).id).toBe("my-slug");
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
      name: "OutcomeUnknownError",
      method: "POST",
      path: "/models",
      slug: "my-slug",
      attempts: 3,
      mayHaveReachedServer: true,
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

  it.each([
    ["the API's own failure", apiAnswer(503, "SERVICE_UNAVAILABLE", "later")],
    ["a broken answer", { status: 200, body: "{" }],
    ["a gateway's 404", { status: 404, body: "<html>404 page not found</html>" }],
  ])("is looked for again after %s", async (_, read) => {
    const { server, models } = await start({
      fault: posts("drop after"),
      handle: ({ method }) => (method === "GET" && server.count("GET") === 1 ? read : undefined),
    });
    expect((await models.create(input)).id).toBe("my-slug");
    expect(server.requests.map(({ method }) => method)).toEqual(["POST", "GET", "GET"]);
  });

  it("does not take a gateway's 404 for the absence of the model", async () => {
    const { server, models } = await start({
      handle: ({ method }, response) =>
        method === "POST"
          ? void response.destroy()
          : { status: 404, body: "<html>404 page not found</html>" },
    });
    const error = await failure<OutcomeUnknownError>(models.create(input));
    expect(error).toBeInstanceOf(OutcomeUnknownError);
    expect(error.message).toContain("Looking for it failed.");
    expect(error.tried[1]).toMatch(/^look: GET \/models\/my-slug answered 404/);
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
    expect(error.tried[0]).toContain("another model than the one that was asked for");
    expect(server.count("POST")).toBe(1);
  });

  it.each(["datasetId", "baseModel"])("is seen by its %s, too, and is in doubt", async (name) => {
    const { server, models } = await start({
      handle: ({ method, body }) => {
        if (method !== "POST") return undefined;
        const model = modelOf(JSON.parse(body));
        Object.assign(model.openpipe, { [name]: "another" });
        server.models.set("my-slug", model);
        return { status: 200, body: model };
      },
    });
    const error = await failure<OutcomeUnknownError>(models.create(input));
    expect(error).toBeInstanceOf(OutcomeUnknownError);
    expect(error.message).toContain("Another model than the one asked for is there.");
    expect(error.tried[1]).toMatch(/^look: found a model \(dataset .*, base model .*, created /);
    expect(server.count("POST")).toBe(1);
  });

  it("stands on this machine, where a mock may answer every read so", async () => {
    const options = {
      handle: ({ method }: Received) => ({
        status: 200,
        body: method === "POST" ? other : modelOf(input2),
      }),
    };
    const { server, models } = await start(options);
    expect((await models.create(input)).id).toBe("other");
    const { models: remote } = await start(
      {},
      {
        baseUrl: "https://remote.test",
        fetch: (url, init) => fetch(url.replace("https://remote.test", server.url), init),
      },
    );
    expect(await failure(remote.create(input))).toBeInstanceOf(OutcomeUnknownError);
  });
});

describe("the same request within ten minutes is the same request", () => {
  const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);

  it("so that a second call finds the model of the first", async () => {
    const { server, models } = await start({ takenStatus: 409 });
    expect(await models.withResponse.create(input)).toMatchObject({ origin: "created" });
    const reply = await models.withResponse.create(input);
    expect(reply).toMatchObject({ origin: "found", attempts: 1, data: { id: "my-slug" } });
    expect(server.commits.get("my-slug")).toHaveLength(1);
  });

  it("and no longer", async () => {
    for (const [minutes, isOurs] of [
      [9.9, true],
      [10.1, false],
    ] as const) {
      const { server, models } = await start({ takenStatus: 409 });
      server.models.set("my-slug", modelOf(input, minutesAgo(minutes)));
      const outcome = await models.create(input).catch((error: unknown) => error);
      expect(outcome).toMatchObject(isOurs ? { id: "my-slug" } : { isConflict: true });
    }
  });

  it("whatever sends it twice: a conflict may be with ourselves", async () => {
    const { server, models } = await start({
      handle: ({ method, body }) => {
        if (method !== "POST") return undefined;
        server.models.set("my-slug", modelOf(JSON.parse(body)));
        return apiAnswer(409, "CONFLICT", "taken");
      },
    });
    expect((await models.create(input)).id).toBe("my-slug");
    expect(server.count("POST")).toBe(1);
  });
});

describe("a slug that was taken before", () => {
  it.each([400, 409, 500])("is an ApiError after a look: status %i", async (takenStatus) => {
    const { server, models } = await start({ takenStatus });
    server.models.set("my-slug", modelOf(input, longAgo));
    const error = await failure<ApiError>(models.create(input));
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ status: takenStatus, isConflict: true, attempts: 1 });
    expect([error.isServer, error.isValidation]).toEqual([false, false]);
    expect(server.requests.map(({ method }) => method)).toEqual(["POST", "GET"]);
  });

  it("is an ApiError when it belongs to another project, so that no look can find it", async () => {
    const { models } = await start({
      handle: ({ method }) => (method === "POST" ? apiAnswer(409, "CONFLICT", "taken") : undefined),
    });
    expect(await failure(models.create(input))).toMatchObject({ isConflict: true, attempts: 1 });
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
      const { server, models } = await start({ fault: posts(fault) }, { timeoutMs: 1_000 });
      const made = other === input ? longAgo : new Date();
      server.models.set("my-slug", modelOf(other, made));
      const error = await failure<ApiError>(models.create(input));
      expect(error).toBeInstanceOf(ApiError);
      expect(error.isConflict).toBe(true);
      expect(error.message).toContain("my-slug");
      expect(server.commits.size).toBe(0);
    }
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

  it("is looked for before it is sent again when a gateway says so", async () => {
    for (const [isCommitted, methods] of [
      [true, ["POST", "GET"]],
      [false, ["POST", "GET", "POST"]],
    ] as const) {
      const { server, models } = await start({
        handle: ({ method, body }, _, index) => {
          if (method !== "POST" || index > 0) return undefined;
          if (isCommitted) server.models.set("my-slug", modelOf(JSON.parse(body)));
          return { status: 429, body: "<html>slow down</html>" };
        },
      });
      expect((await models.create(input)).id).toBe("my-slug");
      expect(server.requests.map(({ method }) => method)).toEqual(methods);
    }
  });

  it("is looked for with patience after a 429", async () => {
    const { server, models } = await start(
      {
        handle: ({ method, body }) => {
          if (method !== "POST")
            return server.count("GET") < 3 ? { status: 503, body: "" } : undefined;
          server.models.set("my-slug", modelOf(JSON.parse(body)));
          return { status: 429, body: "<html>slow down</html>" };
        },
      },
      { maxRetries: 2, retryDelayMs: 1 },
    );
    expect((await models.create(input)).id).toBe("my-slug");
  });

  it("is in doubt when a gateway said 429 and the look fails; the API's own is believed", async () => {
    for (const [body, name] of [
      ["<html>slow down</html>", "OutcomeUnknownError"],
      [{ message: "slow down", code: "TOO_MANY_REQUESTS" }, "ApiError"],
    ] as const) {
      const { models } = await start({ handle: () => ({ status: 429, body }) });
      expect((await failure(models.create(input))).name).toBe(name);
    }
  });

  it.each([
    ["cannot be read", { status: 503, body: "" }, "Looking for it failed."],
    [
      "may be ours",
      { status: 200, body: { ...modelOf(input), created: "today" } },
      "One like it is there, but it may be older.",
    ],
  ])("leaves in doubt whose the model is that refuses the next attempt: it %s", async (...row) => {
    const [, read, finding] = row;
    const { models } = await start({
      handle: ({ method }, __, index) => {
        if (method === "GET") return read;
        return index === 0
          ? { ...apiAnswer(429, "TOO_MANY_REQUESTS", "no"), headers: { "Retry-After": "0" } }
          : apiAnswer(409, "CONFLICT", "taken");
      },
    });
    const error = await failure<OutcomeUnknownError>(models.create(input));
    expect(error).toBeInstanceOf(OutcomeUnknownError);
    expect(error.message).toContain(finding);
    expect(error.tried).toHaveLength(3);
  });

  it("is not sent again when the call's time would be over, and is told of when it is", async () => {
    const later = { ...apiAnswer(429, "TOO_MANY_REQUESTS", "no"), headers: { "Retry-After": "9" } };
    const onRetry = vi.fn();
    const handle = ({ method }: Received) => (method === "POST" ? later : undefined);
    const { server, models } = await start({ handle }, { totalTimeoutMs: 5_000, onRetry });
    expect(await failure(models.create(input))).toMatchObject({ isRateLimit: true, attempts: 1 });
    expect(server.requests.map(({ method }) => method)).toEqual(["POST", "GET"]);
    expect(onRetry).not.toHaveBeenCalled();
    const { models: patient } = await start({ fault: posts("429 before") }, { onRetry });
    await patient.create(input);
    expect(onRetry).toHaveBeenCalledOnce();
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

describe("never sent", () => {
  const refused = (server: { models: Map<string, Model> }, isCommitted: boolean) => {
    let turn = 0;
    return async (url: string | URL | Request, init?: RequestInit) => {
      if (turn++ > 0) return fetch(String(url), init);
      if (isCommitted) server.models.set("my-slug", modelOf(input));
      throw Object.assign(new TypeError("fetch failed"), { cause: { code: "ECONNREFUSED" } });
    };
  };

  it("is taken at its word from the caller's own fetch", async () => {
    const server = { models: new Map<string, Model>() };
    const { models } = await start({}, { fetch: refused(server, false), maxRetries: 0 });
    expect(await failure(models.create(input))).toMatchObject({ name: "ConnectionError" });
  });

  it.each(["Deno", "document"])(
    "is looked into where fetch sends again by itself: %s",
    async (name) => {
      const { server } = await start();
      const realFetch = globalThis.fetch;
      const stub = refused(server, true);
      vi.stubGlobal(name, {});
      vi.stubGlobal("fetch", (url: string, init: RequestInit) => {
        return init.method === "POST" ? stub(url, init) : realFetch(url, init);
      });
      onTestFinished(() => void vi.unstubAllGlobals());
      const models = createModelsClient({ apiKey: "sk-test-0123456789", baseUrl: server.url });
      const reply = await models.withResponse.create(input, { maxRetries: 0 });
      expect(reply).toMatchObject({ origin: "found", attempts: 1 });
      expect(server.count("POST")).toBe(0);
    },
  );
});

describe("a refusal that is not the API's own", () => {
  it.each([307, 403, 404, 413])("is looked into: %i", async (status) => {
    for (const isCommitted of [true, false]) {
      const { server, models } = await start({
        handle: ({ method, body }) => {
          if (method !== "POST") return undefined;
          if (isCommitted) server.models.set("my-slug", modelOf(JSON.parse(body)));
          return { status, body: "<html>Blocked</html>" };
        },
      });
      const outcome = await models.create(input).catch((error: unknown) => error);
      expect(outcome).toMatchObject(isCommitted ? { id: "my-slug" } : { name: "ApiError", status });
      expect(server.requests).toHaveLength(2);
    }
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
    {},
    { ...input, slug: ".." },
    { ...input, slug: 7 },
    { ...input, datasetId: 7 },
    { ...input, trainingConfig: {} },
  ]) {
    const error = await failure<InvalidRequestError>(models.create(bad as typeof input));
    const message = "must have slug, datasetId and trainingConfig.baseModel as text";
    expect(error).toMatchObject({
      name: "InvalidRequestError",
      issues: [{ pointer: "", message }],
    });
  }
  for (const bad of [
    undefined,
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

  it("tells the hook what was under way", async () => {
    const told: unknown[] = [];
    const onAbort = (event: unknown) => void told.push(event);
    const { models } = await start({ fault: posts("500 before", "hang after") }, { onAbort });
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 200);
    await failure(models.create(input, { signal: controller.signal }));
    expect(told).toEqual([
      {
        method: "POST",
        path: "/models",
        attempt: 2,
        slug: "my-slug",
        tried: [
          expect.stringMatching(/^attempt 1: POST \/models answered 500/),
          "look: no such model",
          expect.stringMatching(/^attempt 2: /),
        ],
      },
    ]);
  });

  it("before the call sends nothing, and tells nothing", async () => {
    const onAbort = vi.fn();
    const { server, models } = await start({}, { onAbort });
    expect((await failure(models.create(input, { signal: AbortSignal.abort() }))).name).toBe(
      "AbortError",
    );
    expect(server.requests).toHaveLength(0);
    expect(onAbort).not.toHaveBeenCalled();
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
