import { stableJson } from "./canonical.js";
import type { Differences } from "./difference.js";
import { members, pointerTo } from "./node.js";
import { componentName } from "./names.js";
import { type Schema, tagsOf } from "./normalize.js";

/** Compares by which property, and by which of its values, branches are told apart. */
export function compareDiscriminators(
  old: Schema,
  next: Schema,
  pairs: [Schema, Schema][],
  found: Differences,
): void {
  const [before, after] = [old.discriminator, next.discriminator];
  const ends = {
    ...(before && { old: { pointer: pointerTo(old.node, "discriminator") } }),
    ...(after && { new: { pointer: pointerTo(next.node, "discriminator") } }),
  };
  if (before && after) {
    const renamed = members(before).propertyName !== members(after).propertyName;
    // Branches that came or went are told by themselves.
    const remapped = pairs.some(([a, b]) => valuesFor(old, a) !== valuesFor(next, b));
    if (renamed || remapped) found.add("discriminator-changed", "discriminator changed", ends);
  } else if (after && !isEvident(next)) {
    found.add("discriminator-added", "discriminator added", ends);
  } else if (before && !isEvident(old)) {
    found.add("discriminator-removed", "discriminator removed", ends);
  }
}

/** The values that lead to a branch: those of the mapping, else its constant tag, else its name. */
function valuesFor(schema: Schema, branch: Schema): string {
  const { propertyName, mapping } = members(schema.discriminator);
  const name = componentName(branch.node);
  const mapped = Object.entries((mapping ?? {}) as Record<string, string>)
    .filter(([, target]) => target === branch.node.pointer || target === name)
    .map(([value]) => stableJson(value));
  if (mapped.length > 0) return mapped.sort().join();
  return tagsOf(branch).get(String(propertyName)) ?? stableJson(name ?? null);
}

/** Whether constant tags tell the branches apart by themselves, as the discriminator does. */
function isEvident(schema: Schema): boolean {
  const tag = String(members(schema.discriminator).propertyName);
  return schema.branches.every(
    (branch) => tagsOf(branch).has(tag) && tagsOf(branch).get(tag) === valuesFor(schema, branch),
  );
}
