import { members, pointerTo } from "../../lib/document/index.js";
import { isEvident, strayValues, subtypesOf, valuesFor } from "../schema/discriminator.js";
import type { Schema } from "../schema/schema.js";
import { sameValues, sideBySide } from "../schema/values.js";
import { type Differences, type Ends, endAt } from "./difference.js";
import { compareOthers } from "./others.js";
import { compareSchemas } from "./schemas.js";

/** Compares by which property, and by which of its values, branches are told apart. */
export function compareDiscriminators(
  old: Schema,
  next: Schema,
  pairs: [Schema, Schema][],
  found: Differences,
): void {
  const [before, after] = [old.discriminator, next.discriminator];
  const ends = discriminatorEnds(old, next);
  if (before && after) {
    const renamed =
      members(before).propertyName !== members(after).propertyName ||
      !sameValues(strayValues(old), strayValues(next));
    compareOthers(before, after, ["propertyName", "mapping"], found);
    // Branches that came or went are told by themselves.
    const values = pairs.map(([a, b]) => [valuesFor(old, a), valuesFor(next, b)] as const);
    if (renamed || values.some(([some, all]) => some.some((value) => !all.includes(value)))) {
      found.add("discriminator-changed", "discriminator changed", ends);
      return;
    }
    for (const value of values.flatMap(([some, all]) => all.filter((one) => !some.includes(one)))) {
      found.add("discriminator-value-added", `discriminator value ${value} added`, ends);
    }
  } else if (after && !isEvident(next)) {
    found.add("discriminator-added", "discriminator added", ends);
  } else if (before && !isEvident(old)) {
    found.add("discriminator-removed", "discriminator removed", ends);
  }
}

function discriminatorEnds(old: Schema, next: Schema): Ends {
  const end = ({ discriminator, node }: Schema) =>
    discriminator && { pointer: pointerTo(node, "discriminator") };
  return { old: end(old), new: end(next) };
}

/** Compares the schemas that only a discriminator leads to. */
export function compareSubtypes(old: Schema, next: Schema, found: Differences): void {
  if (old.branches.length + next.branches.length > 0) return;
  for (const [value, from, to] of sideBySide(subtypesOf(old), subtypesOf(next))) {
    if (from && to) compareSchemas(from, to, found);
    else if (to) found.add("branch-added", `subtype ${value} added`, { new: endAt(to) });
    else found.add("branch-removed", `subtype ${value} removed`, { old: endAt(from!) });
  }
  compareDiscriminators(old, next, [], found);
}
