import { coversTypes, includes } from "../schema/values.js";
import type { Schema } from "../schema/schema.js";
import { isBranched, isNullable, knownBeside, plainTypes } from "../schema/facets.js";
import { type Differences, type Ends, endsAt } from "./difference.js";

/** Types and lists of values; what is not accepted at all; `null`, which is told by itself. */
export function compareTypes(old: Schema, next: Schema, found: Differences): void {
  const whole = endsAt(old.node, next.node);
  if (old.never !== next.never) {
    if (next.never) found.add("type-narrowed", "no value is accepted any more", whole);
    else found.add("type-widened", "values are accepted", whole);
    return;
  }
  compareNull(old, next, found);
  const values: Ends = {
    old: { pointer: old.valuesPointer },
    new: { pointer: next.valuesPointer },
  };
  if (old.values && next.values) {
    compareLists(old.values, next.values, enumRules, values, found);
  } else if (next.values && covers(old, next)) {
    const list = JSON.stringify(next.values);
    found.add("enum-added", `only ${list} accepted`, { ...whole, new: values.new! });
  } else if (old.values && covers(next, old)) {
    const list = JSON.stringify(old.values);
    found.add("enum-removed", `no longer only ${list}`, { ...whole, old: values.old! });
  } else if (!isBranched(old, next) && String(plainTypes(old)) !== String(plainTypes(next))) {
    const plain = !old.values && !next.values;
    const rule =
      plain && covers(next, old)
        ? "type-widened"
        : plain && covers(old, next)
          ? "type-narrowed"
          : "type-changed";
    const change = `type changed from ${nameTypes(old)} to ${nameTypes(next)}`;
    found.add(rule, change, endsAt(old.node, next.node, "type"));
  }
}

function compareNull(old: Schema, next: Schema, found: Differences): void {
  const [before, after] = [isNullable(old), isNullable(next)];
  if (before === undefined || after === undefined || before === after) return;
  const ends = endsAt(old.node, next.node, "type");
  if (after) found.add("nullable-added", "became nullable", ends);
  else found.add("nullable-removed", "no longer nullable", ends);
}

/** Values that are documented beside others. */
export function compareKnown(old: Schema, next: Schema, found: Differences): void {
  const [before, after] = [knownBeside(old, next), knownBeside(next, old)];
  const ends: Ends = { old: { pointer: old.valuesPointer }, new: { pointer: next.valuesPointer } };
  if (before.length > 0 && after.length > 0) {
    compareLists(before, after, knownRules, ends, found);
  } else if (after.length > 0) {
    found.add("known-value-added", "list of documented values added", ends);
  } else if (before.length > 0) {
    found.add("known-value-removed", "list of documented values removed", ends);
  }
}

const enumRules = {
  added: "enum-value-added",
  removed: "enum-value-removed",
  what: "value",
} as const;
const knownRules = {
  added: "known-value-added",
  removed: "known-value-removed",
  what: "documented value",
} as const;

function compareLists(
  old: unknown[],
  next: unknown[],
  { added, removed, what }: typeof enumRules | typeof knownRules,
  ends: Ends,
  found: Differences,
): void {
  // `null` is told as nullability.
  const alone = (some: unknown[], others: unknown[]) =>
    some.filter((value) => value !== null && !includes(others, value));
  for (const value of alone(next, old)) {
    const change = `${what} ${JSON.stringify(value)} added`;
    found.add(added, change, { ...ends, new: { ...ends.new!, value } });
  }
  for (const value of alone(old, next)) {
    const change = `${what} ${JSON.stringify(value)} removed`;
    found.add(removed, change, { ...ends, old: { ...ends.old!, value } });
  }
}

function covers(wide: Schema, narrow: Schema): boolean {
  const types = (schema: Schema) => schema.types && new Set(plainTypes(schema));
  return coversTypes(types(wide), types(narrow));
}

const nameTypes = (schema: Schema) =>
  plainTypes(schema)?.join(" or ") || (schema.types ? "null" : "any");
