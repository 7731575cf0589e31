import { Failure } from "../../lib/failure.js";
import { canonicalSchema, stableJson } from "./canonical.js";
import { child, follow, members, type Node, pointerTo } from "./node.js";

/**
 * A schema with one spelling for each meaning: OpenAPI 3.0's `nullable` is the type `null`, `const`
 * is a list of one value, `anyOf` and `oneOf` are branches, `allOf` is merged, and a branch for
 * `null` or for a few literals is part of the type. Children stay nodes, so recursion is no trouble.
 */
export interface Schema {
  node: Node;
  /** Accepts nothing: the schema `false`. */
  never: boolean;
  /** `undefined`: any type. */
  types: Set<string> | undefined;
  /** The only values accepted, from `enum` or `const`; `undefined`: no list. */
  values: unknown[] | undefined;
  /** Values that are documented while any other is accepted too. */
  known: unknown[];
  properties: Map<string, Node>;
  required: Set<string>;
  additional: "open" | "closed" | Node;
  items: Node | undefined;
  branches: Schema[];
  /** Whether exactly one branch has to match, where that differs from at least one. */
  exclusive: boolean;
  discriminator: Node | undefined;
  /** Keywords with a plain value: limits, `pattern`, `format`. */
  limits: Map<string, unknown>;
  /** Keywords compared as a whole, such as `if`/`then` and `not`. */
  rules: Map<string, Node>;
  /** Where the values stand. */
  valuesPointer: string;
}

// prettier-ignore
const limitKeys = [
  "minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum", "multipleOf",
  "minLength", "maxLength", "pattern", "format", "contentEncoding", "contentMediaType",
  "minItems", "maxItems", "uniqueItems", "minContains", "maxContains",
  "minProperties", "maxProperties",
];
// prettier-ignore
const ruleKeys = [
  "not", "if", "patternProperties", "propertyNames", "contains", "prefixItems",
  "dependentRequired", "dependentSchemas", "unevaluatedProperties", "unevaluatedItems",
];
const emptyLimits: Record<string, unknown> = {
  minLength: 0,
  minItems: 0,
  minProperties: 0,
  uniqueItems: false,
  exclusiveMinimum: false,
  exclusiveMaximum: false,
};

export function normalize(at: Node, trail: string[] = []): Schema {
  const node = follow(at);
  if (trail.includes(node.pointer)) {
    throw new Failure(`${node.pointer}: the schema is a branch of itself.`);
  }
  const path = [...trail, node.pointer];
  const value = members(node);
  const schema: Schema = {
    node,
    never: node.value === false,
    types: readTypes(value.type),
    values: readValues(value),
    known: [],
    properties: new Map(
      Object.keys(members(child(node, "properties"))).map((name) => [
        name,
        child(node, "properties", name)!,
      ]),
    ),
    required: new Set(Array.isArray(value.required) ? (value.required as string[]) : []),
    additional: readAdditional(node),
    items: child(node, "items"),
    branches: [],
    exclusive: false,
    discriminator: child(node, "discriminator"),
    limits: readLimits(value),
    rules: readRules(node),
    valuesPointer:
      "const" in value || "enum" in value
        ? pointerTo(node, "const" in value ? "const" : "enum")
        : node.pointer,
  };
  for (const key of ["oneOf", "anyOf"]) {
    if (!Array.isArray(value[key])) continue;
    if (schema.branches.length > 0) schema.rules.set("anyOf", child(node, "anyOf")!);
    else {
      schema.branches = value[key].map((_, index) => normalize(child(node, key, index)!, path));
      schema.exclusive = key === "oneOf";
    }
  }
  if (Array.isArray(value.allOf)) {
    value.allOf.forEach((_, index) => {
      merge(schema, normalize(child(node, "allOf", index)!, path));
    });
  }
  foldBranches(schema);
  if (value.nullable === true) addNull(schema);
  tidy(schema);
  return schema;
}

function readValues(value: Record<string, unknown>): unknown[] | undefined {
  if ("const" in value) return [value.const];
  return Array.isArray(value.enum) ? [...value.enum] : undefined;
}

function readTypes(type: unknown): Set<string> | undefined {
  if (type === undefined) return undefined;
  const types = new Set((Array.isArray(type) ? type : [type]) as string[]);
  if (types.has("number")) types.delete("integer");
  return types;
}

function readAdditional(node: Node): Schema["additional"] {
  const additional = child(node, "additionalProperties");
  if (additional?.value === false) return "closed";
  if (!additional || additional.value === true) return "open";
  return Object.keys(members(additional)).length === 0 ? "open" : additional;
}

function readLimits(value: Record<string, unknown>): Map<string, unknown> {
  const limits = new Map<string, unknown>();
  for (const key of limitKeys) {
    if (value[key] !== undefined && value[key] !== emptyLimits[key]) limits.set(key, value[key]);
  }
  // OpenAPI 3.0 says with a boolean whether the limit itself is excluded.
  for (const [plain, exclusive] of [
    ["minimum", "exclusiveMinimum"],
    ["maximum", "exclusiveMaximum"],
  ] as const) {
    if (limits.get(exclusive) === true) {
      limits.set(exclusive, limits.get(plain));
      limits.delete(plain);
    }
  }
  return limits;
}

function readRules(node: Node): Map<string, Node> {
  const rules = new Map<string, Node>();
  for (const key of ruleKeys) {
    const rule = child(node, key);
    if (!rule) continue;
    if (key !== "if") rules.set(key, rule);
    // A condition without consequence says nothing.
    else if (child(node, "then") || child(node, "else")) {
      const { if: condition, then, else: otherwise } = members(node);
      const value = {
        if: condition,
        ...(then ? { then } : {}),
        ...(otherwise ? { else: otherwise } : {}),
      };
      rules.set("if", {
        document: node.document,
        pointer: pointerTo(node, "if").replace(/\/if$/, ""),
        value,
      });
    }
  }
  return rules;
}

/** Adds what a member of `allOf` asks for; what cannot be merged is compared as a whole. */
function merge(into: Schema, part: Schema): void {
  into.never ||= part.never;
  into.types = intersect(into.types, part.types);
  if (part.values) {
    into.values = into.values
      ? into.values.filter((value) => includes(part.values!, value))
      : part.values;
    into.valuesPointer = part.valuesPointer;
  }
  for (const [name, node] of part.properties) {
    if (!into.properties.has(name)) into.properties.set(name, node);
    else if (canonicalSchema(into.properties.get(name)!) !== canonicalSchema(node)) {
      into.rules.set(`allOf of ${name}`, node);
    }
  }
  for (const name of part.required) into.required.add(name);
  if (into.additional === "open" || part.additional === "closed") into.additional = part.additional;
  into.items ??= part.items;
  if (into.branches.length === 0) {
    into.branches = part.branches;
    into.exclusive = part.exclusive;
  } else if (part.branches.length > 0) into.rules.set(`allOf ${part.node.pointer}`, part.node);
  into.discriminator ??= part.discriminator;
  for (const [key, limit] of part.limits) if (!into.limits.has(key)) into.limits.set(key, limit);
  for (const [key, rule] of part.rules) if (!into.rules.has(key)) into.rules.set(key, rule);
}

/** Takes branches that are no alternatives in shape (null, literals, one alone) into the schema. */
function foldBranches(schema: Schema): void {
  if (schema.branches.length === 0) return;
  const isNull = (branch: Schema) =>
    branch.types?.size === 1 && branch.types.has("null") && branch.branches.length === 0;
  const nullable = schema.branches.some(isNull);
  let branches = schema.branches.filter((branch) => !isNull(branch));
  const literals = branches.filter(isLiterals);
  if (literals.length > 1) {
    const [first] = literals;
    first!.values = literals.flatMap((branch) => branch.values!);
    first!.types = undefined;
    branches = branches.filter((branch) => branch === first || !literals.includes(branch));
  }
  const open = branches.filter((branch) => !branch.values);
  const listed = branches.find(isLiterals);
  const wider = listed && open.find((branch) => acceptsAll(branch, listed.values!));
  if (listed && wider && !schema.exclusive) {
    wider.known = listed.values!;
    wider.valuesPointer = listed.valuesPointer;
    branches = branches.filter((branch) => branch !== listed);
  }
  schema.branches = branches;
  schema.exclusive = schema.exclusive && !areDisjoint(branches);
  if (branches.length === 1) {
    const [only] = branches;
    schema.branches = [];
    merge(schema, only!);
    schema.known = only!.known;
    if (only!.known.length > 0) schema.valuesPointer = only!.valuesPointer;
  } else if (branches.every((branch) => branch.types)) {
    const all = new Set(branches.flatMap((branch) => [...branch.types!]));
    schema.types = intersect(schema.types, all);
  }
  if (nullable) addNull(schema);
}

function isLiterals(branch: Schema): boolean {
  return branch.values !== undefined && branch.branches.length === 0 && branch.rules.size === 0;
}

function acceptsAll(branch: Schema, values: unknown[]): boolean {
  const { types, limits, rules, branches, never } = branch;
  if (never || limits.size > 0 || rules.size > 0 || branches.length > 0 || !types) return false;
  return values.every((value) => types.has(typeOf(value)));
}

/** Whether no value can match two of the branches. */
function areDisjoint(branches: Schema[]): boolean {
  return branches.every((a, index) => branches.slice(index + 1).every((b) => disjoint(a, b)));
}

function disjoint(a: Schema, b: Schema): boolean {
  if (a.types && b.types && ![...a.types].some((type) => b.types!.has(type))) return true;
  if (a.values && b.values && !a.values.some((value) => includes(b.values!, value))) return true;
  const tags = tagsOf(a);
  return [...tagsOf(b)].some(([name, value]) => tags.has(name) && tags.get(name) !== value);
}

/** The required properties that can have one value only, which tell branches apart. */
export function tagsOf(schema: Schema): Map<string, string> {
  const tags = new Map<string, string>();
  for (const name of schema.required) {
    const property = schema.properties.get(name);
    const { const: value, enum: list } = members(property);
    if (value !== undefined) tags.set(name, stableJson(value));
    else if (Array.isArray(list) && list.length === 1) tags.set(name, stableJson(list[0]));
  }
  return tags;
}

function addNull(schema: Schema): void {
  schema.types?.add("null");
  if (schema.values && !includes(schema.values, null)) schema.values.push(null);
}

/** A list of values says the types by itself; values that the types forbid do not count. */
function tidy(schema: Schema): void {
  if (schema.values) {
    const { types } = schema;
    if (types)
      schema.values = schema.values.filter(
        (value) => types.has(typeOf(value)) || (types.has("number") && typeof value === "number"),
      );
    schema.types = new Set(schema.values.map(typeOf));
  }
}

export function typeOf(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  return typeof value === "number"
    ? Number.isInteger(value)
      ? "integer"
      : "number"
    : typeof value;
}

function intersect(a: Set<string> | undefined, b: Set<string> | undefined) {
  if (!a || !b) return a ?? b;
  const both = [...a].filter((type) => b.has(type) || (type === "integer" && b.has("number")));
  if (a.has("number") && b.has("integer")) both.push("integer");
  return new Set(both);
}

export function includes(values: unknown[], value: unknown): boolean {
  const text = stableJson(value);
  return values.some((other) => stableJson(other) === text);
}
