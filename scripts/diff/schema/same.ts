import { child, children, isObject, members, type Node, once } from "../../lib/document/index.js";
import { componentName, sameDiscriminator } from "./discriminator.js";
import { isSilent } from "./keywords.js";
import { readSchema } from "./read.js";
import type { Rule } from "./rules.js";
import type { Schema } from "./schema.js";
import { areUnchanged } from "./unchanged.js";
import { sameSet, sameValue, sameValues } from "./values.js";

/** How to tell that two children mean the same. A missing schema accepts anything. */
type SameChild = (a: Node | undefined, b: Node | undefined) => boolean;

/**
 * Every part of what a schema means, with how it is known to be the same. Between them they hold all
 * of `Schema`, so that two schemas whose facets are the same mean the same.
 */
export const facets = {
  types: (a: Schema, b: Schema) =>
    a.never === b.never &&
    isNullable(a) === isNullable(b) &&
    (isBranched(a, b) || typesText(a) === typesText(b)) &&
    sameLists(a.values, b.values),
  known: (a: Schema, b: Schema) => sameValues(knownBeside(a, b), knownBeside(b, a)),
  limits: (a: Schema, b: Schema) =>
    a.limits.size === b.limits.size &&
    [...a.limits].every(([name, { value, excluded }]) => {
      const other = b.limits.get(name);
      return other?.value === value && other.excluded === excluded;
    }),
  properties: (a: Schema, b: Schema, same: SameChild) =>
    a.required.size === b.required.size &&
    [...a.required].every((name) => b.required.has(name)) &&
    a.properties.size === b.properties.size &&
    [...a.properties].every(
      ([name, property]) => b.properties.has(name) && same(property, b.properties.get(name)),
    ),
  additional: ({ additional: a }: Schema, { additional: b }: Schema, same: SameChild) =>
    a === "closed" || b === "closed" ? a === b : same(asNode(a), asNode(b)),
  items: (a: Schema, b: Schema, same: SameChild) => same(a.items, b.items),
  branches: (a: Schema, b: Schema, later: SameChild, now: SameChild) =>
    a.exclusive === b.exclusive &&
    sameSet(a.branches, b.branches, (one, other) =>
      // Of two branches by one name no other pair is tried, so what they hold can wait.
      isSameName(one, other)
        ? facets.types(one, other) && facets.known(one, other) && later(one.node, other.node)
        : haveSameFacets(one, other, now),
    ) &&
    sameDiscriminator(a, b),
  rules: (a: Schema, b: Schema, _: SameChild, same: SameChild) =>
    sameSet(a.rules, b.rules, (one, other) => sameRule(one, other, same)),
  visibility: (a: Schema, b: Schema) => a.readOnly === b.readOnly && a.writeOnly === b.writeOnly,
};

const isSameName = (a: Schema, b: Schema) =>
  componentName(a.node) !== undefined && componentName(a.node) === componentName(b.node);

/** The values that a schema documents. A list that opens or closes keeps its values. */
export const knownBeside = (schema: Schema, other: Schema): unknown[] =>
  schema.values && other.known.length > 0 ? schema.values : schema.known;

/** What additional properties have to be; `undefined`: anything. */
export const asNode = (additional: Schema["additional"]): Node | undefined =>
  typeof additional === "string" ? undefined : additional;

export type Facet = keyof typeof facets;

/**
 * @param later May take children as the same and find out afterwards.
 * @param now Has to know, because another pair is tried if not.
 */
export function haveSameFacets(
  a: Schema,
  b: Schema,
  later: SameChild = sameSchema,
  now = later,
): boolean {
  if (a.never && b.never) return true;
  return Object.values(facets).every((facet) => facet(a, b, later, now));
}

export const isNullable = ({ types }: Schema) => types?.has("null") ?? undefined;

/** The types without null, which is judged by itself. */
export const plainTypes = ({ types }: Schema) =>
  types && [...types].filter((type) => type !== "null").sort();
const typesText = (schema: Schema) => String(plainTypes(schema));

/** Branches say their types themselves. */
export const isBranched = (a: Schema, b: Schema) => a.branches.length > 0 && b.branches.length > 0;

const sameLists = (a: unknown[] | undefined, b: unknown[] | undefined) =>
  a && b ? sameValues(a, b) : a === b;

/** Pairs of schemas that are known to mean the same, and known not to. */
interface Proofs {
  same: Set<string>;
  different: Set<string>;
}

/** What has been proved while two documents are compared. */
const proofsOf = (node: Node): Proofs =>
  once(node, proofsOf, () => ({ same: new Set(), different: new Set() }));

type Pair = [Node | undefined, Node | undefined];

/** A pair to look at, with the one that led to it. */
interface Step {
  pair: Pair;
  from: Step | undefined;
}

/** How many choices between branches may lie within each other before a proof is given up. */
const deepestProof = 30;

/**
 * Whether two schemas certainly mean the same, however they are written. A pair that comes back is
 * taken as the same: nothing else then tells it apart. What was taken so is forgotten on a failure;
 * a failure is not, because it would fail with fewer assumptions too.
 */
export function sameSchema(
  a: Node | undefined,
  b: Node | undefined,
  assumed: Set<string> = new Set(),
  depth = 0,
): boolean {
  if (!a || !b) return a === b || isAnything((a ?? b)!);
  if (depth > deepestProof) return false;
  const proofs = proofsOf(a);
  const before = assumed.size;
  const open: Step[] = [{ pair: [a, b], from: undefined }];
  let from: Step | undefined;
  const later: SameChild = (one, other) => open.push({ pair: [one, other], from }) > 0;
  const now: SameChild = (one, other) => sameSchema(one, other, assumed, depth + 1);
  for (let step = open.pop(); step; step = open.pop()) {
    from = step;
    if (isSamePair(step.pair, proofs, assumed, later, now)) continue;
    for (const key of [...assumed].slice(before)) assumed.delete(key);
    // All that led here differ too, which spares looking for it again from each of them.
    for (let failed: Step | undefined = step; failed; failed = failed.from) {
      const [one, other] = failed.pair;
      if (one && other) proofs.different.add(keyOf(one, other));
    }
    return false;
  }
  if (before === 0) for (const key of assumed) proofs.same.add(key);
  return true;
}

function isSamePair(
  [a, b]: Pair,
  { same, different }: Proofs,
  assumed: Set<string>,
  later: SameChild,
  now: SameChild,
): boolean {
  if (!a || !b) return a === b || isAnything((a ?? b)!);
  if ((a.value === b.value && a.document === b.document) || areUnchanged(a, b)) return true;
  const key = keyOf(a, b);
  if (assumed.has(key) || same.has(key)) return true;
  if (different.has(key)) return false;
  assumed.add(key);
  return haveSameFacets(readSchema(a), readSchema(b), later, now);
}

/** Side by side in one document or across two, so the key names them by place alone. */
const keyOf = (a: Node, b: Node) => `${a.document === b.document}\n${pairPlace(a, b)}`;

const isAnything = (node: Node) =>
  haveSameFacets(
    readSchema(node),
    readSchema({ ...node, all: undefined, value: {} }),
    (a, b) => a === b,
  );

/** A text for a node: its pointer, and those of what stands beside it. */
function placeOf({ all, beside, pointer }: Node): string {
  if (all) return all.map(placeOf).join(" & ");
  return beside ? `${beside.pointer} ${pointer}` : pointer;
}

/** A text for a pair of nodes; most stand at the same place of two documents. */
export function pairPlace(a: Node, b: Node): string {
  const [one, other] = [placeOf(a), placeOf(b)];
  return one === other ? one : `${one}\n${other}`;
}

/** Keywords whose value is a schema, an object of schemas, and a list of schemas. */
const schemaKeys = new Set([
  "schema",
  "itemSchema",
  "contentSchema",
  "not",
  "if",
  "then",
  "else",
  "contains",
  "propertyNames",
  "unevaluatedProperties",
  "unevaluatedItems",
  "additionalProperties",
  "items",
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
  if (!isObject(a.value) || !isObject(b.value)) {
    if (!Array.isArray(a.value) || !Array.isArray(b.value)) return sameValue(a.value, b.value);
    const [ones, others] = [children(a), children(b)];
    return (
      ones.length === others.length &&
      ones.every((one, index) => sameTree(one, others[index], same, trail))
    );
  }
  const key = pairPlace(a, b);
  if (trail.includes(key)) return true;
  const path = [...trail, key];
  const keys = new Set([...Object.keys(members(a)), ...Object.keys(members(b))]);
  return [...keys].every((name) => {
    if (isSilent(name)) return true;
    const [one, other] = [child(a, name), child(b, name)];
    if (schemaKeys.has(name) && !Array.isArray(one?.value)) return same(one, other);
    if (alternatives.has(name)) return sameSet(children(one), children(other), same);
    if (name === "prefixItems") {
      const [ones, others] = [children(one), children(other)];
      return (
        ones.length === others.length && ones.every((item, index) => same(item, others[index]))
      );
    }
    if (schemaMaps.has(name)) {
      return Object.keys({ ...members(one), ...members(other) }).every(
        (entry) =>
          one &&
          other &&
          entry in members(one) &&
          entry in members(other) &&
          same(child(one, entry), child(other, entry)),
      );
    }
    return sameTree(one, other, same, path);
  });
}
