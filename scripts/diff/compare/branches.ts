import { isBare } from "../schema/alternatives.js";
import { componentName } from "../schema/discriminator.js";
import { areDisjoint, isWithin, tagsOf } from "../schema/prove.js";
import { haveSameFacets, plainTypes } from "../schema/facets.js";
import { sameRule } from "../schema/tree.js";
import { coversTypes } from "../schema/values.js";
import { readSchema } from "../schema/read.js";
import { emptySchema, type Schema } from "../schema/schema.js";
import { compareAnnotations, compareDeprecated } from "./annotations.js";
import { type Differences, endsAt } from "./difference.js";
import { compareDiscriminators, compareSubtypes } from "./discriminators.js";
import { compareNames } from "./names.js";
import { compareMeanings, compareSchemas } from "./schemas.js";

/** Compares `oneOf` and `anyOf`: which branches came and went, and what changed within the others. */
export function compareBranches(old: Schema, next: Schema, found: Differences): void {
  compareSubtypes(old, next, found);
  const ends = endsAt(old.node, next.node);
  if (old.branches.length === 0 && next.branches.length === 0) return;
  if (old.branches.length === 0) {
    const rule = areImplied(old, next) ? "branches-implied" : "constraint-tightened";
    found.add(rule, "has to match one of several branches", ends);
    return;
  }
  if (next.branches.length === 0) {
    const rule = areImplied(next, old) ? "branches-implied" : "constraint-loosened";
    found.add(rule, "no longer has to match one of several branches", ends);
    return;
  }
  const { pairs, removed, added } = pairBranches(old.branches, next.branches);
  for (const pair of pairs) compareBranch(pair, old, next, found);
  for (const branch of removed) reportAlone("removed", branch, old, found);
  for (const branch of added) reportAlone("added", branch, next, found);
  if (removed.length + added.length === 0 && old.exclusive !== next.exclusive) {
    if (next.exclusive) found.add("constraint-tightened", "`anyOf` became `oneOf`", ends);
    else found.add("constraint-loosened", "`oneOf` became `anyOf`", ends);
  }
  compareDiscriminators(old, next, pairs, found);
}

/** Whether the list takes no value from a schema without one; what lies beside it tells for itself. */
const areImplied = (plain: Schema, { branches, exclusive, discriminator }: Schema) =>
  !exclusive && !discriminator && branches.some((branch) => isWithin(plain, branch));

function compareBranch(
  [before, after]: [Schema, Schema],
  old: Schema,
  next: Schema,
  found: Differences,
): void {
  compareNames(before.node, after.node, found);
  if (isAsWritten(before) && isAsWritten(after)) compareSchemas(before.node, after.node, found);
  else {
    compareAnnotations(before.node, after.node, found);
    compareDeprecated(before.node, after.node, found);
    compareMeanings(before, after, found);
  }
  // A value that matches two branches of `oneOf` is refused: what one loses, the other may win.
  if (!(old.exclusive || next.exclusive)) return;
  if (!(overlaps(after, next) || overlaps(before, old)) || haveSameFacets(before, after)) return;
  const told = found.side === "request" ? isWithin(after, before) : isWithin(before, after);
  if (!told) {
    const message = `branch ${label(after)} may match what another branch matches, and only one may`;
    found.add("branches-overlap", message, endsAt(before.node, after.node));
  }
}

/** Whether a branch is a component that the list around it takes nothing from and adds nothing to. */
function isAsWritten({ node, types, values, known }: Schema): boolean {
  if (componentName(node) === undefined || node.beside || values || known.length > 0) return false;
  return typesText(readSchema(node)) === typesText({ types });
}

/** A value that matches two branches of `oneOf` is refused, so only a branch apart loosens. */
function reportAlone(
  verb: "added" | "removed",
  branch: Schema,
  list: Schema,
  found: Differences,
): void {
  const end = { pointer: branch.node.beside?.pointer ?? branch.node.pointer };
  const ends = verb === "added" ? { new: end } : { old: end };
  const message = `branch ${label(branch)} ${verb}`;
  if (list.exclusive && overlaps(branch, list)) {
    const whole = `${message}, which may match what another branch matches`;
    found.add(`overlapping-branch-${verb}`, whole, ends);
  } else found.add(`branch-${verb}`, message, ends);
}

const overlaps = (branch: Schema, { branches }: Schema) =>
  branches.some((other) => other !== branch && !areDisjoint(branch, other));

/**
 * Where one side has alternatives and the other is one of them, the other becomes a list of one, so
 * that like is compared with like.
 */
export function alignBranches(old: Schema, next: Schema): [Schema, Schema] {
  if (isAmongRules(old, next)) return [withListAsRule(old), next];
  if (isAmongRules(next, old)) return [old, withListAsRule(next)];
  return [
    isOneOf(old, next) ? listOf(old, next) : old,
    isOneOf(next, old) ? listOf(next, old) : next,
  ];
}

/** Where there are several lists of alternatives, all are rules: one list is compared as one then. */
const isAmongRules = ({ alternatives }: Schema, { rules, branches }: Schema) =>
  alternatives !== undefined &&
  branches.length === 0 &&
  rules.some((rule) => sameRule(rule, alternatives));

const withListAsRule = (schema: Schema): Schema => ({
  ...schema,
  branches: [],
  exclusive: false,
  alternatives: undefined,
  rules: [...schema.rules, schema.alternatives!],
});

function isOneOf(one: Schema, many: Schema): boolean {
  if (one.branches.length > 0 || one.values || one.known.length > 0) return false;
  if (!isBare(many) || many.branches.length === 0) return false;
  // A list of types that holds those of all branches is no branch.
  const isList = isBare(one) && (plainTypes(one)?.length ?? 0) > 1;
  if (isList && coversTypes(one.types, many.types)) return false;
  return pairBranches([one], many.branches).pairs.length > 0;
}

function listOf(branch: Schema, { exclusive, discriminator }: Schema): Schema {
  const { types, valuesPointer } = branch;
  const bare = { ...emptySchema(branch.node), types, valuesPointer, exclusive, discriminator };
  return { ...bare, branches: [branch] };
}

/** How to tell that two branches are the same one, the surest first. */
const recognitions: Record<string, (a: Schema, b: Schema) => boolean> = {
  lists: (a, b) => a.values !== undefined && b.values !== undefined,
  tag: (a, b) => [...tagsOf(a)].some(([name, value]) => tagsOf(b).get(name) === value),
  name: (a, b) =>
    areUntagged(a, b) &&
    componentName(a.node) !== undefined &&
    componentName(a.node) === componentName(b.node),
  meaning: (a, b) => haveSameFacets(a, b),
  types: (a, b) => areUntagged(a, b) && typesText(a) === typesText(b),
};

const areUntagged = (a: Schema, b: Schema) => tagsOf(a).size + tagsOf(b).size === 0;
const typesText = ({ types }: Pick<Schema, "types">) => String([...(types ?? [])].sort());

function pairBranches(old: Schema[], next: Schema[]) {
  const [removed, added] = [[...old], [...next]];
  const pairs: [Schema, Schema][] = [];
  for (const isSame of Object.values(recognitions)) {
    for (const before of [...removed]) {
      const after = added.find((branch) => isSame(before, branch));
      if (!after) continue;
      pairs.push([before, after]);
      removed.splice(removed.indexOf(before), 1);
      added.splice(added.indexOf(after), 1);
    }
  }
  return { pairs, removed, added };
}

function label(branch: Schema): string {
  const tag = [...tagsOf(branch)][0];
  if (tag) return `${tag[0]}: ${tag[1]}`;
  return componentName(branch.node) ?? [...(branch.types ?? ["any"])].join(" or ");
}
