import { describe, expect, it } from "vitest";
import type { OpenApiDocument } from "../../../scripts/lib/document/index.js";
import { createResponseOracle } from "./responses.js";

const pointerOf = (name: string) => `#/components/schemas/${name}`;
const refTo = (name: string) => ({ $ref: pointerOf(name) });

function oracleOf(responses: object, schemas: object = {}, components: object = {}) {
  return createResponseOracle({
    openapi: "3.1.0",
    info: { title: "Things", version: "1.0.0" },
    paths: { "/things": { get: { operationId: "getThing", responses } } },
    components: { ...components, schemas },
  } as unknown as OpenApiDocument);
}

/** What is wrong with a body under the schema `Thing`. */
function errorsOf(Thing: unknown, body: unknown, schemas: object = {}) {
  const content = { "application/json": { schema: refTo("Thing") } };
  const oracle = oracleOf({ 200: { content } }, { Thing, ...schemas });
  return oracle.find("getThing", 200)!.content.get("application/json")!(body);
}

const at = (path: string) => `#/components/schemas/Thing/${path}`;
const text = { type: "string" };
const object = (properties: object, more: object = {}) => ({ type: "object", properties, ...more });

describe("a property that is not documented is found", () => {
  it.each<[string, object, unknown]>([
    ["in an item", { items: object({ a: text }) }, [{ b: 1 }]],
    ["in the first item", { prefixItems: [object({ a: text })] }, [{ b: 1 }]],
    ["in an item that has to be there", { contains: object({ a: text }) }, [{ b: 1 }]],
    ["in a property", object({ p: object({ a: text }) }), { p: { b: 1 } }],
    ["under a pattern", { patternProperties: { "^p": object({ a: text }) } }, { p: { b: 1 } }],
    ["in any other", object({}, { additionalProperties: object({ a: text }) }), { p: { b: 1 } }],
    ["in the rest", object({}, { unevaluatedProperties: object({ a: text }) }), { p: { b: 1 } }],
    ["beside allOf", { allOf: [object({ a: text })] }, { b: 1 }],
    ["beside anyOf", { anyOf: [object({ a: text })] }, { b: 1 }],
    ["beside oneOf", { oneOf: [object({ a: text }), { type: "null" }] }, { b: 1 }],
    ["in an option", { oneOf: [object({ p: object({ a: text }) })] }, { p: { b: 1 } }],
    ["where if holds", { if: {}, then: object({ p: object({ a: text }) }) }, { p: { b: 1 } }],
    [
      "where if does not hold",
      { if: false, else: object({ p: object({ a: text }) }) },
      { p: { b: 1 } },
    ],
    [
      "where another one is",
      object({ q: {} }, { dependentSchemas: { q: object({ p: object({ a: text }) }) } }),
      { q: 1, p: { b: 1 } },
    ],
    [
      "by a reference into the schema",
      object({ p: { $ref: at("$defs/P") } }, { $defs: { P: object({ a: text }) } }),
      { p: { b: 1 } },
    ],
  ])("%s", (_, schema, body) => {
    expect(errorsOf(schema, body)).not.toEqual([]);
    expect(errorsOf(schema, JSON.parse(JSON.stringify(body).replace('"b":1', '"a":""')))).toEqual(
      [],
    );
  });

  it("not where the schema is open, or documents no property", () => {
    expect(errorsOf(object({ a: text }, { unevaluatedProperties: true }), { b: 1 })).toEqual([]);
    expect(errorsOf({ type: "object" }, { b: 1 })).toEqual([]);
    expect(errorsOf(true, { b: 1 })).toEqual([]);
  });

  it("in a schema that a response describes on the spot, alone or in a list of answers", () => {
    const json = { content: { "application/json": { schema: object({ a: text }) } } };
    const shared = oracleOf(
      { 200: { $ref: "#/components/responses/Ok" } },
      {},
      {
        responses: { Ok: json },
      },
    );
    for (const oracle of [oracleOf({ 200: json }), shared]) {
      const check = oracle.find("getThing", 200)!.content.get("application/json")!;
      expect(check({ b: 1 })).toMatchObject([{ instancePath: "/b", detail: "b" }]);
    }
  });

  it("not in a schema that is made of nothing but itself: that is for others to report", () => {
    expect(() =>
      oracleOf({ 200: {} }, { A: { items: refTo("B") }, B: { allOf: [refTo("B")] } }),
    ).not.toThrow();
  });
});

describe("what is wrong with a body is said", () => {
  it.each<[object, unknown, object]>([
    [
      object({ a: text }, { additionalProperties: false }),
      { b: 1 },
      { pointer: at("properties"), instancePath: "/b", actual: 1, detail: "b" },
    ],
    [
      { required: ["a"], type: "object" },
      {},
      { pointer: at("required"), instancePath: "/a", actual: undefined, detail: "a" },
    ],
    [
      { enum: ["a", 1] },
      "b",
      { pointer: at("enum"), expected: 'one of "a", 1', actual: "b", detail: '"b"' },
    ],
    [{ const: "a" }, "b", { pointer: at("const"), expected: '"a"', actual: "b", detail: "" }],
    [
      { type: ["string", "null"] },
      1,
      { pointer: at("type"), instancePath: "", expected: "string or null", actual: 1 },
    ],
    [
      { type: "integer", minimum: 3 },
      1,
      { pointer: at("minimum"), expected: "must be >= 3", actual: 1 },
    ],
  ])("%j against %j", (schema, body, error) => {
    expect(errorsOf(schema, body)).toMatchObject([error]);
  });

  it("once: of a union, why its options fail; of an if, why its then does", () => {
    const option = object({ a: text, b: text }, { required: ["a"] });
    for (const keyword of ["oneOf", "anyOf"]) {
      const errors = errorsOf({ [keyword]: [option] }, { b: "" });
      expect(errors.map(({ pointer }) => pointer)).toEqual([at(`${keyword}/0/required`)]);
    }
    const conditional = { type: "object", if: {}, then: { required: ["a"] } };
    expect(errorsOf(conditional, {}).map(({ pointer }) => pointer)).toEqual([at("then/required")]);
  });

  it("of a union, that more than one option fits", () => {
    expect(errorsOf({ oneOf: [text, { minLength: 1 }] }, "a")).toMatchObject([
      { pointer: at("oneOf") },
    ]);
  });

  it("of a property that is not documented, beside a union that fails elsewhere", () => {
    const schema = object({ a: { anyOf: [text] } });
    const paths = errorsOf(schema, { a: 1, b: 1 }).map(({ instancePath }) => instancePath);
    expect(paths.toSorted()).toEqual(["/a", "/b"]);
  });
});

describe("keywords", () => {
  it("and formats of the document's own say nothing of a body", () => {
    const own = { format: "slug", "x-order": 1, example: null };
    expect(errorsOf({ type: "string", ...own }, "")).toEqual([]);
    expect(errorsOf(object({ "x-a/s": text, "max-a": text }), { "x-a/s": "" })).toEqual([]);
    expect(errorsOf({ type: "string", format: "date" }, "today")).toHaveLength(1);
    expect(errorsOf(object({ format: text }), { format: "" })).toEqual([]);
  });

  it("are none in an example, which may hold anything", () => {
    const example = { schema: { $ref: "#/nowhere", properties: 1, allOf: 1 } };
    const content = { "application/json": { schema: object({ a: text }), example } };
    const { content: checks } = oracleOf({ 200: { content } }).find("getThing", 200)!;
    expect(checks.get("application/json")!({ a: "" })).toEqual([]);
  });

  it("that do not exist are an error that says where", () => {
    expect(() => errorsOf({ minimun: 3 }, 1)).toThrow(
      'The schema at #/paths/~1things/get/responses/200/content/application~1json/schema cannot be used: strict mode: unknown keyword: "minimun"',
    );
  });
});

describe("a status", () => {
  const named = (description: string) => ({ description, content: { [description]: {} } });
  const oracle = () => oracleOf({ 200: named("a"), "2XX": named("b"), default: named("c") });

  it.each([
    [200, "a"],
    [299, "b"],
    [300, undefined],
    [399, undefined],
    [400, "c"],
    [500, "c"],
  ])("%i is described as %s", (status, described) => {
    expect(oracle().find("getThing", status)?.content.keys().next().value).toBe(described);
  });

  it("of an operation that describes none is not described", () => {
    expect(oracleOf(undefined as never).find("getThing", 200)).toBeUndefined();
  });

  it("may have any body where its media type has no schema", () => {
    expect(oracle().find("getThing", 200)!.content.get("a")!({ anything: 1 })).toEqual([]);
  });

  it("asks for the headers that the document requires, by reference too", () => {
    const headers = {
      "X-Page": { required: true },
      "X-Maybe": {},
      Location: { $ref: "#/components/headers/Location" },
    };
    const shared = { headers: { Location: { required: true } } };
    const found = oracleOf({ 201: { headers } }, {}, shared).find("getThing", 201);
    expect(found?.requiredHeaders).toEqual([
      { name: "x-page", pointer: "#/paths/~1things/get/responses/201/headers/X-Page" },
      { name: "location", pointer: "#/components/headers/Location" },
    ]);
  });
});
