import { Failure } from "../lib/failure.js";
import type { Difference } from "./compare/difference.js";
import { compareDocuments } from "./compare/documents.js";
import type { JsonObject } from "../lib/document/index.js";
import { judge, type Semver } from "./rules.js";

/** A difference with the version step that it needs and what it means to those who meet it. */
export interface Change extends Difference {
  semver: Semver;
  /** In the new document, or in the old one when it stands only there. */
  pointer: string;
  consequence: string;
}

export type Verdict = Semver | "none";

const order: Verdict[] = ["major", "minor", "patch", "none"];

/** Whether `verdict` is at least as large as `limit`. */
export const reaches = (verdict: Verdict, limit: Verdict) =>
  order.indexOf(verdict) <= order.indexOf(limit);

/** Every change between two documents, the largest first, then by pointer. */
export function judgeDocuments(old: JsonObject, next: JsonObject): Change[] {
  return compare(old, next)
    .map((difference) => ({
      ...difference,
      ...judge(difference.rule, difference.side),
      pointer: (difference.new ?? difference.old)!.pointer,
    }))
    .sort(
      (a, b) =>
        order.indexOf(a.semver) - order.indexOf(b.semver) || compareText(sortKey(a), sortKey(b)),
    );
}

/** @throws Failure for schemas that are nested deeper than this program can follow. */
function compare(old: JsonObject, next: JsonObject): Difference[] {
  try {
    return compareDocuments(old, next);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new Failure("The documents cannot be compared: their schemas are nested too deeply.");
  }
}

export function verdictOf(changes: Change[]): Verdict {
  return order.find((semver) => changes.some((change) => change.semver === semver)) ?? "none";
}

const sortKey = ({ pointer, side, rule, message }: Change) =>
  [pointer, side, rule, message].join("\n");
const compareText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
