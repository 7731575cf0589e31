import { describe, expect, it } from "vitest";
import { ConfigurationError, ConnectionError, TimeoutError } from "../index.js";
import type { ModelsClientOptions } from "../options/options.js";
import { startThing } from "../test-support/things.js";
import { failure, start } from "../test-support/start.js";
import { apiError } from "./api-error.js";
import { invalidResponse } from "./invalid-response.js";
import { judge } from "./judge.js";
import { firstLine } from "./repeat.js";
import { withoutUndefined } from "./without-undefined.js";

const facts = { method: "GET", path: "/models/s", attempts: 1 };
const key = "sk-test-0123456789";

function answered(status: number, text?: string) {
  const headers = { "x-echo": key };
  const response = new Response(null, { status: 200, headers });
  Object.defineProperty(response, "status", { value: status });
  return { response, text, keys: [key] };
}

describe("an error status", () => {
  it.each([
    [
      '{"message":"no","code":"X","issues":[{"message":"a"},5,null,{"message":"b"}]}',
      "418 X: no; a; b",
    ],
    ['{"message":1,"code":[]}', '418: {"message":1,"code":[]}'],
    ["<h1>Bad</h1>Gateway", "418: Bad Gateway"],
    ["x".repeat(300), `418: ${"x".repeat(200)}`],
    ["", "418: (empty body)"],
    [undefined, "418: (empty body)"],
  ])("is worded by its body: %s", (text, said) => {
    const error = apiError(facts, answered(418, text));
    expect(firstLine(error)).toBe(`GET /models/s answered ${said}`);
    expect(error).toMatchObject({
      ...facts,
      mayHaveReachedServer: true,
      status: 418,
      body: text ?? "",
    });
    expect(error.headers.get("x-echo")).toBe("[redacted]");
  });

  it("keeps the issues that are issues, and undefined where there is no list", () => {
    const text = '{"issues":[{"message":"a"},5,null,{"message":3}]}';
    expect(apiError(facts, answered(400, text)).issues).toEqual([{ message: "a" }]);
    expect(apiError(facts, answered(400, '{"issues":"x"}')).issues).toBeUndefined();
  });
});

describe("a success that cannot be used", () => {
  const issues = Array.from({ length: 7 }, (_, n) => ({
    pointer: n ? `/${n}` : "",
    message: "is bad",
  }));

  it("says what is wrong, at most five times, and what to do", () => {
    const error = invalidResponse(facts, answered(200, key), issues, "x");
    expect(error.message).toBe(
      "GET /models/s had an answer that cannot be used (status 200): body is bad; /1 is bad; /2 is bad; /3 is bad; /4 is bad\nCheck the baseUrl, or update this package if the API has changed.",
    );
    expect(error).toMatchObject({
      status: 200,
      issues,
      cause: "x",
      body: "[redacted]",
      mayHaveReachedServer: true,
    });
    expect(error.headers.get("x-echo")).toBe("[redacted]");
  });

  it("may be lost altogether", () => {
    expect(invalidResponse(facts, undefined, issues)).toMatchObject({ status: 0, body: "" });
  });
});

describe("what a failure says of the request", () => {
  const lost = (mayHaveReachedServer: boolean) => ({ ...facts, mayHaveReachedServer });

  it.each([
    [new TimeoutError("late", lost(true)), "doubt"],
    [new TimeoutError("late", lost(false)), "not processed"],
    [new ConnectionError("lost", lost(true)), "doubt"],
    [new ConnectionError("lost", lost(false)), "not processed"],
    [invalidResponse(facts, undefined, []), "doubt"],
    [new ConfigurationError("bad"), "refused"],
    ["anything else", "refused"],
  ])("%s: %s", (error, verdict) => {
    expect(judge(error)).toBe(verdict);
  });

  it.each([
    [300, "doubt"],
    [301, "refused"],
    [302, "doubt"],
    [303, "doubt"],
    [307, "refused"],
    [308, "refused"],
    [400, "refused"],
    [404, "refused"],
    [408, "doubt"],
    [409, "refused"],
    [429, "not processed"],
    [499, "doubt"],
    [500, "doubt"],
    [502, "doubt"],
  ])("status %i: %s", (status, verdict) => {
    expect(judge(apiError(facts, answered(status, "")))).toBe(verdict);
  });

  it("a taken slug is refused, though the API answers 500", () => {
    const text = '{"code":"X","message":"must be globally unique"}';
    expect(judge(apiError(facts, answered(500, text)))).toBe("refused");
  });
});

describe("a request that failed on its way", () => {
  const get = async (options: ModelsClientOptions) => {
    const { models } = await start({}, { maxRetries: 0, ...options });
    return failure(models.get("s"));
  };
  const failing = (error: unknown) => get({ fetch: () => Promise.reject(error) });

  it.each<[unknown, string, boolean]>([
    [new TypeError("fetch failed", { cause: new Error("reset") }), "fetch failed: reset", true],
    [new TypeError("fetch failed", { cause: new RangeError() }), "fetch failed: RangeError", true],
    [new TypeError("fetch failed", { cause: "x" }), "fetch failed", true],
    ["no error", "no error", true],
    [Object.assign(new TypeError("no"), { code: "ECONNREFUSED" }), "no", false],
  ])(
    "says how, and whether the server can have it: %s",
    async (error, how, mayHaveReachedServer) => {
      const consequence = mayHaveReachedServer
        ? "The server may have processed it."
        : "The server was not reached: check the base URL and the network.";
      const failed = await failing(error);
      expect(failed).toBeInstanceOf(ConnectionError);
      expect(failed.message).toBe(`GET /models/s failed (attempt 1): ${how}. ${consequence}`);
      expect(failed).toMatchObject({ ...facts, mayHaveReachedServer, cause: error });
    },
  );

  it("says how long it took, and whether it was sent at all", async () => {
    const message =
      "GET /models/s had no complete answer within 20 ms (attempt 1). Check the network, or raise timeoutMs.";
    const never = () => new Promise<never>(() => {});
    const sent = await get({ timeoutMs: 20, fetch: never });
    expect(sent).toMatchObject({ name: "TimeoutError", message, mayHaveReachedServer: true });
    const unsent = await get({ timeoutMs: 20, apiKey: never });
    expect(unsent).toMatchObject({ name: "TimeoutError", message, mayHaveReachedServer: false });
  });
});

it("a request that must not be sent twice says that its outcome is open", async () => {
  const { call } = await startThing(
    { method: "POST" },
    { handle: (_, response) => void response.destroy() },
  );
  const error = await failure(call());
  expect(error.message.split("\n")).toEqual([
    "It is unknown whether POST /things was processed: look before you send it again.",
    expect.stringMatching(/^ {2}attempt 1: POST \/things failed \(attempt 1\): /),
  ]);
  expect(error).toMatchObject({
    name: "OutcomeUnknownError",
    method: "POST",
    path: "/things",
    attempts: 1,
    mayHaveReachedServer: true,
    slug: undefined,
    cause: { name: "ConnectionError" },
  });
});

it("tells of an aborted request that must not be sent twice", async () => {
  const told: unknown[] = [];
  const { call } = await startThing(
    { method: "POST" },
    { fault: () => "hang before" },
    { onAbort: (event) => told.push(event) },
  );
  const controller = new AbortController();
  setTimeout(() => controller.abort("enough"), 20);
  await expect(call({ signal: controller.signal })).rejects.toBe("enough");
  expect(told).toEqual([
    { method: "POST", path: "/things", attempt: 1, slug: undefined, tried: [] },
  ]);
});

it("parameters that cannot be sent are named with their place", async () => {
  const parameter = (place: string, name: string) => ({
    name,
    in: place,
    required: true,
    schema: "string",
    style: place === "query" ? "form" : "simple",
    explode: false,
  });
  const parameters = [parameter("path", "id"), parameter("query", "q"), parameter("header", "X-H")];
  const { call } = await startThing({ path: "/things/{id}", parameters });
  const issuesOf = async (...args: unknown[]) =>
    (await failure<{ issues: unknown }>(call(...args))).issues;
  expect(await issuesOf(undefined, { query: { other: 1 } })).toEqual([
    { pointer: "/id", message: "is required" },
    { pointer: "/query/q", message: "is required" },
    { pointer: "/headers/X-H", message: "is required" },
    { pointer: "/query/other", message: "is not a parameter of this operation" },
  ]);
  const text = "must be well-formed text, not empty and not `.` or `..`";
  for (const id of ["", ".", "..", "\ud800"]) {
    expect(await issuesOf(id, { query: { q: "\ud800" }, headers: { "x-h": 5 } })).toEqual([
      { pointer: "/id", message: text },
      { pointer: "/query/q", message: text },
      { pointer: "/headers/X-H", message: "must be string, not number" },
    ]);
  }
});

it("undefined properties are left out, and nothing is copied without need", () => {
  expect(Object.keys(withoutUndefined({ a: undefined, b: null }) as object)).toEqual(["b"]);
  for (const value of [{ a: 1 }, {}, [undefined], null, undefined, "x"]) {
    expect(withoutUndefined(value)).toBe(value);
  }
});

it("the first line of anything that was thrown", () => {
  expect(firstLine(new Error("a\nb"))).toBe("a");
  expect(firstLine("c\nd")).toBe("c");
  expect(firstLine(undefined)).toBe("undefined");
});
