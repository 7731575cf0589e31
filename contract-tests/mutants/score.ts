import type { MutantResult } from "./measure.js";
import { mutantClasses } from "./mutant.js";

export interface Score {
  results: readonly MutantResult[];
  /** Mutants that no test can tell from a conforming server, with the reason. */
  equivalents: Record<string, string>;
  /** The ids of all mutants that the document gives rise to. */
  known: ReadonlySet<string>;
}

/** Survivors that should have been killed. */
export function survivors({ results, equivalents }: Score): string[] {
  return results
    .filter(({ killedBy, mutant }) => !killedBy && !(mutant.id in equivalents))
    .map(({ mutant }) => mutant.id);
}

/** Entries in the list of equivalents that are not right any more. */
export function staleEquivalents({ results, equivalents, known }: Score): string[] {
  const killed = new Set(results.filter((r) => r.killedBy).map(({ mutant }) => mutant.id));
  return Object.keys(equivalents).filter((id) => killed.has(id) || !known.has(id));
}

/** Whether all mutants are killed but for the listed equivalents. */
export function isGood(score: Score): boolean {
  return (
    score.results.length > 0 &&
    survivors(score).length === 0 &&
    staleEquivalents(score).length === 0
  );
}

/** Killed and total for each class, then everything that is wrong. */
export function renderScore(score: Score, seconds: number): string {
  const { results, equivalents } = score;
  const lines = mutantClasses.flatMap((name) => {
    const here = results.filter(({ mutant }) => mutant.class === name);
    return here.length > 0 ? [count(name, here)] : [];
  });
  const equivalent = results.filter((r) => !r.killedBy && r.mutant.id in equivalents);
  const requests = results.reduce((sum, result) => sum + result.requests, 0);
  return [
    ...lines,
    count("all", results),
    "",
    ...equivalent.map(({ mutant: { id } }) => `Equivalent: ${id}\n  ${equivalents[id]}`),
    ...survivors(score).map((id) => `✗ Survived: ${id}`),
    ...staleEquivalents(score).map((id) => `✗ Listed as equivalent, and is not: ${id}`),
    `${isGood(score) ? "Every mutant was killed" : "The suite has holes"}${equivalent.length > 0 ? ", but for the equivalent ones" : ""}: ${requests} requests in ${seconds.toFixed(1)} s`,
  ].join("\n");
}

function count(name: string, results: readonly MutantResult[]): string {
  const killed = results.filter(({ killedBy }) => killedBy).length;
  return `${name.padEnd(32)}${String(killed).padStart(5)} of ${String(results.length).padStart(5)} killed`;
}
