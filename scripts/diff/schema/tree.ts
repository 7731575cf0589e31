import {
  child,
  children,
  entries,
  isObject,
  members,
  type Node,
} from "../../lib/document/index.js";
import type { SameChild } from "./facets.js";
import { isSilent } from "./keywords.js";
import type { Rule } from "./rules.js";
import { pairPlace, sameSchema } from "./same.js";
import { sameSet, sameValue, sideBySide } from "./values.js";

/** Keywords whose value is a schema, an object of schemas, and a list of schemas. */
// prettier-ignore
const schemaKeys = new Set([
  "schema", "itemSchema", "contentSchema", "not", "if", "then", "else", "contains",
  "propertyNames", "unevaluatedProperties", "unevaluatedItems", "additionalProperties", "items",
]);
const schemaMaps = new Set(["patternProperties", "dependentSchemas", "schemas"]);
const alternatives = new Set(["oneOf", "anyOf", "allOf"]);

export function sameRule(a: Rule, b: Rule, same: SameChild = sameSchema): boolean {
  return a.keyword === b.keyword && sameTree(a.node, b.node, same);
}

/** Whether two values certainly mean the same: schemas by meaning, words ignored, the rest as it is. */
export function sameTree(
  a: Node | undefined,
  b: Node | undefined,
  same: SameChild = sameSchema,
  trail: string[] = [],
): boolean {
  if (!a || !b) return a === b;
  if (Array.isArray(a.value) && Array.isArray(b.value))
    return sameList(a, b, (one, other) => sameTree(one, other, same, trail));
  if (!isObject(a.value) || !isObject(b.value)) return sameValue(a.value, b.value);
  const key = pairPlace(a, b);
  if (trail.includes(key)) return true;
  return Object.keys({ ...members(a), ...members(b) }).every(
    (name) =>
      isSilent(name) || sameMember(name, child(a, name), child(b, name), same, [...trail, key]),
  );
}

function sameMember(
  name: string,
  a: Node | undefined,
  b: Node | undefined,
  same: SameChild,
  trail: string[],
): boolean {
  if (schemaKeys.has(name) && !Array.isArray(a?.value)) return same(a, b);
  if (alternatives.has(name)) return sameSet(children(a), children(b), same);
  if (name === "prefixItems") return sameList(a, b, same);
  if (schemaMaps.has(name))
    return sideBySide(entries(a), entries(b)).every(
      ([, one, other]) => one && other && same(one, other),
    );
  return sameTree(a, b, same, trail);
}

function sameList(a: Node | undefined, b: Node | undefined, same: SameChild): boolean {
  const [ones, others] = [children(a), children(b)];
  return ones.length === others.length && ones.every((one, index) => same(one, others[index]));
}
