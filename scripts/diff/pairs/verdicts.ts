import type { Semver } from "../rules.js";

/** What one side needs there and on the way back; `none`: nothing at all. */
type Needs = `${Semver | "none"} / ${Semver | "none"}`;

/** A pair of schemas with the verdict for requests and for answers. */
type VerdictPair = [name: string, old: unknown, next: unknown, request: Needs, response: Needs];

const string = { type: "string" };
const number = { type: "number" };
const object = (properties: object, more: object = {}) => ({ type: "object", properties, ...more });
const list = (items: unknown, more: object = {}) => ({ type: "array", items, ...more });
const tagged = (kind: string, more: object = {}) =>
  object({ kind: { const: kind }, ...more }, { required: ["kind"] });

const tightens = (name: string, old: unknown, next: unknown): VerdictPair => [
  name,
  old,
  next,
  "major / minor",
  "minor / major",
];
const changes = (name: string, old: unknown, next: unknown): VerdictPair => [
  name,
  old,
  next,
  "major / major",
  "major / major",
];
const same = (name: string, old: unknown, next: unknown): VerdictPair => [
  name,
  old,
  next,
  "none / none",
  "none / none",
];

/** `allOf`: every part holds, so limits are intersected. */
const allOf: VerdictPair[] = [
  tightens(
    "a part with a lower maxLength",
    { ...string, maxLength: 10 },
    { ...string, maxLength: 10, allOf: [{ maxLength: 5 }] },
  ),
  same(
    "a part with a higher maxLength",
    { ...string, maxLength: 5 },
    { ...string, maxLength: 5, allOf: [{ maxLength: 10 }] },
  ),
  tightens(
    "the lower of two limits",
    { allOf: [{ ...string, maxLength: 10 }, { maxLength: 5 }] },
    { allOf: [{ ...string, maxLength: 10 }, { maxLength: 3 }] },
  ),
  same(
    "the higher of two limits",
    { ...string, allOf: [{ maxLength: 10 }, { maxLength: 5 }] },
    { ...string, allOf: [{ maxLength: 9 }, { maxLength: 5 }] },
  ),
  same(
    "parts in another order",
    { allOf: [{ ...string, maxLength: 10 }, { maxLength: 5 }] },
    { allOf: [{ maxLength: 5 }, { ...string, maxLength: 10 }] },
  ),
  same(
    "a part twice",
    { allOf: [{ ...string, pattern: "a" }] },
    { allOf: [{ ...string, pattern: "a" }, { pattern: "a" }] },
  ),
  tightens(
    "a part with a minimum",
    { ...number, minimum: 0 },
    { ...number, minimum: 0, allOf: [{ minimum: 3 }] },
  ),
  tightens(
    "a part that excludes its minimum",
    { ...number, minimum: 0 },
    { ...number, minimum: 0, allOf: [{ exclusiveMinimum: 0 }] },
  ),
  tightens(
    "a part with a second pattern",
    { ...string, pattern: "^a" },
    { ...string, pattern: "^a", allOf: [{ pattern: "b$" }] },
  ),
  same(
    "two patterns in another order",
    { ...string, allOf: [{ pattern: "^a" }, { pattern: "b$" }] },
    { ...string, allOf: [{ pattern: "b$" }, { pattern: "^a" }] },
  ),
  changes(
    "the second of two patterns",
    { ...string, allOf: [{ pattern: "^a" }, { pattern: "b$" }] },
    { ...string, allOf: [{ pattern: "^a" }, { pattern: "c$" }] },
  ),
  tightens(
    "a part with a second format",
    { ...string, format: "uri" },
    { ...string, format: "uri", allOf: [{ format: "uuid" }] },
  ),
  tightens(
    "a part with a multipleOf",
    { ...number, multipleOf: 2 },
    { ...number, multipleOf: 2, allOf: [{ multipleOf: 3 }] },
  ),
  tightens("a part that limits the items", list(string), {
    ...list(string),
    allOf: [list({ maxLength: 5 })],
  }),
  tightens("a part that limits the values of a map", object({}, { additionalProperties: string }), {
    ...object({}, { additionalProperties: string }),
    allOf: [{ additionalProperties: { maxLength: 5 } }],
  }),
  tightens("a part that limits a property", object({ a: string }), {
    ...object({ a: string }),
    allOf: [object({ a: { maxLength: 5 } })],
  }),
  tightens(
    "the same property in two parts",
    { allOf: [object({ a: string }), object({ a: { minLength: 1 } })] },
    { allOf: [object({ a: string }), object({ a: { minLength: 2 } })] },
  ),
  tightens("a part with a type", {}, { allOf: [string] }),
  tightens(
    "a part with an enum",
    { enum: ["a", "b"] },
    { enum: ["a", "b"], allOf: [{ enum: ["a", "c"] }] },
  ),
  tightens("a part that requires", object({ a: string }), {
    ...object({ a: string }),
    allOf: [{ required: ["a"] }],
  }),
  tightens("a part that forbids", string, { allOf: [string, { not: { const: "a" } }] }),
  tightens("a part with a condition", object({ a: string, b: string }), {
    ...object({ a: string, b: string }),
    allOf: [{ if: { required: ["a"] }, then: { required: ["b"] } }],
  }),
  tightens(
    "a second condition",
    object({}, { allOf: [{ if: { required: ["a"] }, then: { required: ["b"] } }] }),
    object(
      {},
      {
        allOf: [
          { if: { required: ["a"] }, then: { required: ["b"] } },
          { if: { required: ["c"] }, then: { required: ["d"] } },
        ],
      },
    ),
  ),
  tightens(
    "a second list of alternatives",
    { anyOf: [string, number] },
    { anyOf: [string, number], allOf: [{ anyOf: [{ maxLength: 3 }, { minimum: 1 }] }] },
  ),
  [
    "a closed part beside another",
    { allOf: [object({ a: string }), object({ b: string })] },
    { allOf: [object({ a: string }, { additionalProperties: false }), object({ b: string })] },
    "major / minor",
    "major / major",
  ],
  [
    "a closed part becomes a closed whole",
    { allOf: [object({ a: string }, { additionalProperties: false }), object({ b: string })] },
    object({ a: string, b: string }, { additionalProperties: false }),
    "minor / major",
    "major / minor",
  ],
  tightens("nothing fits all parts", string, { allOf: [string, number] }),
  tightens(
    "a limit beside a reference",
    { $ref: "#/components/schemas/Text" },
    { $ref: "#/components/schemas/Text", maxLength: 3 },
  ),
  same(
    "a weaker limit beside a reference",
    { $ref: "#/components/schemas/Text" },
    { $ref: "#/components/schemas/Text", maxLength: 9 },
  ),
];

/** `oneOf`: exactly one branch may match. */
const oneOf: VerdictPair[] = [
  [
    "one of two names for both",
    object({ a: string, b: string }, { required: ["a", "b"] }),
    object({ a: string, b: string }, { oneOf: [{ required: ["a"] }, { required: ["b"] }] }),
    "major / major",
    "major / major",
  ],
  [
    "one of two bare names for both",
    { required: ["a", "b"] },
    { oneOf: [{ required: ["a"] }, { required: ["b"] }] },
    "major / major",
    "major / major",
  ],
  [
    "any of two bare names for both",
    { required: ["a", "b"] },
    { anyOf: [{ required: ["a"] }, { required: ["b"] }] },
    "minor / major",
    "major / minor",
  ],
  [
    "a branch within the only one",
    number,
    { oneOf: [number, { type: "integer" }] },
    "major / major",
    "major / major",
  ],
  same("a branch of anyOf within the only one", number, { anyOf: [number, { type: "integer" }] }),
  same(
    "a branch before the one that covers it",
    { anyOf: [{ ...string, maxLength: 3 }, string, number] },
    { anyOf: [string, number] },
  ),
  ["a branch apart", number, { oneOf: [number, string] }, "minor / major", "major / minor"],
  [
    "a branch apart by its tag",
    { oneOf: [tagged("a"), tagged("b")] },
    { oneOf: [tagged("a"), tagged("b"), tagged("c")] },
    "minor / major",
    "major / minor",
  ],
  [
    "a list apart by the tags of its branches",
    { oneOf: [tagged("a"), { anyOf: [tagged("b"), tagged("d")], title: "Others" }] },
    { oneOf: [tagged("a"), { anyOf: [tagged("b"), tagged("d")], title: "Others" }, tagged("c")] },
    "minor / major",
    "major / minor",
  ],
  [
    "a branch that overlaps",
    { oneOf: [tagged("a"), tagged("b")] },
    { oneOf: [tagged("a"), tagged("b"), object({ x: string })] },
    "major / major",
    "major / major",
  ],
  [
    "a branch apart by its range",
    { oneOf: [{ ...number, maximum: 1 }] },
    {
      oneOf: [
        { ...number, maximum: 1 },
        { ...number, exclusiveMinimum: 1 },
      ],
    },
    "minor / major",
    "major / minor",
  ],
  [
    "a branch that overlaps in its range",
    { oneOf: [{ ...number, maximum: 1 }] },
    {
      oneOf: [
        { ...number, maximum: 1 },
        { ...number, minimum: 1 },
      ],
    },
    "major / major",
    "major / major",
  ],
  [
    "a branch apart because the other is closed",
    { oneOf: [object({ a: string }, { additionalProperties: false })] },
    {
      oneOf: [
        object({ a: string }, { additionalProperties: false }),
        object({ b: string }, { required: ["b"] }),
      ],
    },
    "minor / major",
    "major / minor",
  ],
  [
    "a branch that gets wider",
    {
      oneOf: [
        { ...string, maxLength: 3 },
        { ...string, minLength: 5 },
      ],
    },
    {
      oneOf: [
        { ...string, maxLength: 9 },
        { ...string, minLength: 5 },
      ],
    },
    "major / major",
    "major / major",
  ],
  [
    "a property of a branch apart",
    { oneOf: [tagged("a"), tagged("b")] },
    { oneOf: [tagged("a", { x: string }), tagged("b")] },
    "minor / major",
    "minor / major",
  ],
  same(
    "oneOf of branches apart for anyOf",
    { anyOf: [string, number] },
    { oneOf: [number, string] },
  ),
  tightens(
    "oneOf of overlapping branches for anyOf",
    { anyOf: [number, { minimum: 1 }] },
    { oneOf: [number, { minimum: 1 }] },
  ),
  same("literals in oneOf", { oneOf: [{ const: "a" }, { const: "b" }] }, { enum: ["a", "b"] }),
  same(
    "a list within a list",
    { anyOf: [string, { anyOf: [number, { type: "boolean" }] }] },
    { anyOf: [string, number, { type: "boolean" }] },
  ),
  tightens("alternatives for everything", {}, { anyOf: [string, number] }),
  tightens(
    "a branch that can never match",
    { oneOf: [string, number] },
    { oneOf: [string, false] },
  ),
  tightens(
    "a type around alternatives",
    { anyOf: [string, number] },
    { type: "string", anyOf: [string, number] },
  ),
];

/** What meant a major change by mistake, and what is said of keywords in general. */
const keywords: VerdictPair[] = [
  [
    "pattern that matches everything",
    { ...string, pattern: "^a" },
    { ...string, pattern: ".*" },
    "minor / major",
    "major / minor",
  ],
  same("pattern .* or none", string, { ...string, pattern: ".*" }),
  same(
    "dependentRequired in another order",
    object({}, { dependentRequired: { a: ["b", "c"] } }),
    object({}, { dependentRequired: { a: ["c", "b"] } }),
  ),
  tightens(
    "dependentRequired",
    object({}, { dependentRequired: { a: ["b"] } }),
    object({}, { dependentRequired: { a: ["b", "c"] } }),
  ),
  changes(
    "dependentRequired of another name",
    object({}, { dependentRequired: { a: ["b"] } }),
    object({}, { dependentRequired: { a: ["c"] } }),
  ),
  [
    "readOnly within a part",
    object({ a: { allOf: [string, { readOnly: true }] } }),
    object({ a: { ...string, readOnly: true } }),
    "none / none",
    "none / none",
  ],
  [
    "readOnly added within a part",
    object({ a: string }, { required: ["a"] }),
    object({ a: { allOf: [string, { readOnly: true }] } }, { required: ["a"] }),
    "major / major",
    "none / none",
  ],
  [
    "writeOnly added",
    object({ a: string }),
    object({ a: { ...string, writeOnly: true } }),
    "none / none",
    "major / minor",
  ],
  changes("an unknown keyword", string, { ...string, surprise: 1 }),
  changes("a keyword for XML", string, { ...string, xml: { name: "x" } }),
  tightens("uniqueItems", list(string), list(string, { uniqueItems: true })),
  tightens("contains", list(string), list(string, { contains: { const: "a" } })),
  tightens(
    "minContains",
    list(string, { contains: { const: "a" } }),
    list(string, { contains: { const: "a" }, minContains: 2 }),
  ),
  tightens("propertyNames", object({}), object({}, { propertyNames: { maxLength: 3 } })),
  tightens(
    "patternProperties of an open object",
    object({}),
    object({}, { patternProperties: { "^x": string } }),
  ),
  changes(
    "patternProperties of a closed object",
    object({}, { additionalProperties: false }),
    object({}, { additionalProperties: false, patternProperties: { "^x": string } }),
  ),
  same(
    "patternProperties in another order",
    object({}, { patternProperties: { "^x": string, "^y": number } }),
    object({}, { patternProperties: { "^y": number, "^x": string } }),
  ),
  tightens(
    "unevaluatedProperties beside a part",
    { allOf: [object({ a: string })] },
    { allOf: [object({ a: string })], unevaluatedProperties: false },
  ),
  tightens(
    "minProperties beyond what is required",
    object({ a: string }, { required: ["a"] }),
    object({ a: string }, { required: ["a"], minProperties: 2 }),
  ),
  [
    "a property that a map would have let be more",
    object({}, { additionalProperties: string }),
    object({ a: { type: "string", minLength: 1 } }, { additionalProperties: string }),
    // That it is gone on the way back breaks those who name it.
    "major / major",
    "minor / major",
  ],
  tightens(
    "another forbidden value",
    { not: { enum: ["a"] } },
    { allOf: [{ not: { enum: ["a"] } }, { not: { const: "b" } }] },
  ),
  tightens("prefixItems", { type: "array" }, { type: "array", prefixItems: [string] }),
  changes(
    "prefixItems in another order",
    { type: "array", prefixItems: [string, number] },
    { type: "array", prefixItems: [number, string] },
  ),
  same("not of the same, written otherwise", { not: { const: "a" } }, { not: { enum: ["a"] } }),
  same("a limit of another type", string, { ...string, minimum: 3 }),
  same(
    "above 0 or from 1 for integers",
    { type: "integer", exclusiveMinimum: 0 },
    { type: "integer", minimum: 1 },
  ),
  tightens(
    "above 0 or from 1 for numbers",
    { ...number, exclusiveMinimum: 0 },
    { ...number, minimum: 1 },
  ),
  changes("a list of values of other types for a type", string, { enum: [1, 2] }),
  changes("a list that has a value of another type", string, { enum: ["a", 1] }),
  same("const within enum", { const: "a", enum: ["a", "b"] }, { const: "a" }),
  tightens("const outside of enum", { const: "a" }, { const: "a", enum: ["b"] }),
  same("items that say nothing", list({}), { type: "array" }),
  same(
    "additionalProperties of nothing, written otherwise",
    object({ a: string }, { additionalProperties: false }),
    object({ a: string }, { additionalProperties: { not: {} } }),
  ),
  same("a condition without consequence", string, { ...string, if: { const: "a" } }),
  [
    "a property forbidden",
    object({ a: string }),
    object({ a: false }),
    "major / minor",
    "minor / major",
  ],
];

export const verdictPairs: VerdictPair[] = [...allOf, ...oneOf, ...keywords];
