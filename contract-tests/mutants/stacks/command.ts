import type { Deviation } from "./deviation.js";
import { kinds } from "./deviations/index.js";
import { knownMisses } from "./misses.js";
import { isFound, runDeviation, runVariation, type StackVerdict } from "./run.js";
import { type Variation, variations } from "./variations.js";

/** A deviation or a variation with its name in the list. */
export interface StackEntry {
  id: string;
  kind: string;
  /** Left out: a variation, which is allowed. */
  deviation?: Deviation;
  variation?: Variation;
  likely?: string;
}

/** The entries of the second source, by kind; `allowed` is what conforms. */
export function stackEntries(): StackEntry[] {
  const ruledOut = Object.entries(kinds).flatMap(([kind, { deviations, likely }]) =>
    deviations.map((deviation) => ({
      id: `stacks / ${kind} / ${deviation.name}`,
      kind,
      deviation,
      likely,
    })),
  );
  const allowed = variations.map((variation) => ({
    id: `stacks / allowed / ${variation.name}`,
    kind: "allowed",
    variation,
  }));
  return [...ruledOut, ...allowed];
}

/** The least part of the deviations that has to be found. */
const least = 0.95;

/**
 * Runs the contract tests as `contract:live` runs them in mode `all` against every stack, and
 * prints what was missed and what was accused although it conforms.
 *
 * @returns whether enough was found, and nothing was accused.
 */
export async function runStacks(
  entries: readonly StackEntry[],
  say: (line: string) => void = console.log,
): Promise<boolean> {
  const counts = new Map<string, { right: number; all: number }>();
  let alarms = 0;
  for (const entry of entries) {
    const verdict = entry.deviation
      ? await runDeviation(entry.deviation, entry.likely)
      : await runVariation(entry.variation!);
    const isRight = entry.deviation ? isFound(verdict) : isClean(verdict);
    const count = counts.get(entry.kind) ?? { right: 0, all: 0 };
    counts.set(entry.kind, { right: count.right + (isRight ? 1 : 0), all: count.all + 1 });
    if (isRight) continue;
    if (entry.variation) alarms++;
    say(entry.deviation ? describeMiss(entry, entry.deviation) : describeAlarm(entry, verdict));
  }
  for (const [kind, { right, all }] of counts) {
    const what = kind === "allowed" ? "taken for what they are" : "found";
    say(`${kind.padEnd(18)} ${String(right).padStart(5)} of ${String(all).padStart(5)} ${what}`);
  }
  counts.delete("allowed");
  const found = sum([...counts.values()].map(({ right }) => right));
  const all = sum([...counts.values()].map((count) => count.all));
  say(`${found} of ${all} deviations of real stacks found; ${alarms} false alarms`);
  return alarms === 0 && found >= least * all;
}

function isClean({ broken, failure, unsaid }: StackVerdict): boolean {
  return broken.length === 0 && failure === undefined && unsaid.length === 0;
}

function describeMiss({ id }: StackEntry, { stack, rule }: Deviation): string {
  const known = knownMisses.get(id);
  const reason = known === undefined ? "" : `\n  ${known}`;
  return `missed: ${id}\n  as ${stack}; ruled out by: ${rule}${reason}`;
}

function describeAlarm(
  { id, variation }: StackEntry,
  { broken, failure, unsaid }: StackVerdict,
): string {
  const lines = [...broken.slice(0, 3), ...(failure === undefined ? [] : [failure])];
  const left = unsaid.length === 0 ? [] : [`Left behind, unsaid: ${unsaid.join(", ")}`];
  return [`false alarm: ${id} (${variation!.open})`, ...lines, ...left].join("\n  ");
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
