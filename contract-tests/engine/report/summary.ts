import type { CaseGroup } from "../case.js";
import type { RunResult } from "../run/result.js";

export interface Counts {
  held: number;
  violated: number;
  undecided: number;
  skipped: number;
}

const none = (): Counts => ({ held: 0, violated: 0, undecided: 0, skipped: 0 });

export function countOutcomes(run: RunResult): Counts {
  const counts = none();
  for (const { outcome } of run.results) counts[outcome]++;
  return counts;
}

export function countByGroup(run: RunResult): Map<CaseGroup, Counts> {
  const groups = new Map<CaseGroup, Counts>();
  for (const { group, outcome } of run.results) {
    const counts = groups.get(group) ?? none();
    counts[outcome]++;
    groups.set(group, counts);
  }
  return groups;
}

/** The cases of an outcome that has reasons, by reason. */
export function byReason(run: RunResult, which: "undecided" | "skipped"): Map<string, string[]> {
  const reasons = new Map<string, string[]>();
  for (const { id, outcome, reason = "" } of run.results) {
    if (outcome === which) reasons.set(reason, [...(reasons.get(reason) ?? []), id]);
  }
  return reasons;
}

/**
 * Whether every case that should run ran and none was violated; what is undecided counts only in a
 * strict run, and what has no case is listed beside that. A run that may have left models behind never
 * passes: they cost money.
 */
export function passed(run: RunResult): boolean {
  return countOutcomes(run).violated === 0 && noVerdict(run) === undefined;
}

/** Why a run says neither that the contract holds nor that it is broken; `undefined` where it does. */
export function noVerdict(run: RunResult): string | undefined {
  if (run.endedEarly !== undefined) return run.endedEarly;
  const { held, violated, undecided } = countOutcomes(run);
  if (held + violated + undecided === 0) return "none of the cases ran.";
  if (violated > 0) return undefined;
  if (run.leftBehind?.length) return "models of this run may be left behind.";
  if (held === 0) return "what ran is undecided.";
  return run.strict && undecided > 0 ? "something is undecided, and the run is strict." : undefined;
}

/** One line: `866 held, 0 violated, 9 skipped of 875 cases; 866 requests in 2.0 s`. */
export function summaryLine(run: RunResult): string {
  const { held, violated, undecided, skipped } = countOutcomes(run);
  const seconds = (run.durationMs / 1000).toFixed(1);
  const open = undecided === 0 ? "" : ` ${undecided} undecided,`;
  const cases = `${held} held, ${violated} violated,${open} ${skipped} skipped of ${run.results.length} cases`;
  const untested =
    run.gaps.length === 0 ? "" : `; ${count(run.gaps.length, "rule")} without a case`;
  return `${cases}${untested}; ${run.requests} requests in ${seconds} s`;
}

export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
