import { getEventListeners } from "node:events";
import { inspect } from "node:util";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import {
  type ApiError,
  type ConfigurationError,
  type ConnectionError,
  createModelsClient,
  InvalidRequestError,
  InvalidResponseError,
  type Middleware,
  OpenPipeError,
  TimeoutError,
} from "../index.js";
import { error as apiAnswer, FaultServer } from "../test-support/fault-server.js";
import { createRequest, modelOf } from "../test-support/models.js";
import { failure, start, testKey } from "../test-support/start.js";

const model = modelOf(createRequest("my-slug"));
const once = { maxRetries: 0 };
const passive: Middleware = { onRequest: () => undefined };

describe("timeouts", () => {
  it.each(["hang before", "stalled body"] as const)("end a request: %s", async (fault) => {
    const { server, models } = await start({ fault: () => fault }, { timeoutMs: 50, ...once });
    server.models.set("my-slug", model);
    const error = await failure(models.get("my-slug"));
    expect(error).toBeInstanceOf(TimeoutError);
    expect(error).toMatchObject({ method: "GET", path: "/models/my-slug", attempts: 1 });
  });

  it("leave no timer and no listener behind", async () => {
    const { server, models } = await start();
    server.models.set("my-slug", model);
    const timers = () => process.getActiveResourcesInfo().filter((name) => name === "Timeout");
    const before = timers().length;
    const { signal } = new AbortController();
    await Promise.all(Array.from({ length: 20 }, () => models.get("my-slug", { signal })));
    expect(timers().length).toBeLessThanOrEqual(before);
    expect(getEventListeners(signal, "abort")).toEqual([]);
  });

  it("end even a fetch that ignores its signal", async () => {
    const { models } = await start(
      {},
      { fetch: () => new Promise(() => {}), timeoutMs: 20, ...once },
    );
    expect(await failure(models.list())).toBeInstanceOf(TimeoutError);
  });

  it("are no longer than the time of the whole call", async () => {
    const limits = { timeoutMs: 300, totalTimeoutMs: 40, ...once };
    const { models } = await start({ fault: () => "hang before" }, limits);
    const { message } = await failure(models.list());
    expect(Number(/within (\d+) ms/.exec(message)?.[1])).toBeLessThanOrEqual(40);
  });
});

describe("error answers", () => {
  it.each([
    [502, "<html><h1>Bad Gateway</h1></html>", "Bad Gateway"],
    [500, "", "(empty body)"],
    [503, "try later", "try later"],
    [400, "null", "null"],
    [418, '{"message":1,"code":[],"issues":"x"}', "418"],
  ])("become ApiErrors whatever their body: %i %s", async (status, body, message) => {
    const { models } = await start({ handle: () => ({ status, body }) }, once);
    const error = await failure<ApiError>(models.get("my-slug"));
    expect(error).toMatchObject({ name: "ApiError", status, code: undefined, body });
    expect(error.message).toContain(`GET /models/my-slug answered ${status}`);
    expect(error.message).toContain(message);
  });

  it("carry what the API says, and guards to branch on", async () => {
    const issues = [{ message: "Required", path: ["slug"] }];
    const body = { message: "Input validation failed", code: "BAD_REQUEST", issues };
    const { models } = await start({
      handle: () => ({ status: 400, body, headers: { "x-id": "7" } }),
    });
    const error = await failure<ApiError>(models.list());
    expect(error).toBeInstanceOf(OpenPipeError);
    expect(error).toMatchObject({ code: "BAD_REQUEST", issues, isValidation: true });
    expect(error.headers.get("x-id")).toBe("7");
    expect(JSON.parse(error.body)).toEqual(body);
    expect(error.message).toContain("Input validation failed; Required");
    expect(error.message).toMatch(/\nCorrect the request\.$/);
  });

  it.each([
    [401, "isUnauthorized", "Check the API key"],
    [403, "isUnauthorized", "Check the API key"],
    [404, "isNotFound", "Check the slug"],
    [409, "isConflict", "Choose another slug"],
    [429, "isRateLimit", "Try again later"],
    [500, "isServer", "Try again later"],
  ])("can be branched on, and say what to do: %i", async (status, guard, advice) => {
    const { models } = await start({ handle: () => apiAnswer(status, "X", "no") }, once);
    const error = await failure<ApiError>(models.list());
    expect(error).toMatchObject({ [guard]: true, isValidation: false });
    expect(error.message).toContain(`\n${advice}`);
  });
});

it("reads hostile error bodies in no time", async () => {
  for (const body of ["<".repeat(1_000_000), "[".repeat(100_000), " ".repeat(1_000_000)]) {
    const { models } = await start({ handle: () => ({ status: 500, body }) }, once);
    const error = await failure<ApiError>(models.list());
    expect(error.body).toHaveLength(10_000);
    expect(error.message.length).toBeLessThan(500);
  }
});

describe("success answers that cannot be used", () => {
  it.each([
    ['{"foo":1}', "/id is required"],
    [JSON.stringify({ ...model, contextWindow: "1" }), "/contextWindow must be number"],
    ['{"id":', "is not JSON"],
    ["", "is empty"],
  ])("are InvalidResponseErrors: %s", async (body, message) => {
    const { models } = await start({ handle: () => ({ status: 200, body }) });
    const error = await failure<InvalidResponseError>(models.get("my-slug"));
    expect(error).toBeInstanceOf(InvalidResponseError);
    expect(error).toMatchObject({ body, status: 200, mayHaveReachedServer: true });
    expect(error.message).toContain(message);
  });

  it("keep the raw text up to a bound", async () => {
    const { models } = await start({ handle: () => ({ status: 200, body: "x".repeat(99_999) }) });
    expect((await failure<InvalidResponseError>(models.list())).body).toHaveLength(10_000);
  });

  it("do not include unknown properties and enum values", async () => {
    const openpipe = { ...model.openpipe, status: "PAUSED" };
    const body = { ...model, openpipe, capabilities: ["sing"], extra: 1 };
    const { models } = await start({ handle: () => ({ status: 200, body }) });
    expect(await models.get("my-slug")).toEqual(body);
  });
});

describe("redirects", () => {
  it.each([301, 302, 303, 307, 308])("are never followed: %i", async (status) => {
    const other = await FaultServer.start();
    const Location = `${other.url}/models`;
    const { server, models } = await start({
      handle: () => ({ status, body: "", headers: { Location } }),
    });
    const error = await failure<ApiError>(models.get("my-slug"));
    expect(error).toMatchObject({ name: "ApiError", status });
    expect(error.message).toContain(Location);
    expect((await failure(models.create(createRequest("my-slug")))).name).toMatch(
      [301, 307, 308].includes(status) ? /^ApiError$/ : /^OutcomeUnknownError$/,
    );
    expect(server.count("POST")).toBe(1);
    expect(other.requests).toEqual([]);
    await other.close();
  });
});

it("says of a 304 that it comes of the caller's own condition, not of the base URL", async () => {
  const { models } = await start({ handle: () => ({ status: 304, body: "" }) });
  const error = await failure<ApiError>(
    models.get("my-slug", { headers: { "If-None-Match": "*" } }),
  );
  expect(error).toMatchObject({ name: "ApiError", status: 304 });
  expect(error.message).toContain("If-None-Match");
  expect(error.message).not.toContain("baseUrl");
});

describe("paths", () => {
  it("hold encoded slugs", async () => {
    const { server, models } = await start();
    for (const slug of ["a/b", "é ?#", "%2e%2e", "...", "a{b}"]) {
      await failure(models.get(slug));
      expect(server.requests.at(-1)?.path).toBe(`/models/${encodeURIComponent(slug)}`);
    }
  });

  it.each(["", ".", "..", "\ud800", undefined, null, 3])(
    "refuse %j before anything is sent",
    async (slug) => {
      const { server, models, client } = await start();
      const bad = slug as string;
      const params = { path: { modelSlug: bad } };
      for (const call of [
        models.get(bad),
        models.delete(bad),
        models.waitUntilDeployed(bad),
        models.create(createRequest(bad)),
        client.GET("/models/{modelSlug}", { params }),
      ]) {
        expect(await failure(call)).toBeInstanceOf(InvalidRequestError);
      }
      expect(server.requests).toEqual([]);
    },
  );

  it("refuse a low-level call without its parameter", async () => {
    const { server, client } = await start();
    const init = {} as { params: { path: { modelSlug: string } } };
    const error = await failure(client.GET("/models/{modelSlug}", init));
    expect(error).toBeInstanceOf(InvalidRequestError);
    expect(server.requests).toEqual([]);
  });
});

describe("the openapi-fetch client", () => {
  it("has the key, the time limit and errors of ours", async () => {
    const { server, client } = await start();
    server.models.set("my-slug", model);
    const path = { modelSlug: "my-slug" };
    const { data } = await client.GET("/models/{modelSlug}", { params: { path } });
    expect(data).toEqual(model);
    expect(server.requests[0]?.headers.authorization).toBe(`Bearer ${testKey}`);
    const { client: slow } = await start({ fault: () => "hang before" }, { timeoutMs: 30 });
    expect(await failure(slow.GET("/models"))).toBeInstanceOf(TimeoutError);
    const { client: broken } = await start({ handle: () => ({ status: 200, body: '{"id":' }) });
    expect(await failure(broken.GET("/models"))).toBeInstanceOf(InvalidResponseError);
  });

  it("sends the key nowhere else", async () => {
    const other = await FaultServer.start();
    const { server, client } = await start();
    client.use({
      onRequest: ({ request }) => new Request(request.url.replace(server.url, other.url), request),
    });
    const error = await failure(client.GET("/models"));
    expect(error.message).toMatch(/the key goes to http.* only/);
    expect(other.requests).toEqual([]);
    await other.close();
  });

  it("runs middleware, which sees no key", async () => {
    const { server, client } = await start();
    const seen: unknown[] = [];
    client.use({
      onRequest: ({ request }) => void seen.push(request.headers.get("authorization")),
    });
    await client.GET("/models");
    expect(seen).toEqual([null]);
    expect(server.requests[0]?.headers.authorization).toBe(`Bearer ${testKey}`);
  });
});

describe("a GET is answered from no cache", () => {
  it("by a framework that patches fetch", async () => {
    const fetch = vi.fn(async (_: string, __?: RequestInit) => Response.json(model));
    for (const middleware of [[], [passive]]) {
      const models = createModelsClient({ apiKey: testKey, fetch, middleware });
      await models.create(createRequest("my-slug"));
      await models.get("my-slug");
      expect(fetch.mock.calls.map(([, init]) => [init!.method, init!.cache])).toEqual([
        ["POST", undefined],
        ["GET", "no-store"],
      ]);
      fetch.mockClear();
    }
  });

  it("by a replaced global fetch; Node's own has none", async () => {
    const { server, models } = await start({ handle: () => ({ status: 200, body: model }) });
    await models.get("my-slug");
    const { fetch } = globalThis;
    vi.stubGlobal("fetch", (url: string, init: RequestInit) => fetch(url, init));
    onTestFinished(() => void vi.unstubAllGlobals());
    await models.get("my-slug");
    const said = server.requests.map(({ headers }) => headers["cache-control"]);
    expect(said).toEqual([undefined, "no-cache"]);
  });
});

describe("middleware", () => {
  it("sees and changes what the models client sends and gets", async () => {
    const seen: unknown[] = [];
    const middleware: Middleware = {
      onRequest({ request }) {
        seen.push(request.headers.get("authorization"));
        return new Request(request, {
          headers: { ...Object.fromEntries(request.headers), "x-a": "1" },
        });
      },
      async onResponse({ response }) {
        seen.push(((await response.clone().json()) as { id: string }).id);
        return new Response(response.body, { status: 200, headers: { "x-b": "2" } });
      },
    };
    const { server, models } = await start({}, { middleware: [middleware] });
    server.models.set("my-slug", model);
    const { data, headers } = await models.withResponse.get("my-slug");
    expect(data).toEqual(model);
    expect(headers.get("x-b")).toBe("2");
    expect(server.requests[0]?.headers).toMatchObject({
      "x-a": "1",
      authorization: `Bearer ${testKey}`,
    });
    expect(seen).toEqual([null, "my-slug"]);
    expect((await models.create(createRequest("new"))).id).toBe("new");
  });

  it.each<[number, string, string]>([
    [404, '{"message":"No such model","code":"NOT_FOUND"}', "application/json"],
    [403, "<h1>Stop</h1> right here", "text/html"],
    [400, "", "text/plain"],
    [200, "not JSON", "application/json"],
    [204, "", "application/json"],
    [304, "", "application/json"],
  ])("that changes nothing leaves an error as it is: %i %s", async (status, body, type) => {
    const answer = { status, body, headers: { "Content-Type": type, "X-Key": testKey } };
    const errors: object[] = [];
    for (const middleware of [[], [passive]]) {
      const { models } = await start({ handle: () => answer }, { ...once, middleware });
      const error = await failure<ApiError>(models.get("my-slug"));
      const { name, message, status: said, headers } = error;
      errors.push({ name, message, status: said, key: headers.get("x-key"), body: error.body });
    }
    expect(errors[0]).toMatchObject({ status, key: "[redacted]" });
    expect(errors[1]).toEqual(errors[0]);
  });

  it.each([
    [200, JSON.stringify(model), "application/json", model],
    [404, '{"code":"NOT_FOUND"}', "application/json", undefined],
    [502, "<h1>Bad Gateway</h1>", "text/html", undefined],
    [502, "", "text/html", undefined],
  ])("that answers by itself is believed: %i %s", async (status, body, type, data) => {
    const headers = { "Content-Type": type };
    const middleware = [{ onRequest: () => new Response(body, { status, headers }) }];
    const { server, models } = await start({}, { ...once, middleware });
    const answered = models.get("my-slug");
    if (data) expect(await answered).toEqual(data);
    else expect(await failure(answered)).toMatchObject({ name: "ApiError", status, body });
    expect(server.requests).toEqual([]);
  });

  it("that fails before anything is sent fails with its own words", async () => {
    const bug = new Error("a bug");
    const middleware: Middleware = {
      onRequest() {
        throw bug;
      },
    };
    const { server, models } = await start({}, { middleware: [middleware] });
    expect(await failure(models.create(createRequest("my-slug")))).toBe(bug);
    expect(server.requests).toEqual([]);
  });

  it("that fails after an answer is said", async () => {
    const middleware: Middleware = {
      onResponse() {
        throw new Error("a bug");
      },
    };
    const { server, models } = await start({}, { ...once, middleware: [middleware] });
    server.models.set("my-slug", model);
    const error = await failure<InvalidResponseError>(models.get("my-slug"));
    expect(error.issues).toEqual([
      { pointer: "", message: "went through a middleware that failed" },
    ]);
    expect(error.cause).toMatchObject({ message: "a bug" });
  });

  it("that fails after a create was sent leaves a doubt, which is settled", async () => {
    let failed = false;
    const middleware: Middleware = {
      onResponse() {
        if (failed) return;
        failed = true;
        throw new Error("a bug");
      },
    };
    const { server, models } = await start({}, { middleware: [middleware] });
    expect((await models.create(createRequest("my-slug"))).id).toBe("my-slug");
    expect(server.count("POST")).toBe(1);
  });
});

describe("observability", () => {
  it("tells of requests, answers and repetitions, without the key", async () => {
    const events: unknown[] = [];
    const note = (event: unknown) => void events.push(event);
    const { models } = await start(
      { fault: (_, index) => (index === 0 ? "503 before" : undefined) },
      { onRequest: note, onResponse: note, onRetry: note },
    );
    const began = performance.now();
    await models.list();
    const tookMs = performance.now() - began;
    expect(events).toMatchObject([
      { method: "GET", path: "/models", attempt: 1, headers: expect.any(Headers) },
      { attempt: 1, status: 503, durationMs: expect.any(Number) },
      { attempt: 1, delayMs: expect.any(Number), error: { name: "ApiError", status: 503 } },
      { attempt: 2 },
      { attempt: 2, status: 200 },
    ]);
    const { durationMs } = events[1] as { durationMs: number };
    expect(durationMs).toBeGreaterThan(0);
    expect(durationMs).toBeLessThan(tookMs);
    expect(inspect(events, { depth: 9, showHidden: true })).not.toContain(testKey);
    expect((events[0] as { headers: Headers }).headers.get("authorization")).toBe("[redacted]");
  });

  it("is not harmed by a hook that fails", async () => {
    const fail = () => {
      throw new Error("a bug");
    };
    const { models } = await start({}, { onRequest: fail, onResponse: async () => fail() });
    expect((await models.list()).data).toEqual([]);
  });

  it("gives status and headers beside the body, and a User-Agent", async () => {
    const { server, models } = await start();
    const reply = await models.withResponse.list();
    expect(reply).toMatchObject({ data: { object: "list" }, status: 200, attempts: 1 });
    expect(reply.headers.get("content-type")).toBe("application/json");
    expect(server.requests[0]?.headers).toMatchObject({
      "user-agent": expect.stringMatching(/^openpipe-models\/\d/),
      accept: "application/json",
    });
  });
});

it.each([
  ["x-a", "secret\nb"],
  ["x y", "secret"],
  ["x-a", "secret\u20ac"],
])("refuses a header that cannot be sent, without repeating it: %j", async (name, value) => {
  const { server, models } = await start();
  const headers = { [name]: value };
  const error = await failure(models.create(createRequest("my-slug"), { headers }));
  expect(error).toMatchObject({ name: "ConfigurationError", method: "POST", path: "/models" });
  expect(inspect(error, { depth: 9 })).not.toContain("secret");
  expect(server.requests).toEqual([]);
  const make = () => createModelsClient({ apiKey: testKey, headers });
  expect(make).toThrow("headers has a name or a value that cannot be sent.");
});

it("sends each header once, the call's before the client's, and the key always", async () => {
  const { server, models } = await start(
    {},
    { headers: { "X-Team": "a", ACCEPT: "application/json;q=1", authorization: "Basic x" } },
  );
  await models.list({ headers: { "x-team": "b", Authorization: "Basic y" } });
  await models.list();
  const sent = server.requests.map(({ headers }) => [headers["x-team"], headers.accept]);
  expect(sent).toEqual([
    ["b", "application/json;q=1"],
    ["a", "application/json;q=1"],
  ]);
  for (const { headers } of server.requests) {
    expect(headers.authorization).toBe(`Bearer ${testKey}`);
  }
});

describe("the key", () => {
  it("appears in no error and not in the client, even if the server echoes it", async () => {
    const echo = {
      ...apiAnswer(401, "UNAUTHORIZED", `Unknown key ${testKey}`),
      headers: { "x-echo": `Bearer ${testKey}` },
    };
    const { models, client } = await start({ handle: () => echo }, once);
    const { models: through } = await start(
      { handle: () => echo },
      { ...once, middleware: [passive] },
    );
    const errors: unknown[] = [await failure(models.list())];
    errors.push(await failure(models.create(createRequest("my-slug"))));
    errors.push(await failure(through.list()), await client.GET("/models"));
    const { models: odd } = await start({ handle: () => ({ status: 200, body: `"${testKey}"` }) });
    errors.push(await failure(odd.list()));
    const { server, models: gone } = await start({}, once);
    await server.close();
    errors.push(await failure(gone.list()));
    for (const value of [...errors, models, client, through]) {
      expect(inspect(value, { depth: 9, showHidden: true })).not.toContain(testKey);
      expect(JSON.stringify(value) ?? "").not.toContain(testKey);
      expect(String((value as Error).stack)).not.toContain(testKey);
    }
    expect((errors[0] as ApiError).headers.get("x-echo")).toBe("Bearer [redacted]");
  });

  it("appears in no error though JSON escapes it, or a custom fetch throws it", async () => {
    const apiKey = 'sk-"\u00e9/0123456789';
    const escaped = JSON.stringify(apiKey).replaceAll("/", "\\/").replaceAll("\u00e9", "\\u00e9");
    for (const status of [400, 200]) {
      const body = `{"message":${escaped},"code":"X","issues":[{"message":${escaped}}]}`;
      const { models } = await start({ handle: () => ({ status, body }) }, { apiKey });
      const { models: through } = await start(
        { handle: () => ({ status, body }) },
        { apiKey, middleware: [passive] },
      );
      for (const each of [models, through]) {
        const error = await failure<ApiError>(each.list());
        expect(inspect(error, { depth: 9, showHidden: true })).not.toContain("0123456789");
      }
    }
    const { models } = await start(
      {},
      { ...once, fetch: (_, init) => Promise.reject(Object.assign(new Error("x"), { init })) },
    );
    const error = await failure<ConnectionError>(models.list());
    expect(inspect(error, { depth: 9, showHidden: true })).not.toContain(testKey);
  });

  it("does not change what an answer holds", async () => {
    const { models } = await start({
      handle: () => ({ status: 200, body: { ...model, name: `of ${testKey}` } }),
    });
    expect((await models.get("my-slug")).name).toBe(`of ${testKey}`);
  });

  it("may come from a function, asked before every attempt", async () => {
    let asked = 0;
    const apiKey = async () => `key-number-${++asked}`;
    const { server, models } = await start(
      { fault: (_, i) => (i ? undefined : "503 before") },
      { apiKey },
    );
    await models.list();
    expect(server.requests.map(({ headers }) => headers.authorization)).toEqual([
      "Bearer key-number-1",
      "Bearer key-number-2",
    ]);
    for (const bad of [() => "", () => "a b", () => Promise.reject(new Error("vault"))]) {
      const apiKey = vi.fn<() => string | Promise<string>>(bad);
      const { models, server } = await start({}, { apiKey });
      const error = await failure<ConfigurationError>(models.list());
      expect(error).toMatchObject({ name: "ConfigurationError", path: "/models" });
      // It will fail again: nothing passes by waiting.
      expect(apiKey).toHaveBeenCalledTimes(1);
      expect(server.requests).toEqual([]);
    }
    const apiKeyThatHangs = () => new Promise<string>(() => {});
    const { models: waiting } = await start(
      {},
      { apiKey: apiKeyThatHangs, timeoutMs: 20, ...once },
    );
    const timeout = await failure(waiting.list());
    expect(timeout).toMatchObject({ name: "TimeoutError", mayHaveReachedServer: false });
  });
});

it("knows that nothing was sent to a host that does not exist", async () => {
  const models = createModelsClient({
    apiKey: testKey,
    baseUrl: "https://no-such-host.invalid",
    maxRetries: 0,
  });
  const error = await failure<ConnectionError>(models.list());
  expect(error).toMatchObject({ name: "ConnectionError", mayHaveReachedServer: false });
});
