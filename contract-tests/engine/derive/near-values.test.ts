import { expect, it } from "vitest";
import { valuesOf } from "../../test-support/derived.js";

/** The values that are nearly right: without those of another type, and of the places inside. */
function nearValuesOf(schema: object) {
  return Object.fromEntries(
    Object.entries(valuesOf(schema as Record<string, unknown>).invalid).filter(
      ([label]) => !/wrong type|^p|listed|other case|empty string/.test(label),
    ),
  );
}

it.each<[object, object]>([
  [
    { type: "object", required: ["a"], properties: { a: { type: "boolean" } } },
    {
      "in a list of one": [{ a: true }],
      "as JSON in a text": '{"a":true}',
      "as an empty text": "",
    },
  ],
  [
    { type: "array", items: { type: "string" } },
    {
      "as an object": { 0: "text" },
      "a wrong first item": [null, "text"],
      "a wrong second item": ["text", 42],
    },
  ],
  [
    { type: "array", items: { type: "string" }, maxItems: 0 },
    { 'beyond maxItems 0: ["text"]': ["text"] },
  ],
  [
    { type: "integer" },
    {
      "numeric string": "3",
      "not a whole number": 0.5,
      "as an empty text": "",
      "as a text that begins with digits": "3 epochs",
    },
  ],
  [{ type: "boolean" }, { "boolean string": "true", "as the text yes": "yes" }],
  [{ type: "string" }, {}],
  [
    { const: 1 },
    {
      "numeric string": "3",
      "not a whole number": 0.5,
      "as an empty text": "",
      "as a text that begins with digits": "3 epochs",
    },
  ],
])("what a lenient server takes for %j is %j", (schema, values) => {
  expect(nearValuesOf(schema)).toEqual(values);
});

it.each([
  [{ const: "a_b c" }, "a_b c", "a-b_c"],
  [{ enum: ["x", "a-b", 1] }, "a-b", "a_b"],
])("of the texts of %j, %j is tried with more around it, and as %j", (schema, text, other) => {
  const near = Object.entries(nearValuesOf({ type: "string", ...schema })).filter(([label]) =>
    label.startsWith("nearly"),
  );
  expect(near.map(([label, value]) => [label.replace(`nearly ${text}: `, ""), value])).toEqual([
    ["a space in front", ` ${text}`],
    ["a space behind", `${text} `],
    ["a line end behind", `${text}\n`],
    ["a line behind", `${text}\nmore`],
    ["more behind", `${text}-more`],
    ["another separator", other],
  ]);
});
