import type { Differences } from "./difference.js";
import { pointerTo } from "./node.js";
import type { Schema } from "./normalize.js";

const lowerBounds = [
  "minimum",
  "exclusiveMinimum",
  "minLength",
  "minItems",
  "minProperties",
  "minContains",
];
const upperBounds = [
  "maximum",
  "exclusiveMaximum",
  "maxLength",
  "maxItems",
  "maxProperties",
  "maxContains",
];

const boundPairs = [
  [["minimum", "exclusiveMinimum"], 1],
  [["maximum", "exclusiveMaximum"], -1],
] as const;

/** Formats that hold all values of another. */
const widerFormats = new Map<unknown, unknown>([
  ["int32", "int64"],
  ["float", "double"],
]);

/** Limits such as `minimum`, `pattern` and `format`. */
export function compareLimits(old: Schema, next: Schema, found: Differences): void {
  const bounds = compareBounds(old, next, found);
  for (const key of new Set([...old.limits.keys(), ...next.limits.keys()])) {
    if (bounds.has(key)) continue;
    const [before, after] = [old.limits.get(key), next.limits.get(key)];
    if (before === after) continue;
    const [from, to] = [JSON.stringify(before), JSON.stringify(after)];
    const ends = {
      ...(before !== undefined && { old: { pointer: pointerTo(old.node, key), value: before } }),
      ...(after !== undefined && { new: { pointer: pointerTo(next.node, key), value: after } }),
    };
    if (before === undefined) {
      found.add("constraint-tightened", `\`${key}\` ${to} added`, ends);
    } else if (after === undefined) {
      found.add("constraint-loosened", `\`${key}\` ${from} removed`, ends);
    } else {
      const change = `\`${key}\` changed from ${from} to ${to}`;
      found.add(`constraint-${direction(key, before, after)}`, change, ends);
    }
  }
}

/** A bound that includes its value and becomes one that does not, or back; returns what was told. */
function compareBounds(old: Schema, next: Schema, found: Differences): Set<string> {
  const told = new Set<string>();
  for (const [pair, sign] of boundPairs) {
    const [before, after] = [boundOf(old, pair), boundOf(next, pair)];
    if (!before || !after || before.key === after.key) continue;
    const step = (after.value - before.value) * sign || (after.key === pair[1] ? 1 : -1);
    found.add(
      step > 0 ? "constraint-tightened" : "constraint-loosened",
      `\`${before.key}\` ${before.value} became \`${after.key}\` ${after.value}`,
      {
        old: { pointer: pointerTo(old.node, before.key), value: before.value },
        new: { pointer: pointerTo(next.node, after.key), value: after.value },
      },
    );
    for (const key of pair) told.add(key);
  }
  return told;
}

/** The bound of a schema that has exactly one of the pair. */
function boundOf({ limits }: Schema, pair: readonly string[]) {
  const [only, second] = pair.filter((key) => limits.has(key));
  const value = only === undefined ? undefined : limits.get(only);
  return typeof value === "number" && second === undefined ? { key: only!, value } : undefined;
}

function direction(key: string, before: unknown, after: unknown) {
  if (key === "format" && widerFormats.get(before) === after) return "loosened";
  if (key === "format" && widerFormats.get(after) === before) return "tightened";
  if (typeof before !== "number" || typeof after !== "number") return "changed";
  if (lowerBounds.includes(key)) return after > before ? "tightened" : "loosened";
  if (upperBounds.includes(key)) return after < before ? "tightened" : "loosened";
  if (key === "multipleOf" && after % before === 0) return "tightened";
  if (key === "multipleOf" && before % after === 0) return "loosened";
  return "changed";
}
