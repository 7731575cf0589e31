import { isFlagged } from "./flagged.js";
import {
  child,
  children,
  entries,
  follow,
  isObject,
  members,
  type Node,
  once,
  pointerTo,
} from "../../lib/document/index.js";
import { intersect, intersectAll } from "./all-of.js";
import { readAlternatives } from "./alternatives.js";
import { isReadable, isSilent, limitKeywords, readKeywords, ruleKeywords } from "./keywords.js";
import { includes, intersectTypes, typeOf, typeSet } from "./values.js";

/** A bound such as `minimum: 3`; `excluded` says that the value itself is out. */
export interface Limit {
  keyword: string;
  value: number;
  excluded: boolean;
  pointer: string;
}

/** A keyword that is compared as a whole, as a schema that has nothing but it. */
export interface Rule {
  keyword: string;
  node: Node;
  /** Where the keyword stands. */
  pointer: string;
}

/**
 * What a schema means, the same for every spelling of it: OpenAPI 3.0's `nullable` is the type
 * `null`, `const` is a list of one value, the parts of `allOf` are one, and a branch for `null` or for
 * a few literals is part of the type. Children stay nodes, so recursion is no trouble.
 */
export interface Schema {
  node: Node;
  /** Accepts nothing, as the schema `false` does. */
  never: boolean;
  /** `undefined`: any type. */
  types: Set<string> | undefined;
  /** The only values accepted; `undefined`: no list. */
  values: unknown[] | undefined;
  /** Values that are documented while any other is accepted too. */
  known: unknown[];
  /** Where the values stand. */
  valuesPointer: string;
  properties: Map<string, Node>;
  required: Set<string>;
  additional: "open" | "closed" | Node;
  items: Node | undefined;
  /** Alternatives of which at least one has to match; where `exclusive`, exactly one. */
  branches: Schema[];
  exclusive: boolean;
  /** The keyword that the branches come from, with its list. */
  alternatives: Rule | undefined;
  discriminator: Node | undefined;
  limits: Map<string, Limit>;
  rules: Rule[];
  readOnly: boolean;
  writeOnly: boolean;
}

/** How the reader came to a schema. */
export interface Trail {
  /** The schemas that it is a part or a branch of. */
  pointers: string[];
  /** How many lists of several references are among them. */
  wide: number;
  /** Those that were met again; what was read differently because of them is not remembered. */
  met: Set<string>;
}

/** Beyond so many wide lists, or schemas in all, a list is compared as a whole and not taken apart. */
const maxWide = 3;
const maxPointers = 24;

/**
 * Reads a schema.
 *
 * A schema that is a part or a branch of itself (`Pet.oneOf: [Cat]`, `Cat.allOf: [Pet]`) is read
 * without its parts and branches where it comes back: a value matches it there if the rest does.
 */
export function readSchema(
  start: Node,
  trail: Trail = { pointers: [], wide: 0, met: new Set() },
): Schema {
  if (start.all) return intersectAll(start.all.map((part) => readSchema(part, trail)));
  const node = follow(start);
  if (node.beside || typeof node.value !== "object") return readParts(node, trail);
  const known: Schema[] = once(node, node.value, () => []);
  if (known[trail.wide]) return known[trail.wide]!;
  const met = new Set<string>();
  const schema = readParts(node, { ...trail, met });
  if (!trail.pointers.includes(node.pointer)) met.delete(node.pointer);
  if (met.size === 0) {
    known[trail.wide] = schema;
  }
  for (const pointer of met) trail.met.add(pointer);
  return schema;
}

function readParts(node: Node, trail: Trail): Schema {
  let schema = readOwn(node);
  const value = members(node);
  for (const keyword of ["oneOf", "anyOf", "allOf"] as const) {
    if (!Array.isArray(value[keyword])) continue;
    if (trail.pointers.includes(node.pointer)) {
      trail.met.add(node.pointer);
      continue;
    }
    const inner = extend(trail, node, value[keyword]);
    if (!inner) schema = { ...schema, rules: [...schema.rules, listRule(node, keyword)] };
    else if (keyword !== "allOf") {
      schema = intersect(schema, readAlternatives(node, keyword, schema.types, inner));
    } else {
      for (const part of children(child(node, keyword))) {
        schema = intersect(schema, readSchema(part, inner));
      }
    }
  }
  if (value.nullable === true) schema = withNull(schema);
  return withoutIdle(schema);
}

/** The trail into a list; `undefined` where it would go on for too long. */
function extend(trail: Trail, node: Node, list: unknown[]): Trail | undefined {
  const references = list.filter((entry) => isObject(entry) && "$ref" in entry).length;
  const wide = trail.wide + (references > 1 ? 1 : 0);
  if (trail.pointers.length >= maxPointers) trail.met.add("");
  else if (wide <= maxWide) return { ...trail, pointers: [...trail.pointers, node.pointer], wide };
  return undefined;
}

/** A list of schemas as one rule, with the discriminator that belongs to it. */
export function listRule(node: Node, keyword: "oneOf" | "anyOf" | "allOf"): Rule {
  const { [keyword]: list, discriminator } = members(node);
  const value = keyword === "allOf" ? { allOf: list } : { [keyword]: list, discriminator };
  return { keyword, node: { ...node, value }, pointer: pointerTo(node, keyword) };
}

/** The schema that accepts everything, for where a schema is missing; it refers to nothing. */
export function anything(pointer: string): Node {
  return { document: {}, pointer, value: {} };
}

function readOwn(node: Node): Schema {
  const value = members(node);
  const items = child(node, "items");
  const tuple = value.prefixItems !== undefined || Array.isArray(items?.value);
  return {
    ...emptySchema(node),
    never: node.value === false || isAnything(child(node, "not")),
    types: readTypes(value.type),
    values: readValues(value),
    valuesPointer:
      "const" in value
        ? pointerTo(node, "const")
        : "enum" in value
          ? pointerTo(node, "enum")
          : node.pointer,
    properties: entries(child(node, "properties")),
    required: new Set(Array.isArray(value.required) ? value.required.map(String) : []),
    additional: readAdditional(node),
    items: tuple || isAnything(items) ? undefined : items,
    discriminator: child(node, "discriminator"),
    limits: readLimits(node),
    rules: readRules(node),
    readOnly: value.readOnly === true,
    writeOnly: value.writeOnly === true,
  };
}

export function emptySchema(node: Node): Schema {
  return {
    node,
    never: false,
    types: undefined,
    values: undefined,
    known: [],
    valuesPointer: node.pointer,
    properties: new Map(),
    required: new Set(),
    additional: "open",
    items: undefined,
    branches: [],
    exclusive: false,
    alternatives: undefined,
    discriminator: undefined,
    limits: new Map(),
    rules: [],
    readOnly: false,
    writeOnly: false,
  };
}

function readValues(value: Record<string, unknown>): unknown[] | undefined {
  const list = Array.isArray(value.enum) ? value.enum : undefined;
  if (!("const" in value)) return list;
  return !list || includes(list, value.const) ? [value.const] : [];
}

function readTypes(type: unknown): Set<string> | undefined {
  if (type === undefined) return undefined;
  const types = typeSet((Array.isArray(type) ? type : [type]).map(String));
  return allTypes.every((one) => types.has(one)) ? undefined : types;
}

const allTypes = ["null", "boolean", "number", "string", "array", "object"];

function readAdditional(node: Node): Schema["additional"] {
  const keyword = looksNoFurther(node) ? "unevaluatedProperties" : "additionalProperties";
  const additional = child(node, keyword);
  if (additional?.value === false || isAnything(child(additional, "not"))) return "closed";
  return !additional || isAnything(additional) ? "open" : additional;
}

/** Where no other schema says more of an object, what is unevaluated is what is additional. */
const looksNoFurther = (node: Node) =>
  ![
    "additionalProperties",
    "allOf",
    "anyOf",
    "oneOf",
    "not",
    "if",
    "dependentSchemas",
    "$dynamicRef",
  ].some((key) => key in members(node));

const isAnything = (node: Node | undefined) => acceptsAll(node?.value);

export function acceptsAll(schema: unknown): boolean {
  return schema === true || (isObject(schema) && Object.keys(schema).every(isSilent));
}

function readLimits(node: Node): Map<string, Limit> {
  const value = members(node);
  const limits = new Map<string, Limit>();
  for (const key of Object.keys(value)) {
    const known = limitKeywords[key];
    const bound = value[key];
    if (!known || typeof bound !== "number") continue;
    if (/^min./.test(key) && key !== "minimum" && bound <= 0) continue;
    // OpenAPI 3.0 says with a boolean whether the limit itself is excluded.
    const flag = known.flag !== undefined && value[known.flag] === true ? known.flag : undefined;
    const keyword = flag ?? key;
    const excluded = keyword.startsWith("exclusive");
    const limit = { keyword, value: bound, excluded, pointer: pointerTo(node, keyword) };
    limits.set(known.limit, stronger(known.upper, limits.get(known.limit), limit));
  }
  return limits;
}

/** The bound that implies the other. */
export function stronger(upper: boolean, a: Limit | undefined, b: Limit): Limit {
  if (!a) return b;
  const step = (b.value - a.value) * (upper ? -1 : 1) || Number(b.excluded) - Number(a.excluded);
  return step > 0 ? b : a;
}

/** Keywords that say nothing by themselves. */
const idle: Record<string, (value: unknown) => boolean> = {
  uniqueItems: (value) => value === false,
  unevaluatedItems: (value) => value === true,
  unevaluatedProperties: (value) => value === true,
  // Not anchored, so it is found in any text.
  pattern: (value) =>
    value === "" || value === ".*" || value === "^" || value === "^.*" || value === "$",
  not: (value) => value === false,
  propertyNames: acceptsAll,
  exclusiveMinimum: (value) => typeof value === "boolean",
  exclusiveMaximum: (value) => typeof value === "boolean",
};

function readRules(node: Node): Rule[] {
  if (!isObject(node.value) && typeof node.value !== "boolean")
    return [
      { keyword: "value", node: { ...node, value: { value: node.value } }, pointer: node.pointer },
    ];
  const value = members(node);
  const rules: Rule[] = [];
  const add = (keyword: string, part: unknown) => {
    rules.push({ keyword, node: { ...node, value: part }, pointer: pointerTo(node, keyword) });
  };
  for (const [keyword, part] of Object.entries(value)) {
    const isLimit = keyword in limitKeywords && typeof part === "number";
    const isRead = readKeywords.has(keyword) && isReadable(keyword, part);
    if (isSilent(keyword) || isLimit || isRead || idle[keyword]?.(part)) continue;
    if (keyword === "unevaluatedProperties" && looksNoFurther(node)) continue;
    const { then, else: otherwise, minContains, maxContains, items } = value;
    if (keyword === "if") {
      // A condition without consequence says nothing.
      if (then !== undefined || otherwise !== undefined)
        add(keyword, { if: part, then, else: otherwise });
    } else if (keyword === "contains") {
      // At least one is what `contains` asks for by itself.
      const least = minContains === 1 ? undefined : minContains;
      add(keyword, { contains: part, minContains: least, maxContains });
    } else if (keyword === "prefixItems") add(keyword, { prefixItems: part, items });
    else if (keyword === "dependentRequired" && isObject(part)) {
      for (const [name, needed] of Object.entries(part)) {
        for (const other of Array.isArray(needed) ? needed : [needed])
          add(keyword, { [keyword]: { [name]: other } });
      }
    } else if (
      (keyword === "patternProperties" || keyword === "dependentSchemas") &&
      isObject(part)
    ) {
      for (const [name, schema] of Object.entries(part))
        if (keyword !== "dependentSchemas" || !acceptsAll(schema))
          add(keyword, { [keyword]: { [name]: schema } });
    } else add(keyword, { [keyword]: part });
  }
  if (Array.isArray(value.items)) add("items", { items: value.items });
  return rules;
}

export function withNull(schema: Schema): Schema {
  const { types, values } = schema;
  return {
    ...schema,
    types: types && new Set([...types, "null"]),
    values: values && !includes(values, null) ? [...values, null] : values,
  };
}

/** A schema without what can never apply: values of other types, limits of other types. */
function withoutIdle(schema: Schema): Schema {
  let { types, values, limits } = schema;
  if (values) {
    values = values.filter(
      (value) =>
        !types || types.has(typeOf(value)) || (types.has("number") && typeof value === "number"),
    );
    types = typeSet(values.map(typeOf));
    if (areAll(values)) values = undefined;
  }
  const applies = (wanted: string[]) =>
    wanted.length === 0 || intersectTypes(types, new Set(wanted))?.size !== 0;
  limits = new Map(
    [...limits].filter(
      ([, limit]) => applies(limitKeywords[limit.keyword]!.types) && !isImplied(limit, schema),
    ),
  );
  if (types && areIntegers(types))
    limits = new Map([...limits].map(([name, limit]) => [name, onIntegers(limit)]));
  const isObjects = applies(["object"]);
  return {
    ...schema,
    types,
    values,
    limits,
    never: schema.never || types?.size === 0,
    rules: schema.rules.filter(
      ({ keyword, node }) =>
        applies(ruleKeywords[keyword] ?? []) &&
        !(types && areIntegers(types) && members(node).multipleOf === 1),
    ),
    items: applies(["array"]) ? schema.items : undefined,
    properties: isObjects ? schema.properties : new Map(),
    required: isObjects ? schema.required : new Set(),
    additional: isObjects ? schema.additional : "open",
    branches: withTypes(schema.branches, types),
  };
}

/** So many properties are required, or no more can be there, anyway. */
function isImplied({ keyword, value }: Limit, schema: Schema): boolean {
  const { required, properties, additional, rules } = schema;
  if (keyword === "minProperties") {
    // A required property that is read-only is in no request, and one that is write-only in no answer.
    const isOneWay = (name: string) =>
      ["readOnly", "writeOnly"].some((flag) => isFlagged(properties.get(name), flag));
    return value <= [...required].filter((name) => !isOneWay(name)).length;
  }
  if (keyword !== "maxProperties" || additional !== "closed") return false;
  return value >= properties.size && rules.every((rule) => rule.keyword !== "patternProperties");
}

/** Whether a list has every value of its types: both booleans, or `null`. */
const areAll = (values: unknown[]) =>
  values.length > 0 &&
  values.every((value) => value === null || typeof value === "boolean") &&
  values.includes(true) === values.includes(false);

/** Branches can only have the types of the schema around them. */
function withTypes(branches: Schema[], types: Schema["types"]): Schema[] {
  if (!types) return branches;
  return branches
    .map((branch) => ({ ...branch, types: intersectTypes(branch.types, types) }))
    .filter((branch) => branch.types!.size > 0);
}

const areIntegers = (types: Set<string>) => types.has("integer") && !types.has("number");

/** Above 0 and from 0.5 on is from 1 on, for integers. */
function onIntegers(limit: Limit): Limit {
  const { upper, types } = limitKeywords[limit.keyword]!;
  if (!types.includes("integer")) return limit;
  const whole = upper ? Math.floor(limit.value) : Math.ceil(limit.value);
  const step = limit.excluded && whole === limit.value ? (upper ? -1 : 1) : 0;
  return { ...limit, value: whole + step, excluded: false };
}
