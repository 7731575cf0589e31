import { Failure } from "../../scripts/lib/failure.js";
import type { Mutant } from "./mutant.js";
import { runMutant, type Verdict } from "./run.js";
import type { ReferenceSuite } from "./suite.js";

/**
 * Runs the suite against each mutant, two at a time: while one waits for its server, the other works.
 *
 * @throws Failure when the suite finds fault with the server that conforms: nothing can be counted then.
 */
export async function runMutants(
  suite: ReferenceSuite,
  mutants: readonly Mutant[],
  onVerdict: (verdict: Verdict, done: number) => void = () => {},
): Promise<Verdict[]> {
  await requireClean(suite);
  const verdicts: Verdict[] = [];
  let next = 0;
  let done = 0;
  const work = async () => {
    for (let index = next++; index < mutants.length; index = next++) {
      const verdict = await runMutant(suite, mutants[index]!);
      verdicts[index] = verdict;
      onVerdict(verdict, ++done);
    }
  };
  await Promise.all([work(), work()]);
  return verdicts;
}

async function requireClean(suite: ReferenceSuite): Promise<void> {
  const { results, endedEarly } = await suite.run();
  const [violation] = results.flatMap(({ violations }) => violations);
  if (!violation && endedEarly === undefined) return;
  const why = violation
    ? `${violation.caseId}: ${violation.rule}; expected ${violation.expected}, got ${violation.actual}`
    : endedEarly;
  throw new Failure(
    `The suite does not pass on the reference server without a deviation, so no mutant can be counted:\n${why}`,
  );
}
