import { expect, it } from "vitest";
import type { OpenApiDocument } from "../../../scripts/lib/document/index.js";
import { createAjv } from "../judge/ajv.js";
import type { Gap } from "../run/result.js";
import { bodiesOf } from "../../test-support/derived.js";
import { formats, limitValues } from "./limits.js";
import type { Place } from "./place.js";

function valuesOf(schema: object, side: "within" | "beyond") {
  const gaps: Gap[] = [];
  const parts = [{ schema, pointer: "#/x" }];
  const place = { context: { gap: (gap: Gap) => gaps.push(gap) }, view: { parts } };
  const found = [...limitValues(place as unknown as Place, side, "text", 7)];
  return { found, values: found.map(({ value }) => value), gaps };
}

it.each<[object, unknown[], unknown[]]>([
  [{ minimum: 3 }, [3], [2]],
  [{ maximum: 9 }, [9], [10]],
  [{ exclusiveMinimum: 3 }, [4, 3.001], [3]],
  [{ exclusiveMaximum: 9 }, [8, 8.999], [9]],
  [{ multipleOf: 2 }, [2, 6], [3, 4.5]],
  [{ minLength: 6 }, ["textte"], ["textt"]],
  [{ minLength: 0 }, [""], []],
  [{ maxLength: 3 }, ["tex"], ["text"]],
  [{ pattern: "^x$" }, [], ["", "~ not it ~", "~text", "text ~"]],
  [{ format: "date" }, ["2026-03-02"], ["~ not it ~", "", "9999-99-99"]],
  [{ format: "slug" }, [], ["~ not it ~", "", "9999-99-99"]],
  [{ minItems: 2 }, [[7, 7]], [[7]]],
  [{ minItems: 0 }, [[]], []],
  [{ maxItems: 1 }, [[7]], [[7, 7]]],
  [{ uniqueItems: true }, [], [[7, 7]]],
  [{ uniqueItems: false }, [], []],
])("%j has %j right at it and %j beyond it", (schema, within, beyond) => {
  expect(valuesOf(schema, "within").values).toEqual(within);
  expect(valuesOf(schema, "beyond").values).toEqual(beyond);
});

it.each([{ minItems: 1 }, { maxItems: 2 }])("ends in a tree whose nodes have %j", (limit) => {
  const kids = { type: "array", items: { $ref: "#/components/schemas/Node" }, ...limit };
  const Node = { type: "object", properties: { kids } };
  const { invalid } = bodiesOf({ $ref: "#/components/schemas/Node" }, { Node });
  expect(invalid).toMatchObject({ "kids / wrong type: null": { kids: null } });
  if (limit.maxItems) expect(Object.values(invalid)).toContainEqual({ kids: [{}, {}, {}] });
});

it("says at which keyword of the document a value is", () => {
  const limit = { keyword: "minimum", limit: 3, value: 2, pointer: "#/x/minimum" };
  expect(valuesOf({ minimum: 3 }, "beyond").found).toEqual([limit]);
});

it.each(["maxLength", "maxItems"])(
  "makes nothing of a %s that would fill the memory",
  (keyword) => {
    const { values, gaps } = valuesOf({ [keyword]: 100_001 }, "within");
    const reason = "No case comes near to a limit of more than 100000.";
    expect([values, gaps]).toEqual([[], [{ pointer: `#/x/${keyword}`, reason }]]);
    const [longest] = valuesOf({ [keyword]: 100_000 }, "within").values as { length: number }[];
    expect(longest?.length).toBe(100_000);
    expect(valuesOf({ maximum: 100_001 }, "within").values).toEqual([100_001]);
  },
);

it.each(Object.keys(formats))("has texts for the format %s that are of it", (format) => {
  const ajv = createAjv({} as OpenApiDocument);
  const texts = formats[format]!;
  expect(texts.map((text) => ajv.validate({ type: "string", format }, text))).toEqual([true]);
});
