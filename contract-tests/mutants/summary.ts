import { equivalents } from "./equivalent.js";
import { type MutantClass, mutantClasses } from "./mutant.js";
import type { Verdict } from "./run.js";

/** Whether every mutant was killed, but for those that are rightly listed as equivalent. */
export function allKilled(verdicts: readonly Verdict[]): boolean {
  return verdicts.every(({ outcome }) => outcome === "killed" || outcome === "equivalent");
}

/** Killed and total for each class, then every mutant that was not killed and why. */
export function renderSummary(verdicts: readonly Verdict[], durationMs: number): string {
  const killed = verdicts.filter(({ outcome }) => outcome === "killed").length;
  const counted = verdicts.filter(({ outcome }) => outcome !== "equivalent").length;
  const classes = mutantClasses.filter((each) =>
    verdicts.some(({ mutant }) => mutant.class === each),
  );
  const seconds = (durationMs / 1000).toFixed(1);
  return [
    ...verdicts.filter(({ outcome }) => outcome !== "killed").flatMap(renderSurvivor),
    ...classes.map((each) => renderClass(each, verdicts)),
    `${killed} of ${counted} mutants killed in ${seconds} s`,
  ].join("\n");
}

function renderClass(mutantClass: MutantClass, verdicts: readonly Verdict[]): string {
  const own = verdicts.filter(({ mutant }) => mutant.class === mutantClass);
  const killed = own.filter(({ outcome }) => outcome === "killed").length;
  return `${mutantClass.padEnd(18)} ${String(killed).padStart(5)} of ${String(own.length).padStart(5)} killed`;
}

function renderSurvivor({ mutant, outcome, violation, endedEarly }: Verdict): string[] {
  const reasons = {
    killed: "",
    survived: "No case was violated.",
    noticed: "Cases were violated, but none of them names the deviation:",
    equivalent: equivalents.get(mutant.id) ?? "",
    stale: "It is listed as equivalent in contract-tests/mutants/equivalent.ts, and was killed by:",
  } satisfies Record<Verdict["outcome"], string>;
  return [
    `${outcome}: ${mutant.id}`,
    `  ${reasons[outcome]}`,
    ...(violation ? [`  ${violation.caseId}: ${violation.rule}`] : []),
    ...(endedEarly === undefined ? [] : [`  The run ended early: ${endedEarly}`]),
    "",
  ];
}
