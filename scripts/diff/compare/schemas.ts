import { type Node, once } from "../../lib/document/index.js";
import { isFlagged } from "../schema/flagged.js";
import { childrenOfSame } from "../schema/children.js";
import { type Facet, facets } from "../schema/facets.js";
import { pairPlace } from "../schema/same.js";
import { areUnchanged } from "../schema/unchanged.js";
import { readSchema } from "../schema/read.js";
import { anything, type Schema } from "../schema/schema.js";
import { compareAnnotations, compareDefault, compareDeprecated } from "./annotations.js";
import { alignBranches, compareBranches } from "./branches.js";
import { type Differences, endsAt, type Side } from "./difference.js";
import { compareKeywords } from "./keywords.js";
import { compareLimits } from "./limits.js";
import { compareNames } from "./names.js";
import { compareAdditional, compareProperties } from "./properties.js";
import { compareKnown, compareTypes } from "./types.js";

/** Compares what two schemas accept, property by property. A missing schema accepts anything. */
export function compareSchemas(
  old: Node | undefined,
  next: Node | undefined,
  all: Differences,
): void {
  if (!old && !next) return;
  if (old && next && areUnchanged(old, next)) return;
  const oldNode = old ?? anything(all.place.old);
  const newNode = next ?? anything(all.place.new);
  all
    .within(oldNode, newNode)
    .visitOnce(pairPlace(oldNode, newNode), (found) => comparePair(oldNode, newNode, found));
}

function comparePair(oldNode: Node, newNode: Node, found: Differences): void {
  const children = childrenOfSame(oldNode, newNode, hiddenFrom(found.side));
  if (children) return children.forEach(([old, next]) => compareSchemas(old, next, found));
  compareNames(oldNode, newNode, found);
  compareAnnotations(oldNode, newNode, found);
  compareDeprecated(oldNode, newNode, found);
  compareDefault(oldNode, newNode, found);
  const [before, after] = [readSchema(oldNode), readSchema(newNode)];
  compareMeanings(seenFrom(found.side, before), seenFrom(found.side, after), found);
}

const compareItems = (old: Schema, next: Schema, found: Differences) =>
  compareSchemas(old.items, next.items, found);

/** Children are compared, and held to the same, by themselves. */
const assumeSame = () => true;

type Compare = (old: Schema, next: Schema, found: Differences) => void;

const comparers: [Facet, Compare][] = [
  ["types", compareTypes],
  ["known", compareKnown],
  ["limits", compareLimits],
  ["properties", compareProperties],
  ["additional", compareAdditional],
  ["items", compareItems],
  ["branches", compareBranches],
  ["rules", compareKeywords],
];

/**
 * Compares facet by facet. Where one is not certainly the same and nothing was said of it, the
 * difference fell between the rules: it is reported as not understood.
 */
export function compareMeanings(before: Schema, after: Schema, all: Differences): void {
  const found = all.within(before.node, after.node);
  const [old, next] = alignBranches(before, after);
  if (old.never || next.never) return compareTypes(old, next, found);
  for (const [facet, compare] of comparers) {
    const reports = found.reports;
    compare(old, next, found);
    if (found.reports > reports || facets[facet](old, next, assumeSame, assumeSame)) continue;
    found.add("not-understood", `${facet} differ, not understood`, endsAt(old.node, next.node));
  }
}

/** A schema as those see it who only send requests or only read answers. */
function seenFrom(side: Side, schema: Schema): Schema {
  const seen: Partial<Record<Side, Schema>> = once(schema.node, schema, () => ({}));
  return (seen[side] ??= withoutHidden(side, schema));
}

const hiddenFrom = (side: Side) => (side === "request" ? "readOnly" : "writeOnly");

function withoutHidden(side: Side, schema: Schema): Schema {
  const flag = hiddenFrom(side);
  const isSeen = (name: string) => !isFlagged(schema.properties.get(name), flag);
  const names = [...schema.properties.keys()];
  const branches = schema.branches.map((branch) => seenFrom(side, branch));
  if (branches.every((branch, index) => branch === schema.branches[index])) {
    if (names.every(isSeen)) return schema;
  }
  return {
    ...schema,
    branches,
    properties: new Map([...schema.properties].filter(([name]) => isSeen(name))),
    required: new Set([...schema.required].filter((name) => !names.includes(name) || isSeen(name))),
  };
}
