import { type Node, pointerTo } from "../../lib/document/index.js";
import { limitKeywords } from "./keywords.js";
import { stronger } from "./limits.js";
import type { Rule } from "./rules.js";
import type { Schema } from "./schema.js";
import { includes, intersectTypes, sameValue, stableJson } from "./values.js";

/**
 * What both schemas accept. Limits are intersected; what has no intersection, such as two patterns,
 * two lists of branches or a condition, is kept whole beside the other.
 */
export function intersect(a: Schema, b: Schema): Schema {
  if (!canMergeProperties(a, b)) return { ...a, rules: addRules(a.rules, [whole(b)]) };
  const both = a.branches.length > 0 && b.branches.length > 0;
  const branched = a.branches.length > 0 ? a : b;
  return {
    node: a.node,
    never: a.never || b.never,
    types: intersectTypes(a.types, b.types),
    values:
      a.values && b.values
        ? a.values.filter((value) => includes(b.values!, value))
        : (a.values ?? b.values),
    valuesPointer:
      a.values || a.known.length > 0
        ? a.valuesPointer
        : b.valuesPointer === b.node.pointer
          ? a.valuesPointer
          : b.valuesPointer,
    known: a.known.length > 0 ? a.known : b.known,
    properties: mergeProperties(a, b),
    required: new Set([...a.required, ...b.required]),
    additional: mergeAdditional(a, b),
    items: bothOf(a.items, b.items),
    branches: both ? [] : branched.branches,
    exclusive: !both && branched.exclusive,
    alternatives: both ? undefined : branched.alternatives,
    discriminator: a.discriminator ?? b.discriminator,
    limits: mergeLimits(a, b),
    rules: addRules(a.rules, [
      ...b.rules,
      ...closedParts(a, b),
      ...(both ? [a.alternatives!, b.alternatives!] : []),
    ]),
    readOnly: a.readOnly || b.readOnly,
    writeOnly: a.writeOnly || b.writeOnly,
  };
}

/**
 * What all of the schemas accept that were written apart for one place. Where two of them refer on from
 * one place, the second is kept whole: intersections of what refers on could go on without end.
 */
export function intersectAll(schemas: Schema[]): Schema {
  return schemas.reduce((a, b) =>
    referOnTogether(a, b) ? { ...a, rules: addRules(a.rules, [whole(b)]) } : intersect(a, b),
  );
}

function referOnTogether(a: Schema, b: Schema): boolean {
  const refersOn = ({ node }: Schema, part: Node | undefined) =>
    part !== undefined && (!!part.all || !part.pointer.startsWith(`${node.pointer}/`));
  const places: [Node | undefined, Node | undefined][] = [
    [a.items, b.items],
    [propertyOf(a), propertyOf(b)],
    ...[...a.properties.keys(), ...b.properties.keys()].map(
      (name) => [propertyOf(a, name), propertyOf(b, name)] as [Node | undefined, Node | undefined],
    ),
  ];
  return places.some(([one, other]) => one && other && (refersOn(a, one) || refersOn(b, other)));
}

/** A rule that stands twice says no more than once. */
function addRules(rules: Rule[], more: Rule[]): Rule[] {
  const text = ({ keyword, node }: Rule) => `${keyword} ${stableJson(node.value)}`;
  const known = new Set(rules.map(text));
  return [...rules, ...more.filter((rule) => !known.has(text(rule)))];
}

/** What a part calls additional depends on its own patterns, so such a part is not taken apart. */
function canMergeProperties(a: Schema, b: Schema): boolean {
  const looksBeyond = ({ rules, additional }: Schema) =>
    rules.some(
      ({ keyword }) =>
        keyword.startsWith("unevaluated") ||
        (keyword === "patternProperties" && additional !== "open"),
    );
  return !looksBeyond(b) && !(looksBeyond(a) && a.additional !== "open" && b.properties.size > 0);
}

function whole({ node }: Schema): Rule {
  return {
    keyword: "allOf",
    node: { ...node, value: { allOf: [node.value] } },
    pointer: node.pointer,
  };
}

/** A node that has to match both. */
function bothOf(a: Node | undefined, b: Node | undefined): Node | undefined {
  if (!a || !b) return a ?? b;
  if (sameValue(a.value, b.value)) return a;
  return { ...a, all: [...(a.all ?? [a]), ...(b.all ?? [b])] };
}

function mergeProperties(a: Schema, b: Schema): Map<string, Node> {
  const properties = new Map<string, Node>();
  for (const name of new Set([...a.properties.keys(), ...b.properties.keys()])) {
    properties.set(name, bothOf(propertyOf(a, name), propertyOf(b, name))!);
  }
  return properties;
}

/** What a schema asks of a property: what it says of it, else what it says of all others. */
export function propertyOf({ properties, additional }: Schema, name?: string): Node | undefined {
  return properties.get(name ?? "") ?? (typeof additional === "string" ? undefined : additional);
}

function mergeAdditional(a: Schema, b: Schema): Schema["additional"] {
  if (a.additional === "closed" || b.additional === "closed") return "closed";
  if (a.additional === "open") return b.additional;
  return b.additional === "open" ? a.additional : bothOf(a.additional, b.additional)!;
}

/**
 * A closed part forbids the properties of the other parts. They stay documented, so that their
 * changes are told; that they are forbidden is a rule of its own.
 */
function closedParts(a: Schema, b: Schema): Rule[] {
  const closes = (part: Schema, other: Schema): Rule[] => {
    const names = [...part.properties.keys()].sort();
    if (
      part.additional !== "closed" ||
      [...other.properties.keys()].every((name) => part.properties.has(name))
    )
      return [];
    const node = { ...part.node, value: { closed: names } };
    return [
      {
        keyword: "additionalProperties",
        node,
        pointer: pointerTo(part.node, "additionalProperties"),
      },
    ];
  };
  return [...closes(a, b), ...closes(b, a)];
}

function mergeLimits(a: Schema, b: Schema): Schema["limits"] {
  const limits = new Map(a.limits);
  for (const [name, limit] of b.limits) {
    limits.set(name, stronger(limitKeywords[limit.keyword]!.upper, limits.get(name), limit));
  }
  return limits;
}
