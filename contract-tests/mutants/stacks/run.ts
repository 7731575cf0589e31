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

/** Runs the contract tests against a deviating stack until something is broken. */
export function runDeviation({ name, change }: Deviation): Promise<StackVerdict> {
  return runStack(name, { change }, true);
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
): Promise<StackVerdict> {
  const server = await startStack(change, write, others);
  const stop = new AbortController();
  try {
    const run = await runAgainst(server.url, keys.write, "all", {
      env: { OPENPIPE_CONTRACT_READ_ONLY_KEY: keys.read },
      signal: stop.signal,
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
