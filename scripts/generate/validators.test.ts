import { readdir, readFile } from "node:fs/promises";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import { transform } from "esbuild";
import { describe, expect, it } from "vitest";
import * as rows from "../../generated/operations.js";
import { encodeBody } from "../../src/pipeline/body.js";
import type { Operation } from "../../src/pipeline/operation.js";
import { seeded } from "../../src/test-support/faults.js";
import type { Schema, ValidationIssue } from "../../src/validation/schema.js";
import { validate } from "../../src/validation/validate.js";
import type { OpenApiDocument } from "../lib/document/index.js";
import { renderDocument } from "./render.js";

type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

const document = JSON.parse(await readFile("generated/openapi.json", "utf8"));

/** The checks of a row: of what is sent, and of what is received. */
function checksOf({ body, answers }: Operation) {
  const check = (content: Record<string, Schema>) => (value: unknown) =>
    validate(Object.values(content)[0]!, value);
  return {
    request: check(body?.content ?? { none: {} }),
    response: check(Object.values(answers)[0]!),
  };
}

/** A real JSON Schema validator for a place in the document. */
function ajv(pointer: string, root: unknown = document): ValidateFunction {
  const instance = new Ajv2020({ strict: false, validateSchema: false, ownProperties: true });
  return instance.addSchema(root as object, "document").compile({ $ref: `document${pointer}` });
}

/** The document as a response is read: open objects, open enums. */
function tolerant(node: Json): Json {
  if (Array.isArray(node)) return node.map(tolerant);
  if (typeof node !== "object" || node === null) return node;
  const { enum: _, additionalProperties, ...rest } = node;
  const kept = additionalProperties === false ? rest : { ...rest, additionalProperties };
  return Object.fromEntries(
    Object.entries(kept)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, tolerant(value as Json)]),
  );
}

const pool: Json[] = [
  null,
  true,
  false,
  0,
  1,
  -1,
  2.5,
  1e300,
  "",
  "auto",
  "AUTO",
  "1",
  [],
  {},
  [1],
  ["a"],
  "openpipe",
  "openpipeReward",
  "openai",
  "gemini",
  "DPO",
  "APO Zero",
  "model",
  "list",
  "gpt-4o-2024-08-06",
  "models/gemini-1.0-pro-001",
  "DEPLOYED",
  { n_epochs: 3 },
  { num_epochs: 1, batch_size: "auto" },
  { variant: "DPO" },
  { beta: 0.1 },
  { epochs: 2 },
];

/** Names that occur anywhere, so that a property of one branch lands in another. */
const names = [
  ...new Set(
    Array.from(
      JSON.stringify(document.components.schemas).matchAll(/"([a-zA-Z_]+)":\{/g),
      (match: RegExpMatchArray) => match[1] as string,
    ),
  ),
  "toString",
  "__proto__",
  "a/b~c",
];

/** Changes one to three things somewhere in a value. */
function mutate(value: Json, random: () => number): Json {
  const pick = <T>(from: readonly T[]) => from[Math.floor(random() * from.length)] as T;
  const root = { value: structuredClone(value) } as { [name: string]: Json };
  for (let changes = 1 + Math.floor(random() * 3); changes > 0; changes--) {
    const places: [{ [name: string]: Json }, string][] = [];
    const collect = (node: Json) => {
      if (typeof node !== "object" || node === null) return;
      for (const name of Object.keys(node)) {
        places.push([node as { [name: string]: Json }, name]);
        collect((node as { [name: string]: Json })[name] as Json);
      }
    };
    collect(root);
    const [holder, name] = pick(places);
    const kind = random();
    if (kind < 0.3 && holder !== root) delete holder[name];
    else if (kind < 0.6) holder[name] = structuredClone(pick(pool));
    else if (!Array.isArray(holder) && holder !== root) {
      Object.defineProperty(holder, pick(names), {
        value: structuredClone(pick(pool)),
        enumerable: true,
        configurable: true,
        writable: true,
      });
    }
  }
  return root.value as Json;
}

function examples(content: { examples: Record<string, { value: Json }> }): Json[] {
  return Object.values(content.examples).map(({ value }) => value);
}

function compare(seeds: Json[], check: (value: unknown) => unknown[], reference: ValidateFunction) {
  const random = seeded("validators");
  const counts = { valid: 0, invalid: 0 };
  for (let turn = 0; turn < 6000; turn++) {
    const seed = seeds[turn % seeds.length] as Json;
    const value = turn < seeds.length ? seed : mutate(seed, random);
    const issues = check(value);
    const valid = reference(value);
    if ((issues.length === 0) !== valid) {
      expect.fail(JSON.stringify({ value, ours: issues, ajv: reference.errors }, null, 2));
    }
    counts[valid ? "valid" : "invalid"]++;
  }
  // Else the comparison shows little.
  expect(Math.min(counts.valid, counts.invalid)).toBeGreaterThan(300);
}

describe("the generated validators agree with Ajv", () => {
  const post = document.paths["/models"].post;
  const model = post.responses["200"].content["application/json"];

  it("on requests, strictly", () => {
    const { request: check } = checksOf(rows.createModel);
    const seeds = examples(post.requestBody.content["application/json"]);
    compare(seeds, check, ajv("#/components/schemas/CreateModelRequest"));
  });

  it.each([
    ["createModel", model, "Model"],
    ["getModel", model, "Model"],
    [
      "listModels",
      document.paths["/models"].get.responses["200"].content["application/json"],
      "ModelList",
    ],
    [
      "deleteModel",
      document.paths["/models/{modelSlug}"].delete.responses["200"].content["application/json"],
      "DeletedModel",
    ],
  ] as const)("on answers of %s, tolerantly", (operation, content, schema) => {
    const { response: check } = checksOf(rows[operation]);
    const open = tolerant(document);
    compare(examples(content), check, ajv(`#/components/schemas/${schema}`, open));
  });
});

/** The validators of a document with one operation, as a module. */
async function generate(request: unknown, more: Record<string, unknown> = {}) {
  const synthetic = {
    openapi: "3.1.0",
    info: { title: "t", version: "1" },
    paths: {
      "/things": {
        post: {
          operationId: "createThing",
          tags: ["things"],
          requestBody: { required: true, content: { "application/json": { schema: request } } },
          responses: {
            "201": { description: "", content: { "application/json": { schema: request } } },
          },
        },
      },
    },
    components: { schemas: more },
  };
  const files = await renderDocument(synthetic as unknown as OpenApiDocument);
  const { code } = await transform(files.get("validators.ts")!, { loader: "ts" });
  const validators = `data:text/javascript,${encodeURIComponent(code)}`;
  const table = files.get("operations.ts")!.replace("./validators.js", validators);
  const { createThing } = (await import(`data:text/javascript,${encodeURIComponent(table)}`)) as {
    createThing: Operation;
  };
  return { synthetic, ...checksOf(createThing) };
}

describe("a schema that the document does not have today", () => {
  const keywords: [string, unknown, unknown[], unknown[]][] = [
    ["enum", { enum: ["a", 1, null, true] }, ["a", 1, null, true], ["b", 2, false, {}]],
    ["integer", { type: "integer" }, [1, -2, 1.0], [1.5, "1", null]],
    ["type list", { type: ["string", "null"] }, ["", null], [0, {}]],
    [
      "string",
      { type: "string", minLength: 2, maxLength: 3, pattern: "^a" },
      ["ab", "a😀"],
      ["a", "abcd", "ba"],
    ],
    ["number", { type: "number", minimum: 1, maximum: 3 }, [1, 3], [0.9, 3.1]],
    ["exclusive", { exclusiveMinimum: 1, exclusiveMaximum: 3 }, [2, "x"], [1, 3]],
    ["multipleOf", { multipleOf: 0.5 }, [1.5], [1.2]],
    [
      "array",
      { type: "array", items: { type: "string" }, minItems: 1, maxItems: 2, uniqueItems: true },
      [["a"], ["a", "b"]],
      [[], ["a", "a"], ["a", "b", "c"], [1]],
    ],
    [
      "object",
      { type: "object", minProperties: 1, maxProperties: 2 },
      [{ a: 1 }],
      [{}, { a: 1, b: 2, c: 3 }],
    ],
    [
      "map",
      { type: "object", additionalProperties: { type: "number" } },
      [{}, { a: 1 }],
      [{ a: "1" }],
    ],
    [
      "allOf",
      { allOf: [{ required: ["a"] }, { required: ["b"] }] },
      [{ a: 1, b: 2 }, 1],
      [{ a: 1 }],
    ],
    ["oneOf", { oneOf: [{ type: "number" }, { type: "integer" }] }, [1.5], [1, "1"]],
    ["not", { not: { type: "string" } }, [1], ["a"]],
    [
      "if",
      {
        if: { required: ["a"], properties: { a: { const: 1 } } },

        then: { required: ["b"] },
        else: { required: ["c"] },
      },
      [{ a: 1, b: 1 }, { c: 1 }],
      [{ a: 1 }, { a: 2 }],
    ],
    [
      "reference with siblings",
      { $ref: "#/components/schemas/Short", minLength: 1 },
      ["a"],
      ["", "aaaa"],
    ],
    ["true", true, [1, null, {}], []],
    ["enum and more", { enum: ["a", "bb"], minLength: 2 }, ["bb"], ["a", "c"]],
    ["anyOf and a type", { type: "string", anyOf: [{ const: "a" }, { const: 1 }] }, ["a"], [1]],
    [
      "properties of what may not be an object",
      { type: "string", properties: { a: { type: "number" } } },
      ["x"],
      [{ a: 1 }],
    ],
    [
      "properties and more",
      { type: "object", properties: { a: { type: "number" } }, maxProperties: 1 },
      [{ a: 1 }],
      [{ a: 1, b: 2 }],
    ],
    [
      "a condition alone",
      { type: "object", if: { required: ["a"] }, then: { required: ["b"] } },
      [{ b: 1 }, { a: 1, b: 1 }],
      [{ a: 1 }],
    ],
    [
      "a condition without what it requires",
      {
        type: "object",
        properties: { a: { type: "number" } },
        if: { properties: { a: { const: 1 } } },

        then: { required: ["b"] },
      },
      [{ a: 2 }, { a: 1, b: 1 }],
      [{ a: 1 }],
    ],
    [
      "required, but not described",
      { type: "object", properties: { a: { type: "number" } }, required: ["b"] },
      [{ b: 1 }],
      [{ a: 1 }],
    ],
    [
      "some properties, and a map",
      {
        type: "object",
        properties: { a: { type: "number" } },
        additionalProperties: { type: "string" },
      },
      [{ a: 1, b: "x" }],
      [{ a: 1, b: 2 }],
    ],
    [
      "required, with a name like Object's",
      { type: "object", properties: { constructor: {} }, required: ["constructor"] },
      [{ constructor: 1 }],
      [{}],
    ],
    [
      "uniqueItems by value",
      { uniqueItems: true },
      [
        [1, "1"],
        [{ a: 1 }, { a: 2 }],
      ],
      [
        [
          { a: 1, b: [2] },
          { b: [2], a: 1 },
        ],
      ],
    ],
    ["enum of objects", { enum: [{ a: 1, b: 2 }] }, [{ b: 2, a: 1 }], [{ a: 1 }, 1]],
    ["enum with null beside a type", { type: "string", enum: ["a", null] }, ["a"], [null]],
    [
      "prefixItems",
      { type: "array", prefixItems: [{ type: "string" }, { type: "number" }], items: false },
      [[], ["a"], ["a", 1]],
      [[1], ["a", "b"], ["a", 1, 2]],
    ],
    [
      "prefixItems and items",
      { prefixItems: [{ type: "string" }], items: { type: "number" } },
      [["a", 1, 2]],
      [["a", "b"]],
    ],
    [
      "patternProperties",
      { patternProperties: { "^n": { type: "number" } }, additionalProperties: false },
      [{}, { n1: 1 }],
      [{ n1: "a" }, { x: 1 }],
    ],
    [
      "propertyNames",
      { type: "object", propertyNames: { maxLength: 2 } },
      [{ ab: 1 }],
      [{ abc: 1 }],
    ],
    [
      "dependentRequired",
      { dependentRequired: { a: ["b"] } },
      [{ a: 1, b: 1 }, { b: 1 }, {}],
      [{ a: 1 }],
    ],
    [
      "unevaluatedProperties through allOf and a reference",
      {
        allOf: [{ $ref: "#/components/schemas/Named" }],
        properties: { age: { type: "number" } },
        unevaluatedProperties: false,
      },
      [{ name: "n", age: 1 }, { name: "n" }],
      [
        { name: "n", other: 1 },
        { name: "n", age: "1" },
      ],
    ],
    [
      "unevaluatedProperties through the branch that fits",
      {
        oneOf: [
          { required: ["a"], properties: { a: { const: 1 } } },
          { required: ["b"], properties: { b: { const: 2 } } },
        ],
        unevaluatedProperties: false,
      },
      [{ a: 1 }, { b: 2 }],
      [
        { a: 1, c: 1 },
        { b: 2, a: 5 },
      ],
    ],
    [
      "unevaluatedProperties with a schema",
      { properties: { a: {} }, unevaluatedProperties: { type: "number" } },
      [{ a: "x", b: 1 }],
      [{ b: "x" }],
    ],
    ["a property that may not be there", { properties: { a: false } }, [{}, { b: 1 }], [{ a: 1 }]],
    [
      "anyOf of what is required",
      { type: "object", anyOf: [{ required: ["a"] }, { required: ["b"] }] },
      [{ a: 1 }, { b: 1, a: 1 }],
      [{}, { c: 1 }],
    ],
    [
      "a property named discriminator",
      {
        type: "object",
        required: ["discriminator"],
        properties: { discriminator: { type: "string" } },
      },
      [{ discriminator: "a" }],
      [{}, { discriminator: 1 }],
    ],
    [
      "names like Object's",
      {
        type: "object",
        additionalProperties: false,
        properties: { constructor: { type: "number" } },
      },
      [{ constructor: 1 }, {}],
      [{ toString: 1 }, { constructor: "1" }],
    ],
  ];

  it.each(keywords)("is validated like Ajv does: %s", async (_, schema, valid, invalid) => {
    const more = {
      Short: { type: "string", maxLength: 3 },
      Named: { type: "object", required: ["name"], properties: { name: { type: "string" } } },
    };
    const { request, synthetic } = await generate(schema, more);
    const reference = ajv(
      "#/paths/~1things/post/requestBody/content/application~1json/schema",
      synthetic,
    );
    for (const value of [...valid, ...invalid]) {
      const expected = valid.includes(value);
      expect(reference(value), JSON.stringify(value)).toBe(expected);
      expect(request(value).length === 0, JSON.stringify(value)).toBe(expected);
    }
  });

  it("may be recursive", async () => {
    const Tree = {
      type: "object",
      additionalProperties: false,
      properties: { children: { type: "array", items: { $ref: "#/components/schemas/Tree" } } },
    };
    const { request, response } = await generate({ $ref: "#/components/schemas/Tree" }, { Tree });
    expect(request({ children: [{ children: [] }] })).toEqual([]);
    expect(request({ children: [{ children: [1] }] })[0]?.pointer).toBe("/children/0/children/0");
    expect(response({ children: [{ more: 1 }] })).toEqual([]);
  });

  it.each([
    ["the names of the schemas", undefined],
    ["plain names in a mapping", { A: "A", B: "#/components/schemas/B" }],
  ])("may have variants told apart by %s", async (_, mapping) => {
    const variant = (property: string) => ({
      type: "object",
      required: ["kind", property],
      properties: { kind: { type: "string" }, [property]: { type: "number" } },
    });
    const { request } = await generate(
      {
        oneOf: [{ $ref: "#/components/schemas/A" }, { $ref: "#/components/schemas/B" }],
        discriminator: { propertyName: "kind", mapping },
      },
      { A: variant("a"), B: variant("b") },
    );
    expect(request({ kind: "A", a: 1, b: "of the other" })).toEqual([]);
    expect(request({ kind: "B", a: 1 })).toMatchObject([{ pointer: "/b" }]);
    expect(request({ kind: "C", a: 1 })).toMatchObject([{ pointer: "/kind" }]);
  });

  it("may require a property of answers alone, or of requests alone", async () => {
    const { request, response } = await generate({
      type: "object",
      required: ["id", "secret"],
      properties: {
        id: { type: "string", readOnly: true },
        secret: { type: "string", writeOnly: true },
      },
    });
    expect(request({ secret: "s" })).toEqual([]);
    expect(request({ id: "i" })).toMatchObject([{ pointer: "/secret" }]);
    expect(response({ id: "i" })).toEqual([]);
    expect(response({ secret: "s" })).toMatchObject([{ pointer: "/id" }]);
  });

  it("knows read-only properties that another part of the schema requires", async () => {
    const properties = { id: { type: "string", readOnly: true }, name: { type: "string" } };
    const required = ["id", "name"];
    const Entity = { type: "object", properties };
    const $ref = "#/components/schemas/Entity";
    for (const schema of [
      { type: "object", properties, allOf: [{ required }] },
      { allOf: [{ $ref }, { required }] },
      { $ref, required },
    ]) {
      const { request, response } = await generate(schema, { Entity });
      expect(request({ name: "n" })).toEqual([]);
      expect(request({ id: "i" })).toMatchObject([{ pointer: "/name" }]);
      expect(response({ name: "n" })).toMatchObject([{ pointer: "/id" }]);
    }
  });

  it("lets an unknown variant pass in an answer, not in a request", async () => {
    const variant = (kind: string) => ({
      type: "object",
      required: ["kind", "size"],
      properties: { kind: { const: kind }, size: { type: "number" } },
    });
    const schema = {
      oneOf: [{ $ref: "#/components/schemas/A" }, { $ref: "#/components/schemas/B" }],
      discriminator: { propertyName: "kind" },
    };
    const { request, response } = await generate(schema, { A: variant("a"), B: variant("b") });
    expect(response({ kind: "new" })).toEqual([]);
    expect(response({ kind: "a" })).toHaveLength(1);
    expect(response({})).toHaveLength(1);
    expect(request({ kind: "new" })[0]).toMatchObject({ pointer: "/kind" });
  });

  it("is refused with its place when a keyword is not supported", async () => {
    const schema = {
      type: "object",
      properties: { a: { type: "array", contains: { type: "string" } } },
    };
    await expect(generate(schema)).rejects.toMatchObject({
      pointer:
        "/paths/~1things/post/requestBody/content/application~1json/schema/properties/a/contains",
      message: expect.stringContaining('the keyword "contains"'),
    });
    const dependent = { X: { dependentSchemas: {} } };
    await expect(generate({ $ref: "#/components/schemas/X" }, dependent)).rejects.toMatchObject({
      pointer: "/components/schemas/X/dependentSchemas",
    });
    await expect(generate({ pattern: "(" })).rejects.toMatchObject({
      message: expect.stringContaining("regular expression"),
    });
  });
});

it("is data: no file of generated/ imports anything of src", async () => {
  for (const file of await readdir("generated")) {
    expect(await readFile(`generated/${file}`, "utf8"), file).not.toMatch(/from "\.\./);
  }
});

describe("messages", () => {
  const check = (value: unknown) => {
    const issues: ValidationIssue[] = [];
    encodeBody(rows.createModel, value, undefined, true, issues);
    return issues;
  };
  const request = (trainingConfig: unknown) => ({ datasetId: "d", slug: "s", trainingConfig });
  const openai = { provider: "openai", baseModel: "gpt-4o-2024-08-06" };

  it("names the provider and what is allowed for a wrong hyperparameter", () => {
    expect(check(request({ ...openai, sft_hyperparameters: { num_epochs: 3 } }))).toEqual([
      {
        pointer: "/trainingConfig/sft_hyperparameters/num_epochs",
        message:
          "`num_epochs` is not a property of provider `openai`; did you mean `n_epochs`? Allowed here: `batch_size`, `learning_rate_multiplier`, `n_epochs`",
      },
    ]);
  });

  it.each([
    [
      {},
      "/trainingConfig/provider",
      "is required: one of `openpipe`, `openpipeReward`, `openai`, `gemini`",
    ],
    [{ provider: "open-ai", baseModel: "x" }, "/trainingConfig/provider", "did you mean `openai`?"],
    [
      { provider: "openai" },
      "/trainingConfig/baseModel",
      "is required: one of `gpt-4.1-2025-04-14`",
    ],
    [
      { ...openai, baseModel: "gpt-4o-2024-08-6" },
      "/trainingConfig/baseModel",
      "did you mean `gpt-4o-2024-08-06`?",
    ],
    [{ ...openai, enable_sft: "yes" }, "/trainingConfig/enable_sft", "must be boolean, not string"],
    [
      { ...openai, sft_hyperparameters: { n_epochs: Number.NaN } },
      "/trainingConfig/sft_hyperparameters/n_epochs",
      "must be number, not null",
    ],
    [
      { ...openai, preference_hyperparameters: { beta: 1 } },
      "/trainingConfig/enable_preference_tuning",
      "is required: `true`, because of `preference_hyperparameters`",
    ],
    [
      { provider: "openpipe", baseModel: "m", sft_hyperparameters: { batch_size: "big" } },
      "/trainingConfig/sft_hyperparameters/batch_size",
      "must be `auto` or number, not string",
    ],
    [
      { provider: "gemini", baseModel: "models/gemini-1.0-pro-001", enable_sft: true },
      "/trainingConfig/enable_sft",
      "`enable_sft` is not a property of provider `gemini`",
    ],
    ["openai", "/trainingConfig", "must be object, not string"],
  ])("says what is wrong and where: %j", (trainingConfig, pointer, message) => {
    const issues = check(request(trainingConfig));
    expect(issues).toHaveLength(1);
    expect(issues[0]?.pointer).toBe(pointer);
    expect(issues[0]?.message).toContain(message);
  });

  it("take no time and do not fail for values that cannot be compared or printed", () => {
    const cyclic: Record<string, unknown> = {};
    cyclic.provider = cyclic;
    let deep: unknown[] = [];
    for (let level = 0; level < 100_000; level++) deep = [deep];
    for (const provider of [Object.create(null), Symbol("x"), "x".repeat(1e7)]) {
      const issues = check(request({ ...openai, provider, baseModel: provider }));
      expect(issues.map(({ pointer }) => pointer)).toContain("/trainingConfig/provider");
    }
    for (const provider of [cyclic, deep, 1n]) {
      const issues = check(request({ ...openai, provider }));
      expect(issues).toEqual([{ pointer: "", message: "must be plain JSON" }]);
    }
    expect(check(request({ ...openai, baseModel: "x".repeat(1e7) }))).toHaveLength(1);
    expect(check({ ...request(openai), ["x".repeat(1e6)]: 1 })).toHaveLength(1);
    for (const hostile of [JSON.parse('{"__proto__":{"slug":"s"}}'), new Date(), cyclic, deep]) {
      expect(check(hostile).length).toBeGreaterThan(0);
    }
    expect(check({ ...request(openai), pruningRuleIds: Array(2) })).toHaveLength(2);
  });

  it("are all there, not only the first", () => {
    const issues = check({
      slug: 1,
      trainingConfig: { ...openai, foo: 1, enable_sft: 2 },
      "a/b~c": 1,
    });
    expect(issues.map(({ pointer }) => pointer).sort()).toEqual([
      "/a~1b~0c",
      "/datasetId",
      "/slug",
      "/trainingConfig/enable_sft",
      "/trainingConfig/foo",
    ]);
  });

  it("take nothing that is inherited for a property, as JSON does", () => {
    const whole = request(openai);
    class Request {
      datasetId = "d";
      trainingConfig = openai;
      get slug() {
        return "s";
      }
    }
    expect(check(Object.create(whole)).map(({ pointer }) => pointer)).toEqual([
      "/datasetId",
      "/slug",
      "/trainingConfig",
    ]);
    expect(check(new Request()).map(({ pointer }) => pointer)).toEqual(["/slug"]);
    expect(check(Object.assign(new Request(), { toString: undefined }))).toHaveLength(1);
    expect(check(Object.assign(Object.create(null), whole))).toEqual([]);
  });

  it("take an undefined property for an absent one, as JSON does", () => {
    expect(check({ ...request(openai), defaultTemperature: undefined, foo: undefined })).toEqual(
      [],
    );
    expect(check({ ...request(openai), slug: undefined })).toHaveLength(1);
  });
});
