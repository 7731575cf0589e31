/** One line of the table: a check that held, failed, or could not be made. */
export interface Outcome {
  name: string;
  state: "passed" | "failed" | "skipped";
  /** What was seen, or why not. */
  detail: string;
}

/** Thrown where a check cannot be made at all; the message says why. Never a pass. */
export class Skipped extends Error {}

export interface Check {
  name: string;
  /** Resolves what was seen, in a few words. */
  run(): Promise<string>;
}

/** Runs the checks, `atOnce` of them at a time, and prints each line as soon as it is known. */
export async function runChecks(checks: Check[], atOnce: number): Promise<Outcome[]> {
  const waiting = [...checks];
  const outcomes: Outcome[] = [];
  const width = Math.max(...checks.map(({ name }) => name.length));
  const work = async () => {
    for (let check = waiting.shift(); check; check = waiting.shift()) {
      const outcome = await runCheck(check);
      outcomes.push(outcome);
      const [first, ...rest] = outcome.detail.trimEnd().split("\n");
      console.log(`${marks[outcome.state]} ${outcome.name.padEnd(width)}  ${first}`);
      for (const line of rest) console.log(`    ${line}`);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return outcomes;
}

const marks = { passed: "✔", failed: "✘", skipped: "–" };

async function runCheck({ name, run }: Check): Promise<Outcome> {
  try {
    return { name, state: "passed", detail: await run() };
  } catch (error) {
    if (error instanceof Skipped)
      return { name, state: "skipped", detail: `skipped: ${error.message}` };
    return { name, state: "failed", detail: error instanceof Error ? error.message : `${error}` };
  }
}
