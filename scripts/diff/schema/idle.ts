import { members } from "../../lib/document/index.js";
import { isFlagged } from "./flagged.js";
import { limitKeywords, ruleKeywords } from "./keywords.js";
import { type Limit, onIntegers } from "./limits.js";
import type { Schema } from "./schema.js";
import { intersectTypes, typeOf, typeSet } from "./values.js";

/** A schema without what can never apply: values of other types, limits of other types. */
export function withoutIdle(schema: Schema): Schema {
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
