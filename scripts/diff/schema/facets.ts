import type { Node } from "../../lib/document/index.js";
import { componentName, sameDiscriminator } from "./discriminator.js";
import { sameSchema } from "./same.js";
import type { Schema } from "./schema.js";
import { sameRule } from "./tree.js";
import { sameSet, sameValues } from "./values.js";

/** How to tell that two children mean the same. A missing schema accepts anything. */
export type SameChild = (a: Node | undefined, b: Node | undefined) => boolean;

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
