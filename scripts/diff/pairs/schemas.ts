import type { Rule, Semver } from "../rules.js";

/** What one side needs for a change and for the way back; `none` when it means nothing there. */
type Needs = `${Semver | "none"} / ${Semver | "none"}`;

/** A pair of schemas, judged on both sides and in both directions. */
export interface SchemaPair {
  name: string;
  old: unknown;
  new: unknown;
  /** The rule there and, where it differs, the rule back. */
  rule: Rule | [Rule, Rule];
  /** Below the schema, in the new one and, where it differs, in the old one. */
  at: string | [string, string];
  request: Needs;
  response: Needs;
}

const string = { type: "string" };
const number = { type: "number" };
const object = (properties: object, more: object = {}) => ({ type: "object", properties, ...more });

const aNeeds = (name: string) => ({ if: { required: ["a"] }, then: { required: [name] } });
const cat = object({ kind: { const: "cat" }, lives: number }, { required: ["kind"] });
const dog = object({ kind: { const: "dog" } }, { required: ["kind"] });
const untagged = object({ kind: string, a: string }, { required: ["kind"] });
const other = object({ kind: string, b: string }, { required: ["kind"] });

const twice = (kind: string) =>
  object({ kind: { const: kind }, sort: { const: kind } }, { required: ["kind", "sort"] });

const pair = (
  name: string,
  old: unknown,
  next: unknown,
  rule: SchemaPair["rule"],
  at: SchemaPair["at"],
  request: Needs,
  response: Needs,
): SchemaPair => ({ name, old, new: next, rule, at, request, response });

/** A change that only restricts: it breaks callers there and readers on the way back. */
const tightening = (
  name: string,
  old: unknown,
  next: unknown,
  at: SchemaPair["at"],
  rule: [Rule, Rule] = ["constraint-tightened", "constraint-loosened"],
) => pair(name, old, next, rule, at, "major / minor", "minor / major");

/** Keywords that have no order: either direction may break either side. */
const incomparable = (
  name: string,
  old: unknown,
  next: unknown,
  at: string,
  rule: Rule = "constraint-changed",
) => pair(name, old, next, rule, at, "major / major", "major / major");

export const schemaPairs: SchemaPair[] = [
  pair(
    "optional property",
    object({ a: string }),
    object({ a: string, b: string }),
    ["property-added", "property-removed"],
    "/properties/b",
    "minor / major",
    "minor / major",
  ),
  pair(
    "required property",
    object({ a: string }),
    object({ a: string, b: string }, { required: ["b"] }),
    ["required-property-added", "property-removed"],
    "/properties/b",
    "major / major",
    "minor / major",
  ),
  pair(
    "property becomes required",
    object({ a: string }),
    object({ a: string }, { required: ["a"] }),
    ["became-required", "became-optional"],
    "/properties/a",
    "major / minor",
    "minor / major",
  ),
  pair(
    "nullable",
    object({ a: string }),
    object({ a: { type: ["string", "null"] } }),
    ["nullable-added", "nullable-removed"],
    ["/properties/a/type", "/properties/a/type"],
    "minor / major",
    "major / minor",
  ),
  pair(
    "enum value",
    { type: "string", enum: ["a", "b"] },
    { type: "string", enum: ["a", "b", "c"] },
    ["enum-value-added", "enum-value-removed"],
    "/enum",
    "minor / major",
    "major / minor",
  ),
  pair(
    "value beside const",
    { const: "a" },
    { enum: ["a", "b"] },
    ["enum-value-added", "enum-value-removed"],
    ["/enum", "/const"],
    "minor / major",
    "major / minor",
  ),
  tightening(
    "enum on a string",
    string,
    { type: "string", enum: ["a"] },
    ["/enum", ""],
    ["enum-added", "enum-removed"],
  ),
  pair(
    "documented value of an open list",
    { anyOf: [{ type: "string", enum: ["a", "b"] }, string] },
    { anyOf: [{ type: "string", enum: ["a", "b", "c"] }, string] },
    ["known-value-added", "known-value-removed"],
    "/anyOf/0/enum",
    "minor / minor",
    "minor / minor",
  ),
  pair(
    "list of documented values",
    string,
    { anyOf: [{ type: "string", enum: ["a", "b"] }, string] },
    ["known-value-added", "known-value-removed"],
    ["/anyOf/0/enum", ""],
    "minor / minor",
    "minor / minor",
  ),
  pair(
    "type widened",
    { type: "integer" },
    number,
    ["type-widened", "type-narrowed"],
    "/type",
    "minor / major",
    "major / minor",
  ),
  pair(
    "second type",
    string,
    { type: ["string", "number"] },
    ["type-widened", "type-narrowed"],
    "/type",
    "minor / major",
    "major / minor",
  ),
  incomparable("type replaced", string, number, "/type", "type-changed"),
  tightening("type given", {}, string, ["/type", ""], ["type-narrowed", "type-widened"]),
  tightening("nothing accepted", object({ a: true }), object({ a: false }), "/properties/a", [
    "type-narrowed",
    "type-widened",
  ]),
  tightening("minLength", string, { type: "string", minLength: 1 }, "/minLength"),
  tightening(
    "minLength raised",
    { type: "string", minLength: 1 },
    { type: "string", minLength: 2 },
    "/minLength",
  ),
  tightening(
    "maxLength lowered",
    { type: "string", maxLength: 9 },
    { type: "string", maxLength: 5 },
    "/maxLength",
  ),
  tightening(
    "minimum raised",
    { type: "number", minimum: 0 },
    { type: "number", minimum: 1 },
    "/minimum",
  ),
  tightening(
    "maximum lowered",
    { type: "number", maximum: 9 },
    { type: "number", maximum: 5 },
    "/maximum",
  ),
  tightening(
    "exclusiveMinimum",
    number,
    { type: "number", exclusiveMinimum: 0 },
    "/exclusiveMinimum",
  ),
  tightening(
    "maxItems",
    { type: "array", items: string },
    { type: "array", items: string, maxItems: 3 },
    "/maxItems",
  ),
  tightening(
    "uniqueItems",
    { type: "array", items: string },
    { type: "array", items: string, uniqueItems: true },
    "/uniqueItems",
  ),
  tightening("minProperties", object({}), object({}, { minProperties: 1 }), "/minProperties"),
  tightening(
    "minProperties, where the required property is in no request",
    object({ a: { type: "string", readOnly: true } }, { required: ["a"] }),
    object({ a: { type: "string", readOnly: true } }, { required: ["a"], minProperties: 1 }),
    "/minProperties",
  ),
  tightening("pattern", string, { type: "string", pattern: "^a" }, "/pattern"),
  incomparable(
    "pattern changed",
    { type: "string", pattern: "^a" },
    { type: "string", pattern: "^b" },
    "/pattern",
  ),
  tightening("format", string, { type: "string", format: "uuid" }, "/format"),
  incomparable(
    "format changed",
    { type: "string", format: "uuid" },
    { type: "string", format: "email" },
    "/format",
  ),
  tightening(
    "multipleOf",
    { type: "number", multipleOf: 2 },
    { type: "number", multipleOf: 4 },
    "/multipleOf",
  ),
  incomparable(
    "multipleOf unrelated",
    { type: "number", multipleOf: 2 },
    { type: "number", multipleOf: 3 },
    "/multipleOf",
  ),
  tightening(
    "items",
    { type: "array", items: { type: "number" } },
    { type: "array", items: { type: "integer" } },
    "/items/type",
    ["type-narrowed", "type-widened"],
  ),
  pair(
    "closed object opened",
    object({}, { additionalProperties: false }),
    object({}),
    ["additional-properties-allowed", "additional-properties-forbidden"],
    ["", "/additionalProperties"],
    "minor / major",
    "minor / major",
  ),
  tightening(
    "values of a map",
    object({}, { additionalProperties: { type: "number" } }),
    object({}, { additionalProperties: { type: "integer" } }),
    "/additionalProperties/type",
    ["type-narrowed", "type-widened"],
  ),
  pair(
    "oneOf branch",
    { oneOf: [cat, dog] },
    { oneOf: [cat, dog, object({ kind: { const: "eel" } }, { required: ["kind"] })] },
    ["branch-added", "branch-removed"],
    "/oneOf/2",
    "minor / major",
    "major / minor",
  ),
  pair(
    "anyOf branch",
    { anyOf: [string, number] },
    { anyOf: [string, number, object({ a: string })] },
    ["branch-added", "branch-removed"],
    "/anyOf/2",
    "minor / major",
    "major / minor",
  ),
  pair(
    "anyOf whose first branch takes all that there was",
    object({ a: string, b: string }, { required: ["a"] }),
    object(
      { a: string, b: string },
      { required: ["a"], anyOf: [{ required: ["a"] }, { required: ["b"] }] },
    ),
    "branches-implied",
    "",
    "minor / minor",
    "minor / minor",
  ),
  pair(
    "property within a branch that moved",
    { oneOf: [cat, dog] },
    { oneOf: [dog, object({ kind: { const: "cat" } }, { required: ["kind"] })] },
    ["property-removed", "property-added"],
    ["/oneOf/0/properties/lives", "/oneOf/0/properties/lives"],
    "major / minor",
    "major / minor",
  ),
  tightening(
    "anyOf of overlapping branches becomes oneOf",
    { anyOf: [untagged, other] },
    { oneOf: [untagged, other] },
    "",
  ),
  incomparable(
    "discriminator changed",
    { anyOf: [untagged, other], discriminator: { propertyName: "kind" } },
    { anyOf: [untagged, other], discriminator: { propertyName: "a" } },
    "/discriminator",
    "discriminator-changed",
  ),
  pair(
    "discriminator",
    { anyOf: [untagged, other] },
    { anyOf: [untagged, other], discriminator: { propertyName: "kind" } },
    ["discriminator-added", "discriminator-removed"],
    "/discriminator",
    "minor / major",
    "minor / major",
  ),
  tightening(
    "if/then rule",
    object({ a: string, b: string }),
    object({ a: string, b: string }, aNeeds("b")),
    "/if",
  ),
  incomparable("if/then rule changed", object({}, aNeeds("b")), object({}, aNeeds("c")), "/if"),
  tightening("not", string, { type: "string", not: { const: "a" } }, "/not"),
  incomparable(
    "default changed",
    object({ a: { type: "number", default: 1 } }),
    object({ a: { type: "number", default: 2 } }),
    "/properties/a/default",
    "default-changed",
  ),
  pair(
    "default",
    object({ a: number }),
    object({ a: { type: "number", default: 2 } }),
    ["default-added", "default-removed"],
    "/properties/a/default",
    "minor / major",
    "minor / major",
  ),
  pair(
    "deprecated",
    object({ a: number }),
    object({ a: { type: "number", deprecated: true } }),
    ["deprecated", "undeprecated"],
    ["/properties/a/deprecated", "/properties/a"],
    "minor / minor",
    "minor / minor",
  ),
  tightening(
    "required name without description",
    object({ a: string }),
    object({ a: string }, { required: ["b"] }),
    ["/required", ""],
    ["became-required", "became-optional"],
  ),
  tightening(
    "bound that excludes its value",
    { type: "number", minimum: 0 },
    { type: "number", exclusiveMinimum: 0 },
    ["/exclusiveMinimum", "/minimum"],
  ),
  tightening(
    "smaller format",
    { type: "integer", format: "int64" },
    { type: "integer", format: "int32" },
    "/format",
  ),
  tightening(
    "open list closed",
    { anyOf: [{ type: "string", enum: ["a"] }, string] },
    { type: "string", enum: ["a"] },
    ["/enum", ""],
    ["enum-added", "enum-removed"],
  ),
  pair(
    "default of null",
    object({ a: { type: ["string", "null"] } }),
    object({ a: { type: ["string", "null"], default: null } }),
    ["default-added", "default-removed"],
    "/properties/a/default",
    "minor / major",
    "minor / major",
  ),
  pair(
    "one form becomes two",
    cat,
    { oneOf: [cat, dog] },
    ["branch-added", "branch-removed"],
    "/oneOf/1",
    "minor / major",
    "major / minor",
  ),
  incomparable(
    "discriminator beside constant tags changed",
    { oneOf: [twice("cat"), twice("dog")], discriminator: { propertyName: "kind" } },
    { oneOf: [twice("cat"), twice("dog")], discriminator: { propertyName: "sort" } },
    "/discriminator",
    "discriminator-changed",
  ),
  tightening(
    "limit within allOf",
    { allOf: [object({ a: string })] },
    { allOf: [object({ a: { type: "string", minLength: 2 } })] },
    "/allOf/0/properties/a/minLength",
  ),
];

/** Pairs that mean the same: no change at all, in either direction. */
export const equalPairs: [name: string, old: unknown, next: unknown][] = [
  [
    "key order",
    object({ a: string, b: number }),
    { properties: { b: number, a: string }, type: "object" },
  ],
  [
    "required order",
    object({ a: string, b: string }, { required: ["a", "b"] }),
    object({ a: string, b: string }, { required: ["b", "a"] }),
  ],
  ["enum order", { enum: ["a", "b"] }, { enum: ["b", "a"] }],
  ["const or enum of one", { const: "a" }, { type: "string", enum: ["a"] }],
  ["nullable or type array", { type: "string", nullable: true }, { type: ["string", "null"] }],
  [
    "null branch or type array",
    { anyOf: [string, { type: "null" }] },
    { type: ["string", "null"] },
  ],
  [
    "anyOf or oneOf with discriminator",
    { anyOf: [cat, dog] },
    { oneOf: [dog, cat], discriminator: { propertyName: "kind" } },
  ],
  ["type beside or in branches", { type: "object", oneOf: [cat, dog] }, { oneOf: [cat, dog] }],
  ["literal branches or enum", { anyOf: [{ const: "a" }, { const: "b" }] }, { enum: ["a", "b"] }],
  ["allOf of one", { allOf: [object({ a: string })] }, object({ a: string })],
  [
    "default and deprecation within allOf",
    object({ a: { allOf: [{ type: "number", default: 1, deprecated: true }] } }),
    object({ a: { type: "number", default: 1, deprecated: true } }),
  ],
  ["additionalProperties left out", object({}), object({}, { additionalProperties: true })],
  ["minLength of 0", string, { type: "string", minLength: 0 }],
  [
    "minProperties that is required anyway",
    object({ a: string }, { required: ["a"] }),
    object({ a: string }, { required: ["a"], minProperties: 1 }),
  ],
  [
    "maxProperties of all that is described",
    object({ a: string }, { additionalProperties: false }),
    object({ a: string }, { additionalProperties: false, maxProperties: 1 }),
  ],
  [
    "unevaluatedProperties where no other schema says more",
    object({ a: string }, { additionalProperties: false }),
    object({ a: string }, { unevaluatedProperties: false }),
  ],
  ["not of nothing", string, { type: "string", not: false }],
  ["names that may be any", object({}), object({}, { propertyNames: true })],
  ["dependentSchemas of anything", object({}), object({}, { dependentSchemas: { a: {} } })],
  ["all types or none", {}, { type: ["null", "boolean", "number", "string", "array", "object"] }],
  ["true or empty", object({ a: true }), object({ a: {} })],
  [
    "exclusive limit of 3.0",
    { type: "number", minimum: 1, exclusiveMinimum: true },
    { type: "number", exclusiveMinimum: 1 },
  ],
];
