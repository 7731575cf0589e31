import { stableJson } from "./canonical.js";
import type { Differences } from "./difference.js";
import { child, type Node } from "./node.js";
import { endsOf } from "./operations.js";

/**
 * What is not compared in detail, so that a change there is not passed over: an addition is one,
 * anything else may break.
 */
export function compareRest(old: Node, next: Node, keys: string[], found: Differences): void {
  for (const key of keys) {
    const [before, after] = [child(old, key), child(next, key)];
    if (stableJson(before?.value ?? null) === stableJson(after?.value ?? null)) continue;
    const ends = endsOf(before, after);
    if (!before) found.add("rest-added", `\`${key}\` added`, ends);
    else found.add("rest-changed", `\`${key}\` ${after ? "changed" : "removed"}`, ends);
  }
}
