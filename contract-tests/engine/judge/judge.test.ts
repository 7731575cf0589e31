import { describe, expect, it } from "vitest";
import type { OpenApiDocument } from "../../../scripts/lib/document/index.js";
import type { ContractCase, Expectation } from "../case.js";
import type { HttpResponse } from "../run/options.js";
import { judge } from "./judge.js";
import { createResponseOracle } from "./responses.js";

const json = (schema: object) => ({ content: { "application/json": { schema } } });

const document = {
  openapi: "3.1.0",
  info: { title: "Things", version: "1.0.0" },
  paths: {
    "/things": {
      get: {
        operationId: "getThing",
        responses: {
          "200": json({ $ref: "#/components/schemas/Thing" }),
          "202": { content: { "text/*": {} }, headers: { "X-Page": { required: true } } },
          "203": { content: { "*/*": { schema: { type: "string" } } } },
          "204": { description: "" },
          "404": json({ $ref: "#/components/schemas/Error" }),
          default: json({ $ref: "#/components/schemas/Error" }),
        },
      },
    },
  },
  components: {
    schemas: {
      Thing: {
        type: "object",
        required: ["id", "size"],
        properties: {
          id: { type: "string" },
          size: { enum: ["small", "large"] },
          extra: { type: ["object", "null"], additionalProperties: true },
          parts: { type: "array", items: { $ref: "#/components/schemas/Part" } },
        },
      },
      Part: {
        allOf: [{ type: "object", properties: { a: { type: "string" } } }],
        properties: { b: { type: "number" } },
      },
      Error: {
        type: "object",
        required: ["message"],
        properties: { message: { type: "string" } },
      },
    },
  },
} as unknown as OpenApiDocument;

const oracle = createResponseOracle(document);
const success: Expectation = { kind: "success", statuses: [200, 202, 203, 204] };
const refusal: Expectation = { kind: "refusal", statuses: [404], documented: true };

type Answer = Partial<HttpResponse> & { json?: unknown };

function breaches(expect: Expectation, response: Answer, method = "GET") {
  return judged(expect, response, method).map(({ cause: _, ...breach }) => breach);
}

function judged(expect: Expectation, response: Answer, method = "GET") {
  const contractCase = {
    id: "getThing / case",
    operationId: "getThing",
    pointer: "#/rule",
    request: { method },
    expect,
  } as ContractCase;
  const { json, ...rest } = response;
  return judge(oracle, contractCase, {
    status: 200,
    headers: { "content-type": "application/json; charset=utf-8" },
    body: json === undefined ? "" : JSON.stringify(json),
    ...rest,
  });
}

const thing = { id: "a", size: "small" };

describe("answers that are right", () => {
  it.each([
    [success, { json: thing }],
    [success, { json: { ...thing, extra: { anything: 1 }, parts: [{ a: "", b: 1 }] } }],
    [success, { json: { ...thing, extra: null } }],
    [success, { status: 202, headers: { "content-type": "text/csv", "x-page": "1" }, body: "a;b" }],
    [success, { status: 203, headers: { "content-type": "text/csv" }, body: "a;b" }],
    [success, { status: 203, headers: { "content-type": "application/jsonl" }, body: "1\n2" }],
    [success, { status: 203, json: "a" }],
    [success, { status: 204, headers: {}, body: "" }],
    [refusal, { status: 404, json: { message: "No such thing" } }],
  ])("%j takes %j", (expectation, response) => {
    expect(breaches(expectation, response)).toEqual([]);
  });
});

describe("bodies", () => {
  it("that lack a property name it and its rule", () => {
    expect(breaches(success, { json: { id: "a" } })).toEqual([
      {
        rule: "the body is as documented",
        pointer: "#/components/schemas/Thing/required",
        expected: '/size: the property "size"',
        actual: "nothing",
      },
    ]);
  });

  it("with a property that is not documented are drift, at any depth and through allOf", () => {
    expect(breaches(success, { json: { ...thing, colour: "red" } })).toEqual([
      {
        rule: "the body is as documented",
        pointer: "#/components/schemas/Thing/properties",
        expected: '/colour: no property "colour": it is not documented',
        actual: '"red"',
      },
    ]);
    expect(breaches(success, { json: { ...thing, parts: [{ a: "", c: 1 }] } })).toMatchObject([
      { pointer: "#/components/schemas/Part/properties", actual: "1" },
    ]);
  });

  it("with an enum value that is not documented are drift", () => {
    expect(breaches(success, { json: { ...thing, size: "huge" } })).toEqual([
      {
        rule: "the body is as documented",
        pointer: "#/components/schemas/Thing/properties/size/enum",
        expected: '/size: one of "small", "large"',
        actual: '"huge"',
      },
    ]);
  });

  it.each([null, 1, ["x"]])("with %j for a string are wrong", (id) => {
    expect(breaches(success, { json: { ...thing, id } })).toMatchObject([
      { pointer: "#/components/schemas/Thing/properties/id/type", expected: "/id: string" },
    ]);
  });

  it("that are wrapped are wrong", () => {
    expect(breaches(success, { json: { data: thing } })).toHaveLength(3);
    expect(breaches(success, { json: [thing] })).toMatchObject([{ expected: "the body: object" }]);
  });

  it("have to be there, and to be JSON", () => {
    expect(breaches(success, { body: "" })).toMatchObject([
      {
        rule: "the body is JSON",
        expected: "JSON",
        actual: "an empty body",
        pointer: "#/paths/~1things/get/responses/200/content/application~1json",
      },
    ]);
    expect(breaches(success, { body: "\uFEFF{}" })).toMatchObject([
      { actual: "a byte order mark, then {}" },
    ]);
    expect(breaches(success, { body: '{"id":' })).toMatchObject([{ rule: "the body is JSON" }]);
  });

  it("are not there in an answer to HEAD", () => {
    expect(breaches(refusal, { status: 404, headers: {}, body: "" }, "HEAD")).toEqual([]);
  });

  it("are not there where none is documented", () => {
    expect(breaches(success, { status: 204, body: "x" })).toMatchObject([
      { rule: "no body is documented", expected: "an empty body", actual: "x" },
    ]);
  });

  it("of errors are held to their schema too", () => {
    expect(breaches(refusal, { status: 404, json: { error: "no" } })).toMatchObject([
      { pointer: "#/components/schemas/Error/required" },
      { pointer: "#/components/schemas/Error/properties", actual: '"no"' },
    ]);
  });
});

describe("statuses and media types", () => {
  it.each<[Expectation, number, string]>([
    [refusal, 418, "status 404"],
    [{ ...refusal, statuses: [400, 422] }, 404, "status 400 or 422"],
    [{ ...refusal, statuses: "4xx" }, 500, "status a 4xx"],
    [{ ...refusal, statuses: "error" }, 399, "status 400 or above"],
    [{ kind: "success", statuses: [] }, 400, "status that is a documented success"],
  ])("of %j are not %i", (expectation, status, expected) => {
    const undocumented = { ...expectation, documented: false } as Expectation;
    expect(breaches(undocumented, { status, json: {} })[0]).toMatchObject({ expected });
  });

  it.each<[Expectation["statuses"], number]>([
    ["4xx", 400],
    ["4xx", 499],
    ["error", 400],
    ["error", 503],
  ])("of %j are %i", (statuses, status) => {
    expect(breaches({ kind: "refusal", statuses, documented: false }, { status })).toEqual([]);
  });

  it("without a body are shown alone", () => {
    expect(breaches(success, { status: 400, headers: {} })[0]).toMatchObject({ actual: "400" });
  });

  it("of success have to be listed, whatever default says", () => {
    expect(breaches(success, { status: 201, json: thing })).toEqual([
      {
        rule: "the status is documented",
        pointer: "#/paths/~1things/get/responses",
        expected: "a status that the operation lists",
        actual: "201",
      },
    ]);
  });

  it("of a valid request are no refusal", () => {
    expect(breaches(success, { status: 400, json: { message: "no" } })).toMatchObject([
      { rule: "a valid request is accepted", pointer: "#/rule", actual: '400 {"message":"no"}' },
    ]);
  });

  it("of what the document forbids are neither success nor a server error", () => {
    expect(breaches(refusal, { json: thing })).toMatchObject([
      { rule: "what the document forbids is refused", pointer: "#/rule", expected: "status 404" },
    ]);
    expect(breaches(refusal, { status: 500, json: { message: "oops" } })).toMatchObject([
      { rule: "a refusal is no server error" },
    ]);
    expect(breaches(refusal, { status: 400, json: { message: "no" } })).toMatchObject([
      { rule: "a refusal has the right status" },
    ]);
  });

  it.each(["text/html", "application/problem+json", ""])("%j is not documented", (type) => {
    expect(
      breaches(success, { json: thing, headers: type === "" ? {} : { "content-type": type } }),
    ).toMatchObject([
      {
        rule: "the media type is documented",
        pointer: "#/paths/~1things/get/responses/200/content",
        expected: "application/json",
        actual: type || "no Content-Type",
      },
    ]);
  });

  it("of a method that the document does not have are any refusal", () => {
    const any: Expectation = { kind: "refusal", statuses: "4xx", documented: false };
    expect(breaches(any, { status: 405, body: "<html>", headers: {} })).toEqual([]);
    expect(breaches(any, { status: 200, json: thing })).toHaveLength(1);
    expect(breaches(any, { status: 501, body: "" })).toHaveLength(1);
  });
});

it("of a media range, another type is not documented", () => {
  expect(breaches(success, { status: 202, headers: { "x-page": "1" } })).toMatchObject([
    { rule: "the media type is documented", expected: "text/*" },
  ]);
});

it("headers that the document requires have to be there", () => {
  expect(
    breaches(success, { status: 202, headers: { "content-type": "text/plain" }, body: "a" }),
  ).toEqual([
    {
      rule: "required headers are there",
      pointer: "#/paths/~1things/get/responses/202/headers/X-Page",
      expected: "the header x-page",
      actual: "no such header",
    },
  ]);
});

describe("findings have one cause", () => {
  const causes = (expectation: Expectation, ...answers: Answer[]) =>
    new Set(answers.map((answer) => judged(expectation, answer)[0]?.cause)).size;
  const error = (json: unknown, status = 400): Answer => ({ status, json });

  it("where refusals give the same code and message, whatever else they say", () => {
    const same = { code: "NO", message: "no" };
    expect(causes(success, error({ ...same, id: 1 }), error({ ...same, id: 2 }))).toBe(1);
    expect(causes(refusal, error({ ...same, id: 1 }), error({ ...same, id: 2 }))).toBe(1);
    expect(causes(success, error({ message: "no", id: 1 }), error({ message: "no" }))).toBe(1);
    expect(causes(success, error({ code: "NO", id: 1 }), error({ code: "NO" }))).toBe(1);
  });

  it("but not where codes, messages, statuses or other texts differ", () => {
    expect(causes(success, error({ code: "A" }), error({ code: "B" }))).toBe(2);
    expect(causes(success, error({ message: "a" }), error({ message: "b" }))).toBe(2);
    expect(causes(success, error({ message: "a" }), error({ message: "a" }, 422))).toBe(2);
    expect(causes(refusal, error({ message: "a" }), error({ message: "a" }, 422))).toBe(2);
    expect(causes(success, error({ id: 1 }), error({ id: 2 }))).toBe(2);
    const bodies = ["<a>", "<b>"].map((body) => ({ status: 500, body }));
    expect(causes(success, ...bodies)).toBe(2);
  });

  it("where the same property is wrong in the same way", () => {
    const extra = (name: string, value: unknown) => ({ json: { ...thing, [name]: value } });
    expect(causes(success, extra("a", 1), extra("a", 2))).toBe(1);
    expect(causes(success, extra("a", 1), extra("b", 1))).toBe(2);
    expect(causes(success, extra("size", "tiny"), extra("size", "huge"))).toBe(2);
    expect(causes(success, { body: "<a>" }, { body: "<b>" })).toBe(1);
    const typed = (type: string) => ({ json: thing, headers: { "content-type": type } });
    expect(causes(success, typed("text/html"), typed("text/csv"))).toBe(2);
    expect(causes(success, { status: 201, json: 1 }, { status: 206, json: 1 })).toBe(2);
    expect(causes(refusal, { json: thing }, { json: { ...thing, id: "b" } })).toBe(1);
  });
});

describe("stack traces", () => {
  it("are found wherever they stand", () => {
    const message = "Error: x\n    at handler (file:///srv/app.js:10:5)";
    expect(breaches(refusal, { status: 404, json: { message } })).toMatchObject([
      { rule: "no stack trace is shown", actual: "at handler (file:///srv/app.js:10:5" },
    ]);
  });
});
