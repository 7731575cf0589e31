import type { Difference } from "../diff/compare/difference.js";
import { compareOperationLists } from "../diff/compare/documents.js";
import { stableJson } from "../diff/schema/values.js";
import type { Selection } from "./select.js";

/** One way in which the vendor differs from our document, wherever the vendor repeats it. */
export interface Drift {
  /** `added`: only the vendor has it; `removed`: only we have it. */
  kind: "added" | "removed" | "changed";
  /** What differs, in a few words, as a step from our document to the vendor's. */
  change: string;
  /** Where it stands in our document, or what it would stand in. */
  ours: string;
  /** The same for the vendor's documents, which inline what we share. */
  vendor: { source: string; pointer: string }[];
  /** The operations that it reaches. */
  operations: string[];
}

/** Every difference in meaning between our operations and the vendor's. */
export function findDrift(selections: Selection[]): Drift[] {
  const found = new Map<string, Drift>();
  for (const { name, ours, vendor } of selections) {
    for (const difference of compareOperationLists(ours, vendor)) {
      if (matters(difference)) addDrift(found, difference, name);
    }
  }
  return [...found.values()];
}

function addDrift(found: Map<string, Drift>, difference: Difference, source: string): void {
  for (const within of difference.within) {
    const ours = difference.old?.pointer ?? within.old;
    const pointer = difference.new?.pointer ?? within.new;
    const key = JSON.stringify([ours, difference.message]);
    const { message: change, operations } = difference;
    const drift = found.get(key) ?? {
      kind: kindOf(difference),
      change,
      ours,
      vendor: [],
      operations,
    };
    const known = drift.vendor.some((one) => one.source === source && one.pointer === pointer);
    if (!known) drift.vendor.push({ source, pointer });
    drift.operations = [...new Set([...drift.operations, ...operations])].sort();
    found.set(key, drift);
  }
}

/** Names that never go over the wire, and the order of servers, which the vendor is free in. */
const names = new Set([
  "operation-id-added",
  "operation-id-removed",
  "operation-id-changed",
  "method-renamed",
  "path-parameter-renamed",
  "schema-renamed",
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
