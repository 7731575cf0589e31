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
const success: Expectation = { kind: "success", statuses: [200, 204] };
const refusal: Expectation = { kind: "refusal", statuses: [404], documented: true };

function breaches(
  expect: Expectation,
  response: Partial<HttpResponse> & { json?: unknown },
  method = "GET",
) {
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
  }).map(({ rule, pointer, expected, actual }) => ({ rule, pointer, expected, actual }));
}

const thing = { id: "a", size: "small" };

describe("answers that are right", () => {
  it.each([
    [success, { json: thing }],
    [success, { json: { ...thing, extra: { anything: 1 }, parts: [{ a: "", b: 1 }] } }],
    [success, { json: { ...thing, extra: null } }],
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
    expect(breaches(success, { json: [thing] })).toHaveLength(1);
  });

  it("have to be there, and to be JSON", () => {
    expect(breaches(success, { body: "" })).toMatchObject([
      { rule: "the body is JSON", actual: "an empty body" },
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
      { rule: "no body is documented" },
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
    expect(breaches(refusal, { status: 418, json: { message: "no" } })).toMatchObject([
      { rule: "a refusal has the right status" },
    ]);
  });

  it.each(["text/html", "application/problem+json", ""])("%j is not documented", (type) => {
    expect(
      breaches(success, { json: thing, headers: type === "" ? {} : { "content-type": type } }),
    ).toMatchObject([{ rule: "the media type is documented" }]);
  });

  it("of a method that the document does not have are any refusal", () => {
    const any: Expectation = { kind: "refusal", statuses: "4xx", documented: false };
    expect(breaches(any, { status: 405, body: "<html>", headers: {} })).toEqual([]);
    expect(breaches(any, { status: 200, json: thing })).toHaveLength(1);
    expect(breaches(any, { status: 501, body: "" })).toHaveLength(1);
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
