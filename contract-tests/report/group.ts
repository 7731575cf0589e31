import type { CaseResult, Violation } from "../run/result.js";

/** Violations that one fault of the server explains. */
export interface ViolationGroup {
  rule: string;
  /** The first of them stands for all. */
  first: Violation;
  /** The names of all cases that it showed in, in the cases' order. */
  caseIds: string[];
  /** The places of the document that are concerned, in the cases' order. */
  pointers: string[];
}

/** Violations by cause; the cause that shows most often comes first. */
export function groupViolations(results: readonly CaseResult[]): ViolationGroup[] {
  const groups = new Map<string, ViolationGroup>();
  for (const violation of results.flatMap(({ violations }) => violations)) {
    const { rule, cause, caseId, pointer } = violation;
    const key = `${rule}\n${cause}`;
    const group = groups.get(key);
    if (!group) {
      groups.set(key, { rule, first: violation, caseIds: [caseId], pointers: [pointer] });
      continue;
    }
    if (!group.caseIds.includes(caseId)) group.caseIds.push(caseId);
    if (!group.pointers.includes(pointer)) group.pointers.push(pointer);
  }
  return [...groups.values()].sort((a, b) => b.caseIds.length - a.caseIds.length);
}
