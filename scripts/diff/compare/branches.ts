import { compareAnnotations, compareDeprecated } from "./annotations.js";
import { canonicalSchema } from "./canonical.js";
import type { Differences } from "./difference.js";
import { compareDiscriminators } from "./discriminators.js";
import { compareNames, componentName } from "./names.js";
import { type Schema, tagsOf } from "./normalize.js";
import { compareNormalized } from "./schema.js";

/** Compares `oneOf` and `anyOf`: which branches came and went, and what changed within the others. */
export function compareBranches(old: Schema, next: Schema, found: Differences): void {
  if (old.branches.length === 0 && next.branches.length === 0) return;
  const ends = { old: { pointer: old.node.pointer }, new: { pointer: next.node.pointer } };
  if (old.branches.length === 0 || next.branches.length === 0) {
    compareOneWithMany(old, next, found);
    return;
  }
  const { pairs, removed, added } = pair(old.branches, next.branches);
  for (const [before, after] of pairs) {
    compareNames(before.node, after.node, found);
    compareAnnotations(before.node, after.node, found);
    compareDeprecated(before.node, after.node, found);
    compareNormalized(before, after, found);
  }
  for (const branch of removed) {
    found.add("branch-removed", `branch ${label(branch)} removed`, { old: end(branch) });
  }
  for (const branch of added) {
    found.add("branch-added", `branch ${label(branch)} added`, { new: end(branch) });
  }
  if (old.exclusive !== next.exclusive) {
    if (next.exclusive) found.add("constraint-tightened", "`anyOf` became `oneOf`", ends);
    else found.add("constraint-loosened", "`oneOf` became `anyOf`", ends);
  }
  compareDiscriminators(old, next, pairs, found);
}

/**
 * Where one side has alternatives and the other is one of them, the other becomes a list of one, so
 * that like is compared with like.
 */
export function alignBranches(old: Schema, next: Schema): [Schema, Schema] {
  return [
    isOneOf(old, next) ? listOf(old, next) : old,
    isOneOf(next, old) ? listOf(next, old) : next,
  ];
}

function isOneOf(one: Schema, many: Schema): boolean {
  if (one.branches.length > 0 || one.values || one.known.length > 0) return false;
  const bare = many.properties.size + many.limits.size + many.rules.size === 0;
  return bare && many.branches.length > 0 && pair([one], many.branches).pairs.length > 0;
}

function listOf(branch: Schema, { exclusive }: Schema): Schema {
  return {
    ...branch,
    branches: [branch],
    exclusive,
    properties: new Map(),
    required: new Set(),
    additional: "open",
    items: undefined,
    limits: new Map(),
    rules: new Map(),
  };
}

/** A schema that gets alternatives keeps its form as one of them; one that loses them keeps one. */
function compareOneWithMany(old: Schema, next: Schema, found: Differences): void {
  const many = old.branches.length > 0 ? old : next;
  const one = many === old ? next : old;
  const text = canonicalSchema(one.node);
  const same = many.branches.find((branch) => canonicalSchema(branch.node) === text);
  for (const branch of many.branches) {
    if (branch === same) continue;
    if (many === next)
      found.add("branch-added", `branch ${label(branch)} added`, { new: end(branch) });
    else found.add("branch-removed", `branch ${label(branch)} removed`, { old: end(branch) });
  }
  if (same) return;
  const ends = { old: { pointer: old.node.pointer }, new: { pointer: next.node.pointer } };
  if (many === next)
    found.add("constraint-tightened", "has to match one of several branches", ends);
  else found.add("constraint-loosened", "no longer has to match one of several branches", ends);
}

/** Finds which branches are the same: by their tag, by being equal, by name, by type. */
function pair(old: Schema[], next: Schema[]) {
  const removed = [...old];
  const added = [...next];
  const pairs: [Schema, Schema][] = [];
  const sameness: ((a: Schema, b: Schema) => boolean)[] = [
    (a, b) =>
      a.values !== undefined &&
      b.values !== undefined &&
      a.branches.length + b.branches.length === 0,
    (a, b) => canonicalSchema(a.node) === canonicalSchema(b.node),
    (a, b) => [...tagsOf(a)].some(([name, value]) => tagsOf(b).get(name) === value),
    (a, b) =>
      tagsOf(a).size === 0 &&
      tagsOf(b).size === 0 &&
      componentName(a.node) !== undefined &&
      componentName(a.node) === componentName(b.node),
    (a, b) =>
      tagsOf(a).size === 0 &&
      tagsOf(b).size === 0 &&
      String([...(a.types ?? [])]) === String([...(b.types ?? [])]),
  ];
  for (const same of sameness) {
    for (const before of [...removed]) {
      const after = added.find((branch) => same(before, branch));
      if (!after) continue;
      pairs.push([before, after]);
      removed.splice(removed.indexOf(before), 1);
      added.splice(added.indexOf(after), 1);
    }
  }
  return { pairs, removed, added };
}

const end = (branch: Schema) => ({ pointer: branch.node.beside?.pointer ?? branch.node.pointer });

function label(branch: Schema): string {
  const tag = [...tagsOf(branch)][0];
  if (tag) return `${tag[0]}: ${tag[1]}`;
  return componentName(branch.node) ?? [...(branch.types ?? ["any"])].join(" or ");
}
