import { groupViolations } from "../../engine/report/group.js";
import { runAgainst } from "../../live/test-run.js";
import type { Deviation } from "./deviation.js";
import { type Change, startStack } from "./server.js";
import { keys } from "./stack.js";
import type { Variation } from "./variations.js";

/** What a run said about a stack. */
export interface StackVerdict {
  name: string;
  /** What was broken: the case and what it got, one line each. */
  broken: string[];
  undecided: string[];
  /** Models that are still there and none of the project's own, without a word about them. */
  unsaid: string[];
  /** Why the run could not be made, if so. */
  failure?: string;
}

/** Whether a run says that a stack is wrong, or that it is not fit to be tested. */
export function isFound({ broken, failure }: StackVerdict): boolean {
  return broken.length > 0 || failure !== undefined;
}

/**
 * Runs the contract tests against a deviating stack until something is broken.
 *
 * @param likely the cases to begin with, as for `--grep`; if they find nothing, all others follow.
 */
export async function runDeviation(
  { name, change }: Deviation,
  likely?: string,
): Promise<StackVerdict> {
  const first = likely && (await runStack(name, { change }, true, likely));
  return first && isFound(first) ? first : runStack(name, { change }, true);
}

/** Runs the contract tests against a conforming variation, to the end. */
export function runVariation({ name, ...variation }: Variation): Promise<StackVerdict> {
  return runStack(name, variation, false);
}

/** As `npm run contract:live` runs in mode `all`, which this machine's servers may be asked for. */
async function runStack(
  name: string,
  { change, write, others = 3, waits }: Omit<Variation, "name" | "open"> & { change?: Change },
  stopsEarly: boolean,
  grep?: string,
): Promise<StackVerdict> {
  const server = await startStack(change, write, others);
  const stop = new AbortController();
  try {
    const run = await runAgainst(server.url, keys.write, "all", {
      env: { OPENPIPE_CONTRACT_READ_ONLY_KEY: keys.read },
      signal: stop.signal,
      ...(grep !== undefined && { grep }),
      ...(waits && { waits }),
      ...(stopsEarly && {
        onResult: ({ outcome }) => {
          if (outcome === "violated") stop.abort(new Error("found"));
        },
      }),
    });
    const groups = groupViolations(run.results);
    const said = (run.leftBehind ?? []).join("\n");
    const unsaid = server.stack.stored
      .map(({ model }) => model.id)
      .filter((id) => !id.startsWith("acme-") && !said.includes(id));
    return {
      name,
      broken: groups.map(({ first }) => `${first.caseId}: ${first.expected}, got ${first.actual}`),
      undecided: run.results
        .filter(({ outcome }) => outcome === "undecided")
        .map(({ id, reason }) => `${id}: ${reason}`),
      unsaid,
    };
  } catch (error) {
    return { name, broken: [], undecided: [], unsaid: [], failure: (error as Error).message };
  } finally {
    await server.close();
  }
}
