import { describe, expect, it } from "vitest";
import { get, type OpenApiDocument } from "../../../scripts/lib/document/index.js";
import type { ContractCase } from "../case.js";
import { documentWith } from "../../test-support/document.js";
import { cases, document, gaps } from "../../test-support/models-api.js";
import { deriveCases } from "./index.js";
import type { JsonObject } from "./schema.js";

const named = { type: "object", required: ["name"], properties: { name: { type: "string" } } };

function inGroup(cases: ContractCase[], group: string) {
  return cases.filter((each) => each.group === group);
}

describe("cases beside the body's values", () => {
  const { cases } = deriveCases(documentWith(named));

  it("try every wrong way to send a token", () => {
    expect(
      inGroup(cases, "security").map(({ id, request, expect }) => [id, request.token, expect]),
    ).toEqual(
      [
        ["createThing / no Authorization header", "none"],
        ["createThing / empty bearer token", "empty"],
        ["createThing / token under another scheme", "other-scheme"],
        ["createThing / unknown token", "unknown"],
        ["createThing / a part of the token", "part"],
        ["createThing / the token and more", "longer"],
        ["createThing / the token in another case", "other-case"],
        ["createThing / the token with another end", "similar"],
        ["createThing / the token without a scheme", "without-scheme"],
        ["createThing / the token stuck to its scheme", "stuck-to-scheme"],
        ["createThing / the token null", "null"],
        ["createThing / a wildcard for a token", "wildcard"],
        ["createThing / more and the token", "more-in-front"],
        ["createThing / the token under the scheme Token", "token-scheme"],
        ["createThing / the token in the scheme Basic", "basic-password"],
        ["createThing / the token and other words", "words-behind"],
        ["createThing / the token in quotes", "quoted"],
        ["createThing / the token in a cookie", "in-cookie"],
        ["createThing / the token in the query", "in-query"],
        ["createThing / the token in X-API-Key", "in-other-header"],
      ].map(([id, token]) => {
        // A parameter that nobody described may be refused as such.
        const statuses = token === "in-query" ? [401, 400, 404] : [401];
        return [id, token, { kind: "refusal", statuses, documented: true }];
      }),
    );
  });

  it("try no token where the operation asks for none", () => {
    const open = deriveCases(documentWith(named, { security: [] })).cases;
    expect(inGroup(open, "security")).toEqual([]);
    expect(open.every(({ request }) => request.token === "anonymous")).toBe(true);
  });

  it("try bodies that are no JSON, none at all, other media types and other methods", () => {
    expect(inGroup(cases, "protocol").map(({ id, expect }) => [id, expect.statuses])).toEqual([
      ["createThing / malformed JSON: truncated", [400, 422]],
      ["createThing / malformed JSON: trailing comma", [400, 422]],
      ["createThing / malformed JSON: single quotes", [400, 422]],
      ["createThing / malformed JSON: a comment", [400, 422]],
      ["createThing / malformed JSON: text behind", [400, 422]],
      ["createThing / malformed JSON: a second JSON text", [400, 422]],
      ["createThing / malformed JSON: text in front", [400, 422]],
      ["createThing / malformed JSON: names without quotes", [400, 422]],
      ["createThing / malformed JSON: a control character in a text", [400, 422]],
      ["createThing / empty body", [400, 422]],
      ["createThing / no body", [400, 422, 413, 415]],
      ["createThing / fields of application/x-www-form-urlencoded", [400, 422, 413, 415]],
      ["createThing / media type text/plain", [400, 422, 413, 415]],
      ["createThing / media type application/x-www-form-urlencoded", [400, 422, 413, 415]],
      ["createThing / media type application/merge-patch+json", [400, 422, 413, 415]],
      ["createThing / media type application/xml", [400, 422, 413, 415]],
      ["createThing / media type multipart/form-data; boundary=x", [400, 422, 413, 415]],
      ["/things / method GET", "4xx"],
      ["/things / method PUT", "4xx"],
      ["/things / method PATCH", "4xx"],
    ]);
  });

  it("send no form without a field, which would be no body", () => {
    const optional = { type: "object", properties: { name: { type: "string" } } };
    const { cases } = deriveCases(documentWith({ ...optional, examples: [{}] }));
    expect(cases.map(({ id }) => id)).not.toContain(
      "createThing / fields of application/x-www-form-urlencoded",
    );
  });

  it("send a key in its own header where the operation asks for one", () => {
    const document = documentWith(named, { security: [{ key: [] }] }) as unknown as {
      components: JsonObject;
    };
    document.components.securitySchemes = { key: { type: "apiKey", in: "header", name: "X-Key" } };
    const { cases, gaps } = deriveCases(document as unknown as OpenApiDocument);
    expect(gaps).toEqual([]);
    expect(cases.every(({ request }) => request.tokenHeaders?.["X-Key"] === "")).toBe(true);
    const tokens = inGroup(cases, "security").map(({ request }) => request.token);
    expect(tokens).toEqual(["none", "unknown"]);
    expect(cases.every(({ undecidableOn }) => undecidableOn?.live !== undefined)).toBe(true);
  });

  it("send all the keys that an operation asks for at once, and each alone is too little", () => {
    const document = documentWith(named, {
      security: [{ bearerAuth: [], key: [] }],
    }) as unknown as { components: { securitySchemes: JsonObject } };
    document.components.securitySchemes.key = { type: "apiKey", in: "header", name: "X-Key" };
    const { cases, gaps } = deriveCases(document as unknown as OpenApiDocument);
    expect(gaps).toEqual([]);
    const [first] = inGroup(cases, "valid");
    expect(first?.request.tokenHeaders).toEqual({ Authorization: "Bearer ", "X-Key": "" });
    const security = inGroup(cases, "security").map(({ id, request }) => [
      id,
      request.token,
      Object.keys(request.tokenHeaders ?? {}),
    ]);
    const both = ["Authorization", "X-Key"];
    expect(security).toEqual([
      ["createThing / no key", "none", both],
      ["createThing / unknown key", "unknown", both],
      ["createThing / only Authorization", "valid", ["Authorization"]],
      ["createThing / only X-Key", "valid", ["X-Key"]],
    ]);
  });

  const id = { type: "string", readOnly: true };
  const name = { type: "string" };
  const both = { type: "object", required: ["id", "name"] };

  it.each<[string, JsonObject]>([
    ["itself", { ...both, properties: { id, name } }],
    ["by a reference", { ...both, properties: { id: { $ref: "#/components/schemas/Id" }, name } }],
    [
      "in a base",
      { allOf: [{ $ref: "#/components/schemas/Base" }, { ...both, properties: { name } }] },
    ],
  ])("send no property that only answers have: it says so %s", (_, schema) => {
    const schemas = { Id: id, Base: { type: "object", properties: { id } } };
    const { cases, gaps } = deriveCases(documentWith(schema, { schemas }));
    expect(gaps).toEqual([]);
    expect(inGroup(cases, "valid")).not.toEqual([]);
    expect(JSON.stringify(cases.map(({ request }) => request.body))).not.toContain('"id"');
  });

  it("end where a schema is made of itself", () => {
    const node = {
      type: "object",
      required: ["kids"],
      properties: { kids: { type: "array", items: { $ref: "#/components/schemas/Node" } } },
    };
    const { cases } = deriveCases(
      documentWith({ $ref: "#/components/schemas/Node" }, { schemas: { Node: node } }),
    );
    const bodies = inGroup(cases, "valid").map(({ request }) => request.body?.content);
    expect(bodies).toContainEqual({ json: { kids: [] } });
  });

  it("break no body that has nothing to break", () => {
    const { cases } = deriveCases(documentWith({ type: "object" }));
    const ids = inGroup(cases, "protocol").map(({ id }) => id);
    expect(ids).toContain("createThing / malformed JSON: truncated");
    expect(ids).not.toContain("createThing / malformed JSON: single quotes");
  });

  it("never try DELETE where the document has none", () => {
    expect(cases.filter(({ request }) => request.method === "DELETE")).toEqual([]);
  });
});

describe("a value that cannot be made", () => {
  const text = { type: "string" };
  it.each<[string, JsonObject, unknown]>([
    [
      "a tuple",
      { type: "array", prefixItems: [text, { type: "integer" }], items: false, minItems: 2 },
      ["a", 1],
    ],
    [
      "named keys",
      { type: "object", propertyNames: { pattern: "^[A-Z]$" }, minProperties: 1 },
      { A: 1 },
    ],
    [
      "keys by pattern",
      {
        type: "object",
        patternProperties: { "^x-": text },
        additionalProperties: false,
        minProperties: 1,
      },
      { "x-a": "a" },
    ],
    ["a text", { type: "string", pattern: "^[0-9]-[A-Z]$" }, "1-A"],
  ])("is taken from an example: %s", (_, schema, value) => {
    const properties = { part: schema, on: { type: "boolean" } };
    const body = { type: "object", required: ["part"], properties };
    const { cases } = deriveCases(
      documentWith(body, { examples: { one: { value: { part: value } } } }),
    );
    const bodies = inGroup(cases, "valid").map(({ request }) => request.body?.content);
    expect(bodies).toContainEqual({ json: { part: value, on: false } });
  });
});

describe("parameters", () => {
  function withParameters(...parameters: JsonObject[]) {
    const { cases, gaps } = deriveCases(documentWith(named, { parameters }));
    const paths = (group: string) =>
      inGroup(cases, group)
        .filter(({ id }) => / \/ (query|header) /.test(id))
        .map(({ id, request }) => [
          id.replace("createThing / ", ""),
          request.path,
          request.headers["X-Trace"],
        ]);
    return { valid: paths("valid"), invalid: paths("invalid"), gaps, cases };
  }

  it("may be named as what every object has, and so may properties", () => {
    const named = { name: "constructor", in: "query", schema: { type: "integer" } };
    const { cases } = withParameters(named);
    expect(cases.map(({ request }) => request.path).join()).not.toContain("function");
    const schema = { type: "string" };
    const document = documentWith({
      type: "object",
      required: ["constructor", "toString"],
      properties: { constructor: schema, toString: schema },
    });
    const right = deriveCases(document).cases.find(({ id }) => id.endsWith("body / minimal"));
    const { content } = right?.request.body ?? {};
    expect(Object.keys((content as { json: object }).json)).toEqual(["constructor", "toString"]);
  });

  it("in the query are tried with valid and invalid values, and missing", () => {
    const schema = { type: "integer", minimum: 1, maximum: 50 };
    const limit = { name: "limit", in: "query", required: true, schema };
    const { valid, invalid, gaps, cases } = withParameters(limit);
    expect(gaps).toEqual([]);
    expect(valid).toContainEqual(["query limit / maximum 50: 50", "/things?limit=50", undefined]);
    expect(invalid).toContainEqual(["query limit / missing", "/things", undefined]);
    expect(invalid).toContainEqual([
      "query limit / beyond minimum 1: 0",
      "/things?limit=0",
      undefined,
    ]);
    expect(invalid).toContainEqual([
      "query limit / not a whole number",
      "/things?limit=0.5",
      undefined,
    ]);
    expect(invalid.flat()).not.toContain("/things?limit=3");
    const others = cases.filter(({ group }) => group === "security");
    expect(new Set(others.map(({ request }) => request.path))).toEqual(
      new Set(["/things?limit=1"]),
    );
  });

  it("in headers too", () => {
    const trace = { name: "X-Trace", in: "header", schema: { enum: ["on", "off"] } };
    const { valid, invalid, gaps } = withParameters(trace);
    expect(gaps).toEqual([]);
    expect(valid).toContainEqual(["header X-Trace / off", "/things", "off"]);
    expect(invalid).toContainEqual([
      "header X-Trace / not listed: unlisted-value",
      "/things",
      "unlisted-value",
    ]);
  });

  const tags = {
    name: "tag",
    in: "query",
    schema: { type: "array", maxItems: 2, items: { enum: ["new", "old"] } },
  };

  it("that are arrays are sent by their style, with wrong items and too many", () => {
    const { valid, invalid, gaps } = withParameters(tags);
    expect(gaps).toEqual([]);
    expect(valid).toContainEqual(["query tag / item old", "/things?tag=old", undefined]);
    const wrong = invalid.map(([, path]) => path);
    expect(wrong).toContain("/things?tag=unlisted-value");
    expect(wrong).toContain("/things?tag=new&tag=new&tag=new");
    const joined = withParameters({ ...tags, explode: false });
    expect(joined.valid.map(([, path]) => path)).toContain("/things?tag=new,new");
  });

  it("that are arrays between spaces are nothing for Prism, which looks for them too late", () => {
    const ids = { name: "id", in: "query", schema: { type: "array", items: { type: "integer" } } };
    const limits = (parameter: JsonObject) =>
      new Set(
        withParameters(parameter)
          .cases.filter(({ id }) => id.includes("query id"))
          .map(({ undecidableOn }) => undecidableOn?.mock),
      );
    expect(limits(ids)).toEqual(new Set([undefined]));
    const spaced = limits({ ...ids, style: "spaceDelimited", explode: false });
    expect(spaced).toEqual(new Set(["Prism looks for %20 in what it has decoded already."]));
  });

  it("of the path item stand behind those of the operation by the same name", () => {
    const limit = (maximum: number) => ({
      name: "limit",
      in: "query",
      schema: { type: "integer", maximum },
    });
    const document = documentWith(named, { parameters: [limit(5)] });
    document.paths["/things"]!.parameters = [limit(9)];
    const { cases } = deriveCases(document);
    expect(cases.some(({ request }) => request.path === "/things?limit=6")).toBe(true);
    expect(cases.some(({ request }) => request.path === "/things?limit=10")).toBe(false);
  });

  it("show the values that the document gives", () => {
    const schema = { type: "string", pattern: "^[a-z]+-[0-9]$" };
    const trace = { name: "X-Trace", in: "header", required: true, schema, example: "a-1" };
    const { cases, gaps } = withParameters(trace);
    expect(gaps).toEqual([]);
    expect(cases[0]!.request.headers).toMatchObject({ "X-Trace": "a-1" });
  });

  it("that are no plain values are reported; one that is needed leaves no case of the operation", () => {
    const filter = { name: "filter", in: "query", schema: { type: "object" } };
    const optional = withParameters(filter);
    expect(optional.gaps).toMatchObject([{ pointer: "#/paths/~1things/post/parameters/0" }]);
    expect(optional.cases.map(({ group }) => group)).toContain("valid");
    const needed = withParameters({ ...filter, required: true });
    expect(needed.gaps).toHaveLength(2);
    expect(new Set(needed.cases.map(({ expect }) => expect.statuses))).toEqual(new Set(["4xx"]));
  });

  it.each([
    [{ type: "integer", maximum: 50 }, "50", "50"],
    [{ type: "integer", minimum: 1, example: 3 }, "3", "999999999"],
    [{ type: "string", format: "uuid", example: "a" }, "a", "00000000-0000-4000-8000-000000000000"],
    [{ enum: ["small", "large"] }, "small", "small"],
  ])("in the path fit %j", (schema, existing, unknown) => {
    const document = documentWith(named, {
      parameters: [{ name: "id", in: "path", required: true, schema }],
      responses: { "200": { description: "" }, "404": { description: "" } },
    }) as unknown as { paths: Record<string, unknown> };
    document.paths = { "/things/{id}": document.paths["/things"] };
    const { cases } = deriveCases(document as unknown as OpenApiDocument);
    expect(cases.find(({ group }) => group === "valid")!.request.path).toBe(`/things/${existing}`);
    const security = cases.find(({ group }) => group === "security")!;
    expect(security.request.path).toBe(`/things/${unknown}`);
  });
});

describe("an operation on a resource that exists", () => {
  it("is tried on the mock only, but for what is right of a resource that does not exist", () => {
    const document = documentWith(named) as unknown as { paths: Record<string, unknown> };
    document.paths = { "/things/{id}": document.paths["/things"] };
    const { cases } = deriveCases(document as unknown as OpenApiDocument);
    const decidable = cases.filter(({ undecidableOn }) => undecidableOn?.live === undefined);
    expect(cases.length).toBeGreaterThan(decidable.length);
    const others = decidable.filter(({ group }) => group !== "security");
    expect(others.length).toBeLessThan(decidable.length);
    expect(others.map(({ id }) => id)).toEqual([
      "/things/{id} / method GET",
      "/things/{id} / method PUT",
      "/things/{id} / method PATCH",
    ]);
  });
});

describe("what no case can be made of is reported", () => {
  const at = "#/paths/~1things/post/requestBody/content/application~1json/schema";

  it.each([
    [{ properties: { a: false } }, "/properties/a", "a property that takes nothing"],
    [
      { properties: { a: { type: "string", maxLength: 5e8 } } },
      "/properties/a/maxLength",
      "No case comes near",
    ],
    [{ properties: { a: { not: { type: "string" } } } }, "/properties/a/not", "the keyword"],
    [{ properties: { a: { type: "string", pattern: "^x{40}$" } } }, "/properties/a", "an example"],
    [
      { properties: { a: { type: "string", pattern: "" } } },
      "/properties/a/pattern",
      "breaks this rule",
    ],
    [
      { properties: { a: { minLength: 1 } }, allOf: [{ properties: { a: { maxLength: 9 } } }] },
      "/allOf/0/properties/a",
      "declared twice",
    ],
  ])("%j", (schema, pointer, reason) => {
    const { gaps } = deriveCases(documentWith({ type: "object", ...schema }));
    expect(gaps.map((gap) => gap.pointer)).toContain(at + pointer);
    expect(gaps.find((gap) => gap.pointer === at + pointer)?.reason).toContain(reason);
  });

  it("not a property whose type a parent says, and whose value a child", () => {
    const pet = {
      type: "object",
      required: ["kind"],
      properties: { kind: { type: "string", description: "What it is" } },
      discriminator: { propertyName: "kind" },
    };
    const cat = {
      allOf: [{ $ref: "#/components/schemas/Pet" }, { properties: { kind: { const: "cat" } } }],
    };
    const { cases, gaps } = deriveCases(documentWith(cat, { schemas: { Pet: pet } }));
    expect(gaps).toEqual([]);
    const bodies = inGroup(cases, "valid").map(({ request }) => request.body?.content);
    expect(bodies).toContainEqual({ json: { kind: "cat" } });
  });

  it("security that needs more than one header, and a body that is not JSON", () => {
    const document = documentWith(named) as unknown as {
      components: JsonObject;
      paths: { "/things": { post: { requestBody: unknown } } };
    };
    document.components.securitySchemes = { key: { type: "apiKey", in: "query", name: "key" } };
    document.paths["/things"].post.requestBody = { content: { "text/csv": {} } };
    const { cases, gaps } = deriveCases(document as unknown as OpenApiDocument);
    expect(gaps).toEqual([
      {
        pointer: "#/paths/~1things/post/requestBody",
        reason: "No cases are derived from a body that is not JSON with a schema.",
      },
      {
        pointer: "#/security",
        reason: "The cases know bearer tokens and keys in a header only.",
      },
    ]);
    expect(cases.every(({ id }) => id.startsWith("/things / method"))).toBe(true);
  });

  it.each<[string, JsonObject, string, string]>([
    [
      "a second media type",
      {
        requestBody: { content: { "application/json": { schema: named }, "application/xml": {} } },
      },
      "requestBody/content/application~1xml",
      "the first JSON body only",
    ],
    [
      "a body that can only be wrong",
      { requestBody: { content: { "application/json": { schema: false } } } },
      "requestBody/content/application~1json/schema",
      "takes nothing",
    ],
    [
      "no success",
      { responses: { default: { description: "" } } },
      "responses",
      "No success is listed",
    ],
  ])("%s", (_, operation, pointer, reason) => {
    const { gaps } = deriveCases(documentWith(named, operation));
    const found = gaps.find((gap) => gap.pointer === `#/paths/~1things/post/${pointer}`);
    expect(found?.reason).toContain(reason);
  });

  it("a value about which the two validators disagree, which is not sent", () => {
    // 0.07 / 0.01 is not quite 7 in floating point: one validator allows for that, the other does not.
    const schema = { type: "number", multipleOf: 0.01, default: 0.07 };
    const { cases, gaps } = deriveCases(
      documentWith({ type: "object", properties: { a: schema } }),
    );
    expect(gaps).toMatchObject([
      {
        pointer: `${at}/properties/a/default`,
        reason: expect.stringMatching(/^The two validators disagree about .*default: 0\.07/),
      },
    ]);
    expect(JSON.stringify(cases)).not.toContain("0.07");
  });

  it("a keyword that does not exist is an error", () => {
    const schema = { type: "object", properties: { a: { typo: "string" } } };
    expect(() => deriveCases(documentWith(schema))).toThrow(
      /schema at .* cannot be used: .*"typo"/,
    );
  });
});

describe("a document with unions, conditions and references", () => {
  it("leaves nothing untested, and every case points at a rule in it", () => {
    expect(gaps).toEqual([]);
    for (const { pointer } of cases) expect(get(document, pointer), pointer).toBeDefined();
  });

  it("gives other cases when it changes", () => {
    const changed = structuredClone(document) as unknown as {
      components: { schemas: Record<string, { properties: JsonObject }> };
    };
    changed.components.schemas.OpenAISftHyperparameters!.properties.seed = { type: "integer" };
    const before = new Set(cases.map(({ id }) => id));
    const added = deriveCases(changed as unknown as OpenApiDocument)
      .cases.map(({ id }) => id)
      .filter((id) => !before.has(id));
    expect(added).toContain("createModel / openai / sft_hyperparameters.seed / 1");
    expect(added).toContain("createModel / openai / sft_hyperparameters.seed / not a whole number");
    expect(added).toContain(
      "createModel / openpipe / sft_hyperparameters / another branch's property: seed",
    );
  });

  it("sends no request twice", () => {
    const requests = cases.map(({ request }) => JSON.stringify(request));
    expect(new Set(requests).size).toBe(requests.length);
  });
});
