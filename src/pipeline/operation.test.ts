import { describe, expect, it, vi } from "vitest";
import {
  InvalidRequestError,
  InvalidResponseError,
  type Middleware,
  type OutcomeUnknownError,
} from "../index.js";
import { failure } from "../test-support/start.js";
import type { Schema } from "../validation/schema.js";
import { startThing } from "../test-support/things.js";

const json = (body: unknown, status = 200) => ({ handle: () => ({ status, body }) });

describe("arguments", () => {
  const parameters = [
    { name: "id", in: "path", required: true, style: "simple", explode: false, schema: "integer" },
    {
      name: "tags",
      in: "query",
      required: false,
      style: "form",
      explode: true,
      schema: { type: "array", items: { enum: ["a", "b"] } },
    },
    {
      name: "X-Trace",
      in: "header",
      required: true,
      style: "simple",
      explode: false,
      schema: "number",
    },
  ];
  const body = {
    required: true,
    content: { "application/json": { type: "array", items: "string" } },
  };
  const fields = { method: "PUT", path: "/things/{id}", parameters, body };

  it("are path parameters, then the body, then options with query and headers", async () => {
    const { server, call } = await startThing(fields, json({ ok: 1 }));
    const options = { query: { tags: ["a", "b"] }, headers: { "x-trace": 7, "x-own": "y" } };
    expect(await call(5, ["text"], options)).toEqual({ ok: 1 });
    expect(server.requests[0]).toMatchObject({
      method: "PUT",
      path: "/things/5?tags=a&tags=b",
      body: '["text"]',
      headers: { "x-trace": "7", "x-own": "y", "content-type": "application/json" },
    });
  });

  it("may be undefined, also inside an object, and are no names that every object has", async () => {
    const optional = { in: "query", required: false, style: "form", explode: true };
    const page = { type: "object", properties: { size: "integer", token: "string" } };
    const { server, call } = await startThing(
      {
        parameters: [
          { ...optional, name: "page", schema: page },
          { ...optional, name: "constructor", schema: "string" },
        ],
      },
      json({}),
    );
    await call({ query: { page: { size: 2, token: undefined } } });
    expect(server.requests[0]?.path).toBe("/things?size=2");
  });

  it("in the query stand in the document's order; an empty list and undefined are left out", async () => {
    const query = (name: string, schema: Schema) => {
      return { name, in: "query", required: false, style: "form", explode: true, schema };
    };
    const list = { ...query("X-List", "array"), in: "header", style: "simple" };
    const parameters = [query("a", "string"), query("none", "array"), query("b", "integer"), list];
    const { server, call } = await startThing({ parameters }, json({}));
    const headers = { "x-own": undefined, "x-other": "y", "x-list": [] };
    await call({ query: { b: 2, none: [], a: "x", other: undefined }, headers });
    await call({ query: {} });
    expect(server.requests.map(({ path }) => path)).toEqual(["/things?a=x&b=2", "/things"]);
    expect(server.requests[0]?.headers).toHaveProperty("x-other", "y");
    expect(server.requests[0]?.headers).not.toHaveProperty("x-own");
    expect(server.requests[0]?.headers).not.toHaveProperty("x-list");
  });

  it.each(["", ".", "..", "\ud800"])("in the path lead to no other resource: %j", async (id) => {
    const named = { ...parameters[0]!, schema: "string" as const };
    const { server, call } = await startThing({ path: "/things/{id}", parameters: [named] });
    const { issues } = await failure<InvalidRequestError>(call(id));
    expect(issues).toEqual([{ pointer: "/id", message: expect.stringContaining("well-formed") }]);
    expect(server.requests).toEqual([]);
  });

  it("are all checked before anything is sent", async () => {
    const { server, call } = await startThing(fields);
    const error = await failure<InvalidRequestError>(
      call(1.5, [1], { query: { tags: ["c"], other: 1 } }),
    );
    expect(error).toBeInstanceOf(InvalidRequestError);
    expect(error).toMatchObject({ method: "PUT", path: "/things/{id}" });
    expect(error.issues.map(({ pointer }) => pointer)).toEqual([
      "/id",
      "/query/tags/0",
      "/headers/X-Trace",
      "/query/other",
      "/0",
    ]);
    expect(server.requests).toEqual([]);
  });
});

describe("a body", () => {
  const post = (content: Record<string, object | string>, required = true) => ({
    method: "PUT",
    body: { required, content },
  });

  it("is JSON of the name that the document gives it", async () => {
    const { server, call } = await startThing(post({ "application/vnd.acme+json": {} }), json({}));
    await call({ a: 1 });
    expect(server.requests[0]?.headers["content-type"]).toBe("application/vnd.acme+json");
  });

  it("may be left out where it is optional", async () => {
    const { server, call } = await startThing(
      post({ "application/json": "string" }, false),
      json({}),
    );
    await call();
    expect(server.requests[0]?.headers["content-type"]).toBeUndefined();
    expect(await failure(call(5))).toBeInstanceOf(InvalidRequestError);
  });

  it("is a form of fields and files", async () => {
    const schema = {
      type: "object",
      required: ["file"],
      properties: {
        file: "file",
        notes: { type: "array", items: "string" },
        meta: {},
        nothing: "string",
      },
    };
    const { server, call } = await startThing(post({ "multipart/form-data": schema }), json({}));
    const file = new File(["content"], "a.txt", { type: "text/plain" });
    await call({ file, notes: ["x", "y"], meta: { a: 1 }, nothing: undefined });
    const [{ body, headers } = { body: "", headers: {} as Record<string, string> }] =
      server.requests;
    const form = await new Response(body, {
      headers: { "content-type": String(headers["content-type"]) },
    }).formData();
    expect([...form.keys()]).toEqual(["file", "notes", "notes", "meta"]);
    expect(await (form.get("file") as File).text()).toBe("content");
    expect((form.get("file") as File).name).toBe("a.txt");
    expect(await (form.get("meta") as File).text()).toBe('{"a":1}');
    expect(await failure(call({ file: "text" }))).toBeInstanceOf(InvalidRequestError);
    expect(await failure(call("text"))).toBeInstanceOf(InvalidRequestError);
  });

  it("is the same when it is sent again, a form too", async () => {
    const { server, call } = await startThing(post({ "multipart/form-data": {} }), {
      handle: (_, __, index) => (index ? { status: 200, body: {} } : { status: 503, body: "" }),
    });
    await call({ file: new Blob(["content"]) });
    expect(server.requests.map(({ body }) => body.includes("content"))).toEqual([true, true]);
  });

  it.each([
    ["application/x-www-form-urlencoded", { a: "1 2", b: [3, 4] }, "a=1+2&b=3&b=4"],
    ["text/csv", "a,b", "a,b"],
    ["application/octet-stream", new Blob(["bytes"]), "bytes"],
  ])("is %s", async (mediaType, input, sent) => {
    const { server, call } = await startThing(post({ [mediaType]: {} }), json({}));
    await call(input);
    expect(server.requests[0]).toMatchObject({
      body: sent,
      headers: { "content-type": mediaType },
    });
    expect(await failure(call(5))).toBeInstanceOf(InvalidRequestError);
  });

  it.each([
    ["multipart/form-data", "text", "must be an object, a field for each part"],
    ["multipart/form-data", null, "must be an object, a field for each part"],
    ["text/csv", 5, "must be a string"],
    ["text/csv", new Blob(), "must be a string"],
    ["application/octet-stream", 5, "must be a Blob or a string"],
  ])("says what %s can be, which is not %j", async (mediaType, input, message) => {
    const { call } = await startThing(post({ [mediaType]: {} }));
    const { issues } = await failure<InvalidRequestError>(call(input));
    expect(issues).toEqual([{ pointer: "", message }]);
  });

  it("has parts of JSON in a form for what is no text", async () => {
    const { server, call } = await startThing(post({ "multipart/form-data": {} }), json({}));
    await call({ part: { a: 1 } });
    expect(server.requests[0]?.body).toMatch(/Content-Type: application\/json\r\n\r\n\{"a":1\}/i);
  });

  it.each([{ b: {} }, { b: null }, { b: new Blob() }])(
    "is no form in a URL when a field is no text: %j",
    async (input) => {
      const { call } = await startThing(post({ "application/x-www-form-urlencoded": {} }));
      expect((await failure(call(input))).message).toContain("must have fields of text");
    },
  );

  it.each<[unknown, string]>([
    [{ op: "add" }, "application/merge-patch+json"],
    [["add"], "application/json-patch+json"],
    [new Blob(["x"], { type: "image/png" }), "image/png"],
    [new Blob(["x"], { type: "image/gif" }), "application/zip"],
    [new Blob(["x"]), "application/zip"],
  ])("is of the type that it fits among several: %j", async (input, type) => {
    const content = {
      "application/merge-patch+json": "object",
      "application/json-patch+json": "array",
      "application/zip": {},
      "image/png": {},
    };
    const { server, call } = await startThing(post(content), json({}));
    await call(input);
    expect(server.requests[0]?.headers["content-type"]).toBe(type);
  });

  it("is made once, also to find out its type", async () => {
    const content = { "application/merge-patch+json": "object", "text/plain": "string" };
    const { server, call } = await startThing(post(content), json({}));
    const toJSON = vi.fn(() => ({ a: 1 }));
    await call({ toJSON });
    expect(server.requests[0]?.body).toBe('{"a":1}');
    expect(toJSON).toHaveBeenCalledOnce();
  });

  it("is no Blob where the document lists no type for one", async () => {
    const { server, call } = await startThing(
      post({ "application/json": {}, "text/plain": {} }),
      json({}),
    );
    expect((await failure(call(new Blob(["x"])))).message).toContain("must be one of");
    expect(server.requests).toEqual([]);
  });

  it("is of the type that the caller chooses among several", async () => {
    const several = post({ "application/json": {}, "text/plain": {} });
    const { server, call } = await startThing(several, json({}));
    await call("text", { headers: { "Content-Type": "text/plain; charset=utf-8" } });
    expect(server.requests[0]).toMatchObject({
      body: "text",
      headers: { "content-type": "text/plain; charset=utf-8" },
    });
    const wrong = call("text", { headers: { "content-type": "text/html" } });
    expect((await failure(wrong)).message).toContain("must be one of application/json, text/plain");
    const options = { validateRequests: false };
    const { call: unchecked } = await startThing(several, json({}), options);
    const none = unchecked("text", { headers: { "content-type": "text/html" } });
    expect((await failure(none)).message).toContain("must be one of application/json, text/plain");
  });

  it("has a type, and no body has none, whatever the headers say", async () => {
    const { server, call } = await startThing({}, json({}));
    await call({ headers: { "Content-Type": "text/plain" } });
    expect(server.requests[0]?.headers["content-type"]).toBeUndefined();
  });
});

describe("an answer", () => {
  it.each([
    ["JSON of any name", "application/vnd.acme+json; charset=utf-8", '{"a":1}', { a: 1 }],
    ["text", "text/plain; charset=utf-8", "hello", "hello"],
  ])("is %s", async (_, type, body, data) => {
    const answers = { "200": { [type]: {} } };
    const { call } = await startThing(
      { answers },
      { handle: () => ({ status: 200, body, headers: { "Content-Type": type } }) },
    );
    expect(await call()).toEqual(data);
  });

  it("is no page of a gateway in place of the text that the document lists", async () => {
    const page = {
      status: 200,
      body: "<h1>Sign in</h1>",
      headers: { "Content-Type": "text/html; charset=utf-8" },
    };
    const ask = async (mediaType: string) => {
      const answers = { "200": { [mediaType]: {} } };
      const { call } = await startThing({ answers }, { handle: () => page });
      return call();
    };
    const refused = await failure(ask("text/plain"));
    expect(refused.message).toContain("(status 200): body is an HTML page");
    for (const listed of ["text/html", "text/*", "*/*"]) {
      expect(await ask(listed)).toBe(page.body);
    }
  });

  it.each([
    ["text/*", "text/csv", "a,b", "a,b"],
    ["*/*", "application/json", '{"a":1}', { a: 1 }],
    ["*/*", "text/csv", "a,b", "a,b"],
  ])("in the range %s is read by its own type: %s", async (range, type, body, data) => {
    const answer = { status: 200, body, headers: { "Content-Type": type } };
    const { call } = await startThing(
      { answers: { "200": { [range]: {} } } },
      { handle: () => answer },
    );
    expect(await call()).toEqual(data);
  });

  it("to HEAD has no body, whatever the document shows", async () => {
    const answers = { "200": { "application/json": { type: "object" } } } as const;
    const { reply } = await startThing({ method: "HEAD", answers }, json({}));
    expect(await reply()).toMatchObject({ data: undefined, status: 200 });
  });

  it.each([204, 205, 200])("is undefined where the document lists no body: %i", async (status) => {
    const { reply } = await startThing(
      { method: "DELETE", answers: { [status]: {} } },
      json("", status),
    );
    expect(await reply()).toMatchObject({ data: undefined, status });
  });

  it("is read by its status", async () => {
    const answers = {
      "201": { "application/json": { type: "object", required: ["id"] } },
      "202": { "application/json": "string" },
      "2XX": { "text/plain": "string" },
    };
    for (const [status, body, data] of [
      [201, { id: 1 }, { id: 1 }],
      [202, '"later"', "later"],
      [203, "text", "text"],
    ] as const) {
      const { call } = await startThing({ answers }, json(body, status));
      expect(await call()).toEqual(data);
    }
    const { call } = await startThing({ answers }, json({}, 202));
    expect(await failure(call())).toBeInstanceOf(InvalidResponseError);
  });

  const replacing: Middleware = {
    onResponse: ({ response }) => new Response(response.body, response),
  };
  it.each<[string, Middleware[]]>([
    ["text/event-stream", []],
    ["application/octet-stream", []],
    ["image/png", []],
    ["image/png", [{ onRequest: () => undefined }]],
    ["image/png", [replacing]],
  ])("is an unread response, which may take its time: %s %j", async (type, middleware) => {
    const { call } = await startThing(
      { answers: { "200": { "application/json": "string", [type]: {} } } },
      {
        handle: (_, response) => {
          response.writeHead(200, { "Content-Type": type });
          response.write("data: 1\n\n");
          setTimeout(() => response.end("data: 2\n\n"), 120);
          return undefined;
        },
      },
      { timeoutMs: 60, middleware },
    );
    const response = (await call()) as Response;
    expect(await response.text()).toBe("data: 1\n\ndata: 2\n\n");
  });

  it("that streams still ends when the caller aborts", async () => {
    const { call } = await startThing(
      { answers: { "200": { "text/event-stream": {} } } },
      {
        handle: (_, response) => {
          response.writeHead(200, { "Content-Type": "text/event-stream" });
          response.write("data: 1\n\n");
          return undefined;
        },
      },
    );
    const controller = new AbortController();
    const response = (await call({ signal: controller.signal })) as Response;
    controller.abort();
    expect((await failure(response.text())).name).toBe("AbortError");
  });

  it("is JSON or a stream, told apart by its type", async () => {
    const answers = { "200": { "application/json": "object", "text/event-stream": {} } };
    const { call } = await startThing(
      { answers, accept: "application/json, text/event-stream" },
      {
        handle: ({ headers }) => {
          const type = String(headers.accept).split(",")[0]!;
          return { status: 200, body: "{}", headers: { "Content-Type": type } };
        },
      },
    );
    expect(await call()).toEqual({});
    const stream = await call({ headers: { Accept: "text/event-stream" } });
    expect(stream).toBeInstanceOf(Response);
    await (stream as Response).text();
  });
});

describe("repeating", () => {
  it.each(["GET", "HEAD", "PUT", "DELETE"])(
    "%s happens after failures that pass",
    async (method) => {
      const { server, call } = await startThing(
        { method, answers: { "204": {} } },
        { handle: (_, __, index) => ({ status: index ? 204 : 503, body: "" }) },
      );
      expect(await call()).toBeUndefined();
      expect(server.requests).toHaveLength(2);
    },
  );

  it.each(["POST", "PATCH"])("%s happens only when it was not processed", async (method) => {
    const { server, call } = await startThing(
      { method },
      {
        handle: (_, __, index) =>
          index
            ? { status: 200, body: {} }
            : { status: 429, body: "", headers: { "Retry-After": "0" } },
      },
    );
    expect(await call()).toEqual({});
    expect(server.requests).toHaveLength(2);
    for (const fault of ["drop after", "500 after", "empty 200", "hang before"] as const) {
      const { server, call } = await startThing(
        { method },
        { fault: () => fault },
        { timeoutMs: 500 },
      );
      const error = await failure<OutcomeUnknownError>(call());
      expect(error).toMatchObject({ name: "OutcomeUnknownError", method, path: "/things" });
      expect(error.tried).toEqual([expect.stringMatching(/^attempt 1: /)]);
      expect(error.mayHaveReachedServer).toBe(true);
      expect(error.message).toContain(`It is unknown whether ${method} /things was processed`);
      expect(server.requests).toHaveLength(1);
    }
    const { call: refused } = await startThing({ method }, json({ message: "no", code: "X" }, 400));
    expect(await failure(refused())).toMatchObject({ isValidation: true, attempts: 1 });
  });
});

it.each([
  ["POST", 1],
  ["GET", 0],
])("an abort is told of when it leaves an outcome open: %s", async (method, times) => {
  const onAbort = vi.fn();
  const fault = () => "hang after" as const;
  const { call } = await startThing({ method }, { fault }, { onAbort });
  expect(await failure(call({ signal: AbortSignal.timeout(100) }))).toMatchObject({
    name: "TimeoutError",
  });
  expect(onAbort).toHaveBeenCalledTimes(times);
  if (times > 0) {
    expect(onAbort).toHaveBeenCalledWith(
      expect.objectContaining({ method, path: "/things", attempt: 1, slug: undefined }),
    );
  }
});

describe("a DELETE that is not found after a doubt counts as done", () => {
  const gone = (index: number) =>
    index
      ? { status: 404, body: { message: "gone", code: "NOT_FOUND" } }
      : { status: 500, body: "" };
  const id = {
    name: "id",
    in: "path",
    required: true,
    style: "simple",
    explode: false,
    schema: "string",
  };
  const path = { method: "DELETE", path: "/things/{id}", parameters: [id] };

  it.each([
    [{}, undefined],
    [
      {
        "application/json": {
          type: "object",
          required: ["id", "object", "deleted"],
          properties: { id: "string", object: { const: "thing" }, deleted: "boolean" },
        },
      },
      { id: "a", object: "thing", deleted: true },
    ],
  ])("with what the document's answer must say: %j", async (content, data) => {
    const handle = (_: unknown, __: unknown, index: number) => gone(index);
    const { call } = await startThing({ ...path, answers: { "200": content } }, { handle });
    expect(await call("a")).toEqual(data);
  });

  it.each(["string", "integer", "number"] as const)("with the name alone, a %s", async (schema) => {
    const handle = (_: unknown, __: unknown, index: number) => gone(index);
    const named = { ...path, parameters: [{ ...id, schema }] };
    const content = { "application/json": schema };
    const { call } = await startThing({ ...named, answers: { "200": content } }, { handle });
    const name = schema === "string" ? "a" : 7;
    expect(await call(name)).toBe(name);
  });

  it("and no other method's, nor an answer without the body that another method needs", async () => {
    const content = { "application/json": { type: "object" } } as const;
    for (const method of ["GET", "PUT"]) {
      const { call } = await startThing(
        { ...path, method, answers: { "200": content } },
        json("", 204),
      );
      expect(await failure(call("a"))).toBeInstanceOf(InvalidResponseError);
    }
  });

  it("unless that tells more than is known", async () => {
    const content = {
      "application/json": {
        type: "object",
        required: ["size"],
        properties: { size: { type: "array" } },
      },
    };
    const handle = (_: unknown, __: unknown, index: number) => gone(index);
    const { call } = await startThing({ ...path, answers: { "200": content } }, { handle });
    expect(await failure(call("a"))).toMatchObject({ isNotFound: true });
  });
});

describe("keys", () => {
  const admin = { name: "adminKey", header: "x-admin-key", prefix: "" };
  const bearer = { name: "bearerAuth", header: "authorization", prefix: "Bearer " };

  it("are sent only where the document asks for them", async () => {
    const { server, call } = await startThing({ security: [] }, json({}));
    await call();
    expect(JSON.stringify(server.requests[0]?.headers)).not.toContain("sk-things");
  });

  it("may be missing where none is asked for", async () => {
    const options = { apiKey: undefined };
    const { call } = await startThing({ security: [] }, json({}), options);
    expect(await call()).toEqual({});
    const { call: free } = await startThing({ security: [[bearer], []] }, json({}), options);
    expect(await free()).toEqual({});
  });

  it("travel as their scheme says, each scheme with a key of its own", async () => {
    const credentials = { adminKey: () => "sk-admin-0123456789" } as object;
    const { server, call } = await startThing({ security: [[admin, bearer]] }, json({}), {
      credentials,
    });
    await call();
    expect(server.requests[0]?.headers).toMatchObject({
      "x-admin-key": "sk-admin-0123456789",
      authorization: "Bearer sk-things-0123456789",
    });
    const { server: other, call: plain } = await startThing({ security: [[admin]] }, json({}));
    await plain();
    expect(other.requests[0]?.headers["x-admin-key"]).toBe("sk-things-0123456789");
    expect(other.requests[0]?.headers.authorization).toBeUndefined();
  });
});

it("calls the given fetch with a URL and an init", async () => {
  const calls: unknown[][] = [];
  const { call } = await startThing({}, json({}), {
    fetch: (...args) => {
      calls.push(args);
      return fetch(...args);
    },
  });
  await call();
  expect(calls[0]).toEqual([
    expect.stringMatching(/^http:.*\/things$/),
    expect.objectContaining({ method: "GET", redirect: "manual", headers: expect.any(Headers) }),
  ]);
});
