import type { CaseResult, Violation } from "../run/result.js";

/** Violations that one fault of the server explains. */
export interface ViolationGroup {
  rule: string;
  /** The first of them stands for all. */
  first: Violation;
  /** What else is wrong in exactly the same cases, each by its first violation. */
  also: Violation[];
  /** The names of all cases that it showed in, in the cases' order. */
  caseIds: string[];
  /** The places of the document that are concerned, in the cases' order. */
  pointers: string[];
}

/** Violations by cause; the cause that shows most often comes first. */
export function groupViolations(results: readonly CaseResult[]): ViolationGroup[] {
  const causes = new Map<string, Violation[]>();
  for (const violation of results.flatMap(({ violations }) => violations)) {
    const key = `${violation.rule}\n${violation.cause}`;
    const cause = causes.get(key);
    if (cause) cause.push(violation);
    else causes.set(key, [violation]);
  }
  const groups = new Map<string, ViolationGroup>();
  for (const violations of causes.values()) {
    const first = violations[0]!;
    const { rule } = first;
    const caseIds = [...new Set(violations.map(({ caseId }) => caseId))];
    const pointers = [...new Set(violations.map(({ pointer }) => pointer))];
    // A body that is wrong as a whole breaks many rules: that is still one fault.
    const key = [rule, ...caseIds].join("\n");
    const group = groups.get(key);
    if (!group) {
      groups.set(key, { rule, first, also: [], caseIds, pointers });
      continue;
    }
    group.also.push(first);
    group.pointers = [...new Set([...group.pointers, ...pointers])];
  }
  return [...groups.values()].sort((a, b) => b.caseIds.length - a.caseIds.length);
}
