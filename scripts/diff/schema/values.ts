import { isDeepStrictEqual } from "node:util";
import { isObject } from "../../lib/document/index.js";

/** JSON with sorted keys, for comparing plain values. */
export function stableJson(value: unknown): string {
  return (
    JSON.stringify(value, (_, part: unknown) =>
      isObject(part)
        ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
        : part,
    ) ?? "undefined"
  );
}

/** Whether two plain values are the same; the order of keys does not matter. */
export const sameValue = (a: unknown, b: unknown) =>
  a === b || (typeof a === typeof b && typeof a !== "string" && isDeepStrictEqual(a, b));

export const includes = (values: unknown[], value: unknown) =>
  values.some((other) => sameValue(other, value));

export const sameValues = (a: unknown[], b: unknown[]) =>
  a.every((value) => includes(b, value)) && b.every((value) => includes(a, value));

export function typeOf(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  return typeof value === "number" && Number.isInteger(value) ? "integer" : typeof value;
}

type Types = Set<string> | undefined;

/** Whether `wide` has every type of `narrow`; a missing list has all. */
export function coversTypes(wide: Types, narrow: Types): boolean {
  if (!wide) return true;
  if (!narrow) return false;
  return [...narrow].every((type) => wide.has(type) || (type === "integer" && wide.has("number")));
}

export function intersectTypes(a: Types, b: Types): Types {
  if (!a || !b) return a ?? b;
  const isIn = (type: string) => coversTypes(a, new Set([type])) && coversTypes(b, new Set([type]));
  return typeSet([...a, ...b].filter(isIn));
}

/** A set of types; integers are numbers. */
export function typeSet(types: Iterable<string>): Set<string> {
  const set = new Set(types);
  if (set.has("number")) set.delete("integer");
  return set;
}

/** Two sets as one test: the same members on both sides, by a test of their own. */
export function sameSet<T>(a: T[], b: T[], same: (a: T, b: T) => boolean): boolean {
  return a.length === b.length && leftOver(a, b, same).every((rest) => rest.length === 0);
}

/** What remains of two lists when each member has been taken out with one that is the same. */
export function leftOver<T>(a: T[], b: T[], same: (a: T, b: T) => boolean): [T[], T[]] {
  const rest = [...b];
  const alone = a.filter((one) => {
    const index = rest.findIndex((other) => same(one, other));
    if (index >= 0) rest.splice(index, 1);
    return index < 0;
  });
  return [alone, rest];
}

/** Everything that one of two sides has by a name, with what the other has by it. */
export function sideBySide<T>(
  old: ReadonlyMap<string, T>,
  next: ReadonlyMap<string, T>,
): [name: string, old: T | undefined, next: T | undefined][] {
  const names = new Set([...old.keys(), ...next.keys()]);
  return [...names].map((name) => [name, old.get(name), next.get(name)]);
}
