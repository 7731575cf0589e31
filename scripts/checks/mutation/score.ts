import { dirname } from "node:path";
import type { Equivalent } from "./equivalent.js";

/** What the command reads of Stryker's report. */
export interface Report {
  files: Record<string, { source: string; mutants: Mutant[] }>;
}

interface Mutant {
  status: string;
  /** What stands in place of the code. */
  replacement: string;
  /** Lines are counted from 1. */
  location: { start: { line: number } };
}

/** How many changes were tried in a folder, and how many of them no test noticed. */
export interface Score {
  folder: string;
  tried: number;
  survived: number;
}

const undetected = ["Survived", "NoCoverage"];
const detected = ["Killed", "Timeout"];

/**
 * Counts what was noticed, folder by folder, without the changes that change nothing.
 *
 * @returns And the entries for files of the report that stand for no survivor: they are out of date.
 */
export function scoreOf(
  report: Report,
  equivalent: readonly Equivalent[],
): { scores: Score[]; outdated: Equivalent[] } {
  const scores = new Map<string, Score>();
  const used = new Set<Equivalent>();
  for (const [file, { source, mutants }] of Object.entries(report.files)) {
    const lines = source.split("\n");
    const folder = dirname(file);
    const score = scores.get(folder) ?? { folder, tried: 0, survived: 0 };
    scores.set(folder, score);
    for (const mutant of mutants) {
      const survives = undetected.includes(mutant.status);
      const line = lines[mutant.location.start.line - 1]!.trim();
      const entry = equivalent.find(
        (one) => one.file === file && one.line === line && one.becomes === mutant.replacement,
      );
      if (survives && entry) {
        used.add(entry);
      } else if (survives || detected.includes(mutant.status)) {
        score.tried++;
        if (survives) score.survived++;
      }
    }
  }
  const outdated = equivalent.filter((one) => one.file in report.files && !used.has(one));
  return { scores: [...scores.values()], outdated };
}

/** In percent. */
export function percentageOf({ tried, survived }: Pick<Score, "tried" | "survived">): number {
  return tried === 0 ? 100 : (100 * (tried - survived)) / tried;
}
