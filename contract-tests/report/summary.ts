import type { CaseGroup } from "../case.js";
import type { RunResult } from "../run/result.js";

export interface Counts {
  held: number;
  violated: number;
  skipped: number;
}

export function countOutcomes(run: RunResult): Counts {
  const counts: Counts = { held: 0, violated: 0, skipped: 0 };
  for (const { outcome } of run.results) counts[outcome]++;
  return counts;
}

export function countByGroup(run: RunResult): Map<CaseGroup, Counts> {
  const groups = new Map<CaseGroup, Counts>();
  for (const { group, outcome } of run.results) {
    const counts = groups.get(group) ?? { held: 0, violated: 0, skipped: 0 };
    counts[outcome]++;
    groups.set(group, counts);
  }
  return groups;
}

/** Skipped cases by reason. */
export function skippedByReason(run: RunResult): Map<string, string[]> {
  const reasons = new Map<string, string[]>();
  for (const { id, outcome, reason = "" } of run.results) {
    if (outcome === "skipped") reasons.set(reason, [...(reasons.get(reason) ?? []), id]);
  }
  return reasons;
}

/** Whether every case that should run ran and held; what has no case is listed beside that. */
export function passed(run: RunResult): boolean {
  const { held, violated } = countOutcomes(run);
  return held > 0 && violated === 0 && run.endedEarly === undefined;
}

/** Why a run says neither that the contract holds nor that it is broken; `undefined` where it does. */
export function noVerdict(run: RunResult): string | undefined {
  if (run.endedEarly !== undefined) return run.endedEarly;
  const { held, violated } = countOutcomes(run);
  return held + violated === 0 ? "none of the cases ran." : undefined;
}

/** One line: `866 held, 0 violated, 9 skipped of 875 cases; 866 requests in 2.0 s`. */
export function summaryLine(run: RunResult): string {
  const { held, violated, skipped } = countOutcomes(run);
  const seconds = (run.durationMs / 1000).toFixed(1);
  const cases = `${held} held, ${violated} violated, ${skipped} skipped of ${run.results.length} cases`;
  const untested =
    run.gaps.length === 0 ? "" : `; ${count(run.gaps.length, "rule")} without a case`;
  return `${cases}${untested}; ${run.requests} requests in ${seconds} s`;
}

export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
