import { describe, expect, it } from "vitest";
import { bodiesOf as bodies } from "../../test-support/derived.js";
import type { JsonObject } from "./schema.js";

function branch(type: string, property: string, more: JsonObject = {}): JsonObject {
  return {
    type: "object",
    additionalProperties: false,
    required: ["type", property],
    properties: { type: { const: type }, [property]: { type: "number" }, ...more },
  };
}

const shape: JsonObject = {
  type: "object",
  oneOf: [
    branch("circle", "radius", { fill: { enum: ["red"] }, label: { type: "string" } }),
    branch("square", "side", { fill: { enum: ["blue"] } }),
  ],
  discriminator: { propertyName: "type" },
};

describe("branches told apart by a discriminator", () => {
  const { valid, invalid } = bodies(shape);

  it("names the cases by branch", () => {
    expect(valid).toMatchObject({
      "circle / maximal": { type: "circle", radius: 1, fill: "red", label: "text" },
      "square / minimal": { type: "square", side: 1 },
      "square / side / zero: 0": { type: "square", side: 0 },
    });
  });

  it("breaks the discriminator: missing, unknown and mistyped", () => {
    expect(invalid).toMatchObject({
      "circle / type / missing": { radius: 1 },
      "circle / type / not listed: unlisted-value": { type: "unlisted-value", radius: 1 },
      "circle / type / wrong type: null": { type: null, radius: 1 },
      "square / type / missing": { side: 1 },
    });
  });

  it("puts another branch's properties and values in", () => {
    expect(invalid).toMatchObject({
      "circle / another branch's property: side": { type: "circle", radius: 1, side: 1 },
      "square / another branch's property: radius": { type: "square", side: 1, radius: 1 },
      "square / fill / another branch's value: red": { type: "square", side: 1, fill: "red" },
    });
  });

  it("gives the properties beside the branches to each of them", () => {
    const open = (type: string) => ({
      required: ["type"],
      properties: { type: { const: type } },
    });
    const { valid, invalid } = bodies({
      type: "object",
      required: ["id"],
      properties: { id: { type: "integer" } },
      oneOf: [open("a"), open("b")],
      discriminator: { propertyName: "type" },
      unevaluatedProperties: false,
    });
    expect(valid).toMatchObject({ "b / minimal": { id: 1, type: "b" } });
    expect(invalid).toMatchObject({
      "id / missing": { type: "a" },
      "body / unknown property": { id: 1, type: "a", unknown_property: "text" },
    });
  });
});

describe("alternatives without a discriminator", () => {
  it("tries each, and refuses only what none of them takes", () => {
    const size = { anyOf: [{ const: "auto" }, { type: "number" }] };
    const { valid, invalid } = bodies({ type: "object", properties: { size } });
    expect(valid).toMatchObject({ "size / auto": { size: "auto" }, "size / 1": { size: 1 } });
    expect(invalid).toMatchObject({
      "size / wrong type: null": { size: null },
      "size / numeric string": { size: "3" },
      "size / not listed: unlisted-value": { size: "unlisted-value" },
      "size / other case: AUTO": { size: "AUTO" },
    });
    expect(invalid).not.toHaveProperty("size / wrong type: number");
  });

  it("takes a value that is not listed where the list is only documentation", () => {
    const name = { anyOf: [{ type: "string", enum: ["a", "b"] }, { type: "string" }] };
    const { valid, invalid } = bodies({ type: "object", properties: { name } });
    expect(valid).toMatchObject({
      "name / a": { name: "a" },
      "name / b": { name: "b" },
      "name / a value not listed": { name: "some-other-value" },
    });
    expect(Object.keys(invalid).filter((id) => id.includes("not listed"))).toEqual([]);
  });
});
