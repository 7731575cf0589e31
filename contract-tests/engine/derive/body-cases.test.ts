import { describe, expect, it } from "vitest";
import { bodiesOf, valuesOf } from "../../test-support/derived.js";

describe("plain values", () => {
  it("takes numbers at 0, negative, fractional and large, and refuses every other type", () => {
    const { valid, gaps } = valuesOf({ type: "number" });
    expect(valid).toEqual({
      "1": 1,
      "zero: 0": 0,
      "negative: -1": -1,
      "fractional: 0.5": 0.5,
      "large: 1000000000": 1_000_000_000,
    });
    expect(gaps).toEqual([]);
    expect(valuesOf({ type: "number" }).invalid).toEqual({
      "wrong type: null": null,
      "wrong type: boolean": true,
      "wrong type: string": "text",
      "wrong type: array": [1],
      "wrong type: object": {},
      "numeric string": "3",
      "as an empty text": "",
      "as a text that begins with digits": "3 epochs",
    });
  });

  it("refuses a fraction where whole numbers are asked for", () => {
    expect(valuesOf({ type: "integer" }).valid).not.toHaveProperty("fractional: 0.5");
    expect(valuesOf({ type: "integer" }).invalid).toMatchObject({ "not a whole number": 0.5 });
  });

  it("takes null where the type allows it", () => {
    const nullable = { type: ["string", "null"] };
    expect(valuesOf(nullable).valid).toEqual({ null: null, text: "text" });
    expect(valuesOf(nullable).invalid).not.toHaveProperty("wrong type: null");
  });

  it("tries both booleans, and the string and number that lenient servers take for one", () => {
    expect(valuesOf({ type: "boolean" }).valid).toMatchObject({ true: true, false: false });
    expect(valuesOf({ type: "boolean" }).invalid).toMatchObject({
      "boolean string": "true",
      "wrong type: number": 1,
    });
  });

  it("refuses at every number the literals that some number has beside it", () => {
    const { invalid } = bodiesOf({
      type: "object",
      properties: {
        size: { anyOf: [{ const: "auto" }, { type: "number" }] },
        inner: { type: "object", properties: { rate: { type: "number" } } },
        name: { type: "string" },
      },
    });
    expect(invalid).toMatchObject({
      "inner.rate / another place's value: auto": { inner: { rate: "auto" } },
    });
    expect(Object.keys(invalid)).not.toContain("size / another place's value: auto");
    expect(Object.keys(invalid)).not.toContain("name / another place's value: auto");
  });

  it("takes every member of an enum and refuses what is near to one", () => {
    const schema = { type: "string", enum: ["Small", "Large"] };
    expect(valuesOf(schema).valid).toMatchObject({ Small: "Small", Large: "Large" });
    expect(valuesOf(schema).invalid).toMatchObject({
      "not listed: unlisted-value": "unlisted-value",
      "empty string": "",
      "other case: SMALL": "SMALL",
      "wrong type: null": null,
      // What a server with ordinals takes for Small, and what `^(Small|Large)$` matches in many languages.
      "wrong type: number": 0,
      "nearly Large: a line end behind": "Large\n",
    });
  });

  it("sends a default explicitly", () => {
    expect(valuesOf({ type: "integer", default: 7 }).valid).toMatchObject({ "default: 7": 7 });
  });

  it.each([
    [{ type: "integer", minimum: 3 }, 3, 2],
    [{ type: "integer", maximum: 9 }, 9, 10],
    [{ type: "number", exclusiveMinimum: 3 }, 4, 3],
    [{ type: "number", exclusiveMaximum: 9 }, 8, 9],
    [{ type: "number", multipleOf: 5 }, 5, 7.5],
    [{ type: "string", minLength: 3 }, "tex", "te"],
    [{ type: "string", maxLength: 6 }, "textte", "texttex"],
    [{ type: "string", pattern: "^[a-z]+-\\d$", example: "a-1" }, "a-1", "~a-1"],
    [{ type: "string", format: "date" }, "2026-03-02", "9999-99-99"],
    [{ type: "array", items: { type: "boolean" }, minItems: 2 }, [true, true], [true]],
    [{ type: "array", items: { type: "boolean" }, maxItems: 1 }, [true], [true, true]],
    [{ type: "array", items: { type: "boolean" }, uniqueItems: true }, [true, false], [true, true]],
    [{ type: "object", properties: { a: {} }, minProperties: 1, default: { a: 1 } }, { a: 1 }, {}],
  ])("stays within and goes beyond the limit of %j", (schema, within, beyond) => {
    const { valid, gaps } = valuesOf(schema);
    expect(gaps).toEqual([]);
    expect(Object.values(valid)).toContainEqual(within);
    expect(Object.values(valuesOf(schema).invalid)).toContainEqual(beyond);
  });

  it("refuses one property too many", () => {
    const schema = { type: "object", properties: { a: { type: "string" } }, maxProperties: 1 };
    expect(valuesOf(schema).invalid).toMatchObject({
      "beyond maxProperties 1": { a: "text", extra_1: "text" },
    });
  });
});

describe("objects and arrays", () => {
  const named = {
    type: "object",
    additionalProperties: false,
    required: ["name"],
    properties: { name: { type: "string" }, note: { type: "string" }, page: { type: "integer" } },
  };

  it("tries the smallest, the largest, and each property missing and unknown", () => {
    const { valid, invalid } = bodiesOf(named);
    expect(valid).toMatchObject({
      "body / minimal": { name: "text" },
      "note / text": { name: "text", note: "text" },
      "page / 1": { name: "text", page: 1 },
      "body / maximal": { name: "text", note: "text", page: 1 },
    });
    expect(invalid).toMatchObject({
      "name / missing": {},
      "body / unknown property": { name: "text", unknown_property: "text" },
      "note / wrong type: null": { name: "text", note: null },
    });
  });

  it("does not try unknown properties where the schema is open", () => {
    const { invalid } = bodiesOf({ ...named, additionalProperties: true });
    expect(invalid).not.toHaveProperty("body / unknown property");
  });

  it("varies what an open object takes beside its properties", () => {
    const { valid } = valuesOf({ type: "object", additionalProperties: { type: "integer" } });
    expect(valid).toMatchObject({ "p.additional_property / 1": { additional_property: 1 } });
    expect(
      valuesOf({ type: "object", additionalProperties: { type: "integer" } }).invalid,
    ).toMatchObject({
      "p.additional_property / wrong type: null": { additional_property: null },
    });
  });

  it("tries arrays empty and not, and wrong items", () => {
    const schema = { type: "array", items: { type: "string" } };
    expect(valuesOf(schema).valid).toMatchObject({
      "empty array": [],
      "one item": ["text"],
      "two items": ["text", "text"],
    });
    expect(valuesOf(schema).invalid).toMatchObject({ "p[] / wrong type: number": [42] });
  });

  it("walks through references and allOf, and ends where a schema refers back to itself", () => {
    const { valid, gaps } = bodiesOf(
      { $ref: "#/components/schemas/Node" },
      {
        Node: {
          allOf: [
            { type: "object", required: ["label"], properties: { label: { type: "string" } } },
            {
              properties: {
                next: { $ref: "#/components/schemas/Node" },
                last: { type: "boolean" },
              },
            },
          ],
        },
      },
    );
    expect(gaps).toEqual([]);
    expect(valid).toMatchObject({
      "body / minimal": { label: "text" },
      "body / maximal": { label: "text", next: { label: "text" }, last: true },
    });
  });
});

describe("rules across properties", () => {
  it("keeps what an if asks for while it tries something else, and breaks it in each way", () => {
    const schema = {
      type: "object",
      properties: {
        on: { type: "boolean" },
        settings: { type: "object", properties: { x: { type: "number" }, y: { type: "number" } } },
      },
      if: { required: ["settings"], properties: { settings: { minProperties: 1 } } },

      then: { required: ["on"], properties: { on: { const: true } } },
    };
    const { valid, invalid, gaps } = bodiesOf(schema);
    expect(gaps).toEqual([]);
    expect(valid).toMatchObject({
      "settings.x / 1": { on: true, settings: { x: 1 } },
      "settings / minimal": { settings: {} },
      "on / false": { on: false },
      "body / maximal": { on: true, settings: { x: 1, y: 1 } },
    });
    expect(invalid).toMatchObject({
      "settings / wrong type: null": { on: true, settings: null },
      "body / settings.x with on missing": { settings: { x: 1 } },
      "body / settings.x with on: false": { on: false, settings: { x: 1 } },
      "body / settings.y with on missing": { settings: { y: 1 } },
      "body / settings maximal with on: false": { on: false, settings: { x: 1, y: 1 } },
    });
  });

  it("breaks an else too", () => {
    const schema = {
      type: "object",
      required: ["kind"],
      properties: { kind: { enum: ["a", "b"] }, reason: { type: "string" } },
      if: { properties: { kind: { const: "a" } } },

      then: {},
      else: { required: ["reason"] },
    };
    const { invalid, valid } = bodiesOf(schema);
    expect(valid).toMatchObject({ "kind / b": { kind: "b", reason: "text" } });
    expect(invalid).toMatchObject({ "body / kind b with reason missing": { kind: "b" } });
  });

  it("breaks what one property needs of another", () => {
    const schema = {
      type: "object",
      properties: { card: { type: "string" }, address: { type: "string" } },
      dependentRequired: { card: ["address"] },
    };
    const { invalid, valid } = bodiesOf(schema);
    expect(valid).toMatchObject({ "card / text": { card: "text", address: "text" } });
    expect(invalid).toMatchObject({ "body / card without address": { card: "text" } });
  });

  it("makes nothing of what a property needs that nobody describes", () => {
    const schema = { type: "object", dependentRequired: { card: ["address"] } };
    expect(bodiesOf(schema).gaps).toEqual([]);
  });
});
