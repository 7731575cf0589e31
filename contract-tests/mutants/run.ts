import type { CaseResult, Violation } from "../engine/run/result.js";
import { whyEquivalent } from "./equivalent.js";
import { isNear, type Mutant, type Named } from "./mutant.js";
import type { ReferenceSuite } from "./suite.js";

/** What became of a mutant. */
export interface Verdict {
  mutant: Mutant;
  /**
   * `noticed`: some case was violated, but none that names the deviation. `equivalent`: it survived,
   * as it is known to. `stale`: it is listed as equivalent and was killed.
   */
  outcome: "killed" | "noticed" | "survived" | "equivalent" | "stale";
  /** The violation that named it, or the first that noticed it. */
  violation?: Violation;
  /** Why the suite could not be run to the end, if so. */
  endedEarly?: string;
}

/** Runs the whole suite against a mutant, until a violation names it. */
export async function runMutant(suite: ReferenceSuite, mutant: Mutant): Promise<Verdict> {
  const stop = new AbortController();
  let naming: Violation | undefined;
  let noticing: Violation | undefined;
  const { endedEarly } = await suite.run({
    deviation: mutant.deviation,
    // Errors and security show in the few cases beside the bodies, too.
    first: ["errors", "security"].includes(mutant.class)
      ? ({ group }) => group !== "valid" && group !== "invalid"
      : (contractCase) => isNear(mutant.named, contractCase),
    // Most answers are wrong in any request; what is read of a request shows in its own cases only.
    scenarioFirst: !mutant.class.startsWith("request"),
    signal: stop.signal,
    onResult(result) {
      noticing ??= result.violations[0];
      naming ??= result.violations.find((violation) => names(mutant.named, result, violation));
      if (naming) stop.abort(new Error("killed"));
    },
  });
  const equivalent = whyEquivalent(mutant) !== undefined;
  if (naming) return { mutant, outcome: equivalent ? "stale" : "killed", violation: naming };
  return {
    mutant,
    outcome: noticing ? "noticed" : equivalent ? "equivalent" : "survived",
    ...(noticing && { violation: noticing }),
    ...(endedEarly !== undefined && { endedEarly }),
  };
}

/** Whether a violation says where the deviation is. */
function names(
  { operationIds, texts, inRequest = "" }: Named,
  { operationId }: CaseResult,
  { caseId, pointer, expected, actual, curl }: Violation,
): boolean {
  const said = [caseId, pointer, expected, actual].join("\n");
  return (
    (operationIds?.includes(operationId) ?? true) &&
    texts.every((text) => said.includes(text)) &&
    curl.includes(inRequest)
  );
}
