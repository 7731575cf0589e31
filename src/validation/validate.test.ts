import { describe, expect, it } from "vitest";
import type { Schema } from "./schema.js";
import { validate } from "./validate.js";

/** What is wrong, as `pointer: message`. */
function problems(schema: Schema, value: unknown): string[] {
  return validate(schema, value).map(({ pointer, message }) => `${pointer}: ${message}`);
}

const named: Schema = { type: "object", properties: { name: "string", size: "integer" } };
const closed: Schema = { ...named, additionalProperties: false };
const file = new Blob(["x"]);

describe("a value is valid", () => {
  it.each<[Schema, unknown]>([
    ["string", ""],
    ["integer", 5],
    ["number", 5.5],
    ["null", null],
    ["file", file],
    [{ type: ["string", "null"] }, null],
    [{ type: "integer" }, 5],
    [{ const: { a: 1, b: [2] } }, { b: [2], a: 1 }],
    [{ enum: [null, { a: 1 }] }, { a: 1 }],
    [{ enum: [null, { a: 1 }] }, null],
    [{ allOf: ["number", { minimum: 1 }] }, 1],
    [{ anyOf: ["string", "number"] }, 1],
    [{ oneOf: ["string", "number"] }, 1],
    [{ not: "string" }, 1],
    [{ if: "string", then: { minLength: 2 }, else: "number" }, "ab"],
    [{ if: "string", then: { minLength: 2 }, else: "number" }, 1],
    [{ if: "string", then: { minLength: 2 } }, 1],
    [{ required: ["name"] }, { name: undefined }],
    [named, { name: "a" }],
    [named, { more: 1 }],
    [closed, { name: "a", size: 1 }],
    [{ additionalProperties: "number" }, { a: 1 }],
    [{ patternProperties: { "^x-": "number" }, additionalProperties: false }, { "x-a": 1 }],
    [{ propertyNames: { maxLength: 2 } }, { ab: 1 }],
    [{ dependentRequired: { a: ["b"] } }, { a: 1, b: 1 }],
    [{ dependentRequired: { a: ["b"] } }, {}],
    [{ variants: { by: "kind", of: { a: named } } }, { kind: "a", name: "x" }],
    [{ variants: { by: "kind", of: { a: named }, open: true } }, { kind: "new", name: 1 }],
    [{ minProperties: 1, maxProperties: 1 }, { a: 1 }],
    [{ minItems: 1, maxItems: 1 }, [1]],
    [{ uniqueItems: true }, [{ a: 1 }, { a: 2 }, [1], 1, "1"]],
    [{ uniqueItems: false }, [1, 1]],
    [{ prefixItems: ["string"], items: "number" }, ["a", 1, 2]],
    [{ prefixItems: ["string", "string"] }, ["a"]],
    // One character, of two units of UTF-16.
    [{ minLength: 1, maxLength: 1 }, "😀"],
    [{ pattern: "^.$" }, "😀"],
    [{ minimum: 1, maximum: 1 }, 1],
    [{ exclusiveMinimum: 1, exclusiveMaximum: 2 }, 1.5],
    [{ multipleOf: 0.5 }, 1.5],
    [{ prefixItems: ["string"] }, ["a", 1]],
    // What holds inside an alternative makes it hold.
    [{ anyOf: [{ if: "string", then: { minLength: 2 } }] }, "ab"],
    [{ anyOf: [{ variants: { by: "kind", of: {}, open: true } }] }, { kind: "new" }],
    [{ anyOf: [closed] }, { name: "a" }],
    // Rules for other types say nothing.
    [{ minLength: 1, minItems: 1, minProperties: 1, required: ["a"] }, 0],
    [{ minimum: 1 }, "0"],
  ])("by %j: %j", (schema, value) => {
    expect(problems(schema, value)).toEqual([]);
  });
});

describe("a value is refused", () => {
  it.each<[Schema, unknown, string]>([
    ["string", 5, ": must be string, not number"],
    ["integer", 5.5, ": must be integer, not number"],
    ["object", null, ": must be object, not null"],
    ["object", [], ": must be object, not array"],
    ["object", file, ": must be object, not file"],
    ["string", undefined, ": must be string, not undefined"],
    [{ type: ["string", "null"] }, 5, ": must be string or null, not number"],
    [{ type: "integer", minimum: 1 }, "a", ": must be integer, not string"],
    [{ const: "a" }, "b", ": must be `a`"],
    [{ const: { a: 1 } }, { a: 2 }, ': must be `{"a":1}`'],
    [{ const: "1" }, 1, ": must be `1`"],
    [{ enum: ["red", "blue"] }, "rde", ": must be one of `red`, `blue`"],
    [{ enum: ["DEPLOYED"] }, "deployd", ": must be one of `DEPLOYED`; did you mean `DEPLOYED`?"],
    [{ not: "string" }, "a", ": is of a kind that is excluded"],
    [{ items: { not: {} } }, [1], "/0: must not be there"],
    [{ required: ["a"], properties: { a: {} } }, {}, "/a: is required"],
    [{ anyOf: ["string", { const: 1 }] }, 2, ": must be string or `1`, not number"],
    [
      { anyOf: [{ anyOf: ["string", "null"] }, "array"] },
      2,
      ": must be string or null or array, not number",
    ],
    [
      { oneOf: ["number", "integer"] },
      1,
      ": must be exactly one of its alternatives, but is several at once",
    ],
    [{ oneOf: ["string", { minimum: 3 }] }, 1, ": must be string or object, not number"],
    [{ minProperties: 2 }, { a: 1 }, ": must have at least 2 properties"],
    [{ maxProperties: 1 }, { a: 1, b: 1 }, ": must have at most 1 properties"],
    [{ minItems: 2 }, [1], ": must have at least 2 items"],
    [{ maxItems: 1 }, [1, 2], ": must have at most 1 items"],
    [
      { uniqueItems: true },
      [
        { a: 1, b: 2 },
        { b: 2, a: 1 },
      ],
      ": must not have the same item twice",
    ],
    [{ minLength: 2 }, "😀", ": must have at least 2 characters"],
    [{ maxLength: 1 }, "ab", ": must have at most 1 characters"],
    [{ pattern: "^a" }, "b", ": must match ^a"],
    [{ minimum: 1 }, 0, ": must be at least 1"],
    [{ maximum: 1 }, 2, ": must be at most 1"],
    [{ exclusiveMinimum: 1 }, 1, ": must be more than 1"],
    [{ exclusiveMaximum: 1 }, 1, ": must be less than 1"],
    [{ multipleOf: 0.5 }, 0.75, ": must be a multiple of 0.5"],
    [{ required: ["a"] }, {}, "/a: is required"],
    [{ required: ["toString"] }, {}, "/toString: is required"],
    [{ required: ["name"], properties: { name: "string" } }, {}, "/name: is required: string"],
    [named, { name: 1 }, "/name: must be string, not number"],
    [{ properties: { "a/b~c": "string" } }, { "a/b~c": 1 }, "/a~1b~0c: must be string, not number"],
    [
      { patternProperties: { "^x-": "string" } },
      { "x-a": 1, y: 1 },
      "/x-a: must be string, not number",
    ],
    [{ additionalProperties: "string" }, { a: 1 }, "/a: must be string, not number"],
    [{ propertyNames: { maxLength: 2 } }, { abc: 1 }, "/abc: must have at most 2 characters"],
    [{ dependentRequired: { a: ["b"] } }, { a: 1 }, "/b: is required, because of `a`"],
    [{ items: "string" }, ["a", 1], "/1: must be string, not number"],
    [{ prefixItems: ["number"], items: "string" }, ["a"], "/0: must be number, not string"],
    [{ prefixItems: ["number"], items: "string" }, [1, 2], "/1: must be string, not number"],
    [{ ref: () => named }, { name: 1 }, "/name: must be string, not number"],
    [
      { if: { properties: { on: { const: true } }, required: ["on"] }, then: { required: ["by"] } },
      { on: true },
      "/by: is required, because of `on`",
    ],
    [{ if: "string", else: "number" }, true, ": must be number, not boolean, because of "],
  ])("by %j: %j", (schema, value, problem) => {
    expect(problems(schema, value)).toEqual([problem]);
  });

  it("with everything that is wrong, each at its place", () => {
    const schema: Schema = { ...closed, required: ["name", "size"], minProperties: 9 };
    expect(problems(schema, { name: 1, sise: 1 })).toEqual([
      "/name: must be string, not number",
      "/sise: `sise` is not a property of the input; did you mean `size`? Allowed here: `name`, `size`",
      "/size: is required: integer",
      ": must have at least 9 properties",
    ]);
    expect(problems({ allOf: [{ minimum: 3 }, { multipleOf: 2 }] }, 1)).toEqual([
      ": must be at least 3",
      ": must be a multiple of 2",
    ]);
    expect(problems({ items: "string" }, [1, "a", null])).toEqual([
      "/0: must be string, not number",
      "/2: must be string, not null",
    ]);
  });

  it("without saying what an earlier problem explains", () => {
    const both: Schema = { type: "object", required: ["a"], minProperties: 1 };
    expect(problems(both, [])).toEqual([": must be object, not array"]);
    expect(problems({ type: "string", enum: ["a"] }, 5)).toEqual([
      ": must be one of `a`, not number",
    ]);
  });
});

describe("a property that is not known", () => {
  const inner: Schema = { properties: { inner: closed, none: { additionalProperties: false } } };

  it.each([
    [
      { inner: { nane: 1 } },
      "/inner/nane: `nane` is not a property of `inner`; did you mean `name`? Allowed here: `name`, `size`",
    ],
    [
      { inner: { zzzz: 1 } },
      "/inner/zzzz: `zzzz` is not a property of `inner`. Allowed here: `name`, `size`",
    ],
    [{ none: { a: 1 } }, "/none/a: `a` is not a property of `none`. Allowed here: nothing"],
  ])("is named with its owner: %j", (value, problem) => {
    expect(problems(inner, value)).toEqual([problem]);
  });

  it("is no property of an alternative, and says which", () => {
    const schema: Schema = {
      variants: {
        by: "kind",
        of: { a: { properties: { kind: "string" }, additionalProperties: false } },
      },
    };
    expect(problems(schema, { kind: "a", x: 1 })).toEqual([
      "/x: `x` is not a property of kind `a`. Allowed here: `kind`",
    ]);
  });

  it.each<[string, Schema]>([
    ["itself", { properties: { a: "number" } }],
    ["a reference", { ref: () => ({ properties: { a: "number" } }) }],
    ["allOf", { allOf: [{ properties: { a: "number" } }] }],
    ["anyOf", { anyOf: ["string", { properties: { a: "number" } }] }],
    ["oneOf", { oneOf: ["string", { properties: { a: "number" } }] }],
    ["if", { if: { properties: { a: "number" } } }],
    ["then", { if: {}, then: { properties: { a: "number" } } }],
    ["else", { if: "string", else: { properties: { a: "number" } } }],
    ["a variant", { variants: { by: "a", of: { "1": { properties: { a: "string" } } } } }],
    ["a schema that takes all", { allOf: [{ additionalProperties: "number" }] }],
    ["a schema with a rest of its own", { allOf: [{ unevaluatedProperties: "number" }] }],
    ["a pattern", { allOf: [{ patternProperties: { a: "number" } }] }],
  ])("is one that nothing describes that applies: %s", (name, rules) => {
    const schema: Schema = { ...(rules as object), unevaluatedProperties: false };
    const value = name === "a variant" ? { a: "1" } : { a: 1 };
    expect(problems(schema, value)).toEqual([]);
    expect(problems(schema, { ...value, b: 1 }).some((each) => each.startsWith("/b: "))).toBe(
      !name.startsWith("a schema"),
    );
  });

  it("is not described by an alternative that does not apply", () => {
    const other: Schema = { required: ["b"], properties: { a: "number" } };
    for (const rules of [{ anyOf: [other, {}] }, { if: other, else: {} }]) {
      const schema: Schema = { ...rules, unevaluatedProperties: false };
      expect(problems(schema, { a: 1 })).toHaveLength(1);
    }
  });

  it("is checked by the schema for the rest", () => {
    expect(problems({ unevaluatedProperties: "string" }, { a: 1 })).toEqual([
      "/a: must be string, not number",
    ]);
  });
});

describe("alternatives", () => {
  it("that a property tells apart name the ones there are", () => {
    const schema: Schema = { variants: { by: "kind", of: { first: named, second: closed } } };
    expect(problems(schema, {})).toEqual(["/kind: is required: one of `first`, `second`"]);
    expect(problems(schema, { kind: "frst" })).toEqual([
      "/kind: must be one of `first`, `second`; did you mean `first`?",
    ]);
    expect(problems(schema, { kind: 5 })).toEqual(["/kind: must be one of `first`, `second`"]);
    expect(problems(schema, { kind: "toString" })).toHaveLength(1);
    const open: Schema = { variants: { by: "kind", of: { first: named }, open: true } };
    expect(problems(open, { kind: 5 })).toEqual(["/kind: must be one of `first`"]);
  });

  it("are meant when they complain only about what is inside", () => {
    for (const keyword of ["anyOf", "oneOf"]) {
      const schema: Schema = { [keyword]: ["string", named, { type: "array", items: "string" }] };
      expect(problems(schema, { name: 1 })).toEqual(["/name: must be string, not number"]);
      expect(problems({ properties: { a: schema } }, { a: [1] })).toEqual([
        "/a/0: must be string, not number",
      ]);
      expect(problems(schema, 5)).toEqual([": must be string or object or array, not number"]);
    }
  });

  it("are meant when they are the only ones for such a value", () => {
    const level: Schema = { enum: ["low", "high"], type: "string" };
    const number: Schema = { type: "integer", minimum: 1 };
    for (const keyword of ["anyOf", "oneOf"]) {
      expect(problems({ [keyword]: [level, number] }, 0)).toEqual([": must be at least 1"]);
      expect(problems({ [keyword]: [level, number] }, "mid")).toEqual([
        ": must be one of `low`, `high` or integer, not string",
      ]);
      expect(problems({ [keyword]: [number, { ...number, maximum: 0 }] }, 0)).toEqual([
        ": must be integer or integer, not number",
      ]);
    }
  });
});

describe("a suggestion", () => {
  const among = (value: unknown) => problems({ enum: ["num_epochs", "batch_size"] }, value)[0];

  it.each([
    ["Num-Epochs", true],
    ["numepoch", true],
    ["nmuepochs", true],
    ["numepo", false],
    ["epochs", false],
    ["", false],
    [5, false],
    ["num_epochs".padEnd(101, "_"), false],
    ["num_epochs".padEnd(100, "_"), true],
  ])("is made for a misspelling only: %j", (value, is) => {
    expect(among(value)).toBe(
      `: must be one of \`num_epochs\`, \`batch_size\`${is ? "; did you mean `num_epochs`?" : ""}`,
    );
  });
});
