import type { Differences } from "./difference.js";
import { members, type Node, pointerTo } from "./node.js";
import { includes, type Schema } from "./normalize.js";

/** Types and lists of values. */
export function compareTypes(old: Schema, next: Schema, found: Differences): void {
  if (old.never !== next.never) {
    const ends = { old: { pointer: old.node.pointer }, new: { pointer: next.node.pointer } };
    if (next.never) found.add("type-narrowed", "no value is accepted any more", ends);
    else found.add("type-widened", "values are accepted", ends);
    return;
  }
  const ends = { old: at(old.node, "type"), new: at(next.node, "type") };
  const lists = old.values && next.values;
  const [before, after] = [nullable(old), nullable(next)];
  if (before !== undefined && after !== undefined && before !== after) {
    if (after) found.add("nullable-added", "became nullable", ends);
    else found.add("nullable-removed", "no longer nullable", ends);
  }
  // Branches say their types themselves.
  const branched = old.branches.length > 0 && next.branches.length > 0;
  if (!lists && !branched && !sameTypes(old, next)) {
    const wider = covers(next, old);
    const narrower = covers(old, next);
    // A list of values is narrower than its type without that being a change of type.
    if (!((wider && old.values) || (narrower && next.values))) {
      const change = `type changed from ${name(old)} to ${name(next)}`;
      const rule = wider ? "type-widened" : narrower ? "type-narrowed" : "type-changed";
      found.add(rule, change, ends);
    }
  }
  compareValues(old, next, found);
}

function compareValues(old: Schema, next: Schema, found: Differences): void {
  const ends = { old: { pointer: old.valuesPointer }, new: { pointer: next.valuesPointer } };
  if (old.values && next.values) {
    compareLists(old.values, next.values, ["enum-value-added", "enum-value-removed"], ends, found);
  } else if (next.values && covers(old, next)) {
    const list = JSON.stringify(next.values);
    found.add("enum-added", `only ${list} accepted`, {
      old: { pointer: old.node.pointer },
      new: ends.new,
    });
  } else if (old.values && covers(next, old)) {
    const list = JSON.stringify(old.values);
    found.add("enum-removed", `no longer only ${list}`, {
      old: ends.old,
      new: { pointer: next.node.pointer },
    });
  }
  // A list that opens or closes keeps its values.
  const known = (schema: Schema, other: Schema) =>
    schema.values && other.known.length > 0 ? schema.values : schema.known;
  const [was, is] = [known(old, next), known(next, old)];
  if (was.length > 0 && is.length > 0) {
    compareLists(was, is, ["known-value-added", "known-value-removed"], ends, found);
  } else if (is.length > 0) {
    found.add("known-value-added", "list of documented values added", ends);
  } else if (was.length > 0) {
    found.add("known-value-removed", "list of documented values removed", ends);
  }
}

type Ends = { old: { pointer: string }; new: { pointer: string } };

function compareLists(
  old: unknown[],
  next: unknown[],
  [added, removed]:
    ["enum-value-added", "enum-value-removed"] | ["known-value-added", "known-value-removed"],
  ends: Ends,
  found: Differences,
): void {
  const what = added === "enum-value-added" ? "value" : "documented value";
  // `null` is told as nullability.
  for (const value of next) {
    if (value === null || includes(old, value)) continue;
    found.add(added, `${what} ${JSON.stringify(value)} added`, {
      ...ends,
      new: { ...ends.new, value },
    });
  }
  for (const value of old) {
    if (value === null || includes(next, value)) continue;
    found.add(removed, `${what} ${JSON.stringify(value)} removed`, {
      ...ends,
      old: { ...ends.old, value },
    });
  }
}

const nullable = ({ types }: Schema) => types?.has("null");

/** The types without null, which is judged by itself. */
function plain({ types }: Schema): string[] | undefined {
  return types && [...types].filter((type) => type !== "null").sort();
}

function sameTypes(a: Schema, b: Schema): boolean {
  return String(plain(a)) === String(plain(b));
}

function covers(wide: Schema, narrow: Schema): boolean {
  const [all, some] = [plain(wide), plain(narrow)];
  if (!all) return true;
  if (!some) return false;
  return some.every((type) => all.includes(type) || (type === "integer" && all.includes("number")));
}

const name = (schema: Schema) => plain(schema)?.join(" or ") ?? "any";

function at(node: Node, key: string) {
  const value = members(node)[key];
  return {
    pointer: value === undefined ? node.pointer : pointerTo(node, key),
    ...(value !== undefined && { value }),
  };
}
