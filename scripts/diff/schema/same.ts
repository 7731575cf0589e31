import { type Node, once } from "../../lib/document/index.js";
import { haveSameFacets, type SameChild } from "./facets.js";
import { readSchema } from "./read.js";
import { areUnchanged } from "./unchanged.js";

/** Pairs of schemas that are known to mean the same, and known not to. */
interface Proofs {
  same: Set<string>;
  different: Set<string>;
}

/** What has been proved while two documents are compared. */
const proofsOf = (node: Node): Proofs =>
  once(node, proofsOf, () => ({ same: new Set(), different: new Set() }));

type Pair = [Node | undefined, Node | undefined];

/** A pair to look at, with the one that led to it. */
interface Step {
  pair: Pair;
  from: Step | undefined;
}

/** How many choices between branches may lie within each other before a proof is given up. */
const deepestProof = 30;

/**
 * Whether two schemas certainly mean the same, however they are written. A pair that comes back is
 * taken as the same: nothing else then tells it apart. What was taken so is forgotten on a failure;
 * a failure is not, because it would fail with fewer assumptions too.
 */
export function sameSchema(
  a: Node | undefined,
  b: Node | undefined,
  assumed: Set<string> = new Set(),
  depth = 0,
): boolean {
  if (!a || !b) return a === b || isAnything((a ?? b)!);
  if (depth > deepestProof) return false;
  const proofs = proofsOf(a);
  const before = assumed.size;
  const open: Step[] = [{ pair: [a, b], from: undefined }];
  let from: Step | undefined;
  const later: SameChild = (one, other) => open.push({ pair: [one, other], from }) > 0;
  const now: SameChild = (one, other) => sameSchema(one, other, assumed, depth + 1);
  for (let step = open.pop(); step; step = open.pop()) {
    from = step;
    if (isSamePair(step.pair, proofs, assumed, later, now)) continue;
    for (const key of [...assumed].slice(before)) assumed.delete(key);
    // All that led here differ too, which spares looking for it again from each of them.
    for (let failed: Step | undefined = step; failed; failed = failed.from) {
      const [one, other] = failed.pair;
      if (one && other) proofs.different.add(keyOf(one, other));
    }
    return false;
  }
  if (before === 0) for (const key of assumed) proofs.same.add(key);
  return true;
}

function isSamePair(
  [a, b]: Pair,
  { same, different }: Proofs,
  assumed: Set<string>,
  later: SameChild,
  now: SameChild,
): boolean {
  if (!a || !b) return a === b || isAnything((a ?? b)!);
  if ((a.value === b.value && a.document === b.document) || areUnchanged(a, b)) return true;
  const key = keyOf(a, b);
  if (assumed.has(key) || same.has(key)) return true;
  if (different.has(key)) return false;
  assumed.add(key);
  return haveSameFacets(readSchema(a), readSchema(b), later, now);
}

/** Side by side in one document or across two, so the key names them by place alone. */
const keyOf = (a: Node, b: Node) => `${a.document === b.document}\n${pairPlace(a, b)}`;

const isAnything = (node: Node) =>
  haveSameFacets(
    readSchema(node),
    readSchema({ ...node, all: undefined, value: {} }),
    (a, b) => a === b,
  );

/** A text for a node: its pointer, and those of what stands beside it. */
function placeOf({ all, beside, pointer }: Node): string {
  if (all) return all.map(placeOf).join(" & ");
  return beside ? `${beside.pointer} ${pointer}` : pointer;
}

/** A text for a pair of nodes; most stand at the same place of two documents. */
export function pairPlace(a: Node, b: Node): string {
  const [one, other] = [placeOf(a), placeOf(b)];
  return one === other ? one : `${one}\n${other}`;
}
