import type { Difference } from "../diff/compare/difference.js";
import { compareDocuments } from "../diff/compare/documents.js";
import type { JsonObject } from "../lib/document/node.js";
import { stableJson } from "../diff/schema/values.js";
import { selectResource } from "./resource.js";

/** One way in which the vendor's document differs from ours, wherever the vendor repeats it. */
export interface Drift {
  /** `added`: only the vendor has it; `removed`: only we have it. */
  kind: "added" | "removed" | "changed";
  /** What differs, in a few words, as a step from our document to the vendor's. */
  change: string;
  /** Where it stands in our document, or what it would stand in. */
  ours: string;
  /** The same for the vendor's document, which inlines what we share. */
  vendor: string[];
  /** The operations that it reaches. */
  operations: string[];
}

/**
 * Every difference in meaning between our document and the vendor's models resource.
 *
 * @param name What to call the vendor's document in messages.
 * @throws Failure when the vendor's document has none of our paths or cannot be understood.
 */
export function findDrift(ours: JsonObject, vendor: JsonObject, name: string): Drift[] {
  const found = new Map<string, Drift>();
  for (const difference of compareDocuments(ours, selectResource(ours, vendor, name))) {
    if (!matters(difference)) continue;
    for (const within of difference.within) {
      const at = difference.old?.pointer ?? within.old;
      const there = difference.new?.pointer ?? within.new;
      const key = JSON.stringify([at, difference.message]);
      const known = found.get(key);
      if (!known) {
        found.set(key, {
          kind: kindOf(difference),
          change: difference.message,
          ours: at,
          vendor: [there],
          operations: [...difference.operations],
        });
        continue;
      }
      known.vendor = [...new Set([...known.vendor, there])];
      known.operations = [...new Set([...known.operations, ...difference.operations])].sort();
    }
  }
  return [...found.values()];
}

/** Names that never go over the wire, and the order of servers, which the vendor is free in. */
const names = new Set([
  "operation-id-added",
  "operation-id-removed",
  "operation-id-changed",
  "path-parameter-renamed",
  "schema-renamed",
  "schema-removed",
  "unused-schema-changed",
  "default-server-changed",
]);

function matters({ rule, side, old, new: next }: Difference): boolean {
  if (side === "documentation" || names.has(rule)) return false;
  // An object that is empty by default says no more than one that may be left out.
  const empty = stableJson((old ?? next)?.value ?? null) === "{}";
  return !(empty && (rule === "default-added" || rule === "default-removed"));
}

function kindOf({ rule, old, new: next }: Difference): Drift["kind"] {
  if (rule === "nullable-added" || rule === "nullable-removed") return "changed";
  if (!old || rule.endsWith("-added")) return "added";
  if (!next || /-(removed|merged)$/.test(rule)) return "removed";
  return "changed";
}
