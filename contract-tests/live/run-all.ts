import type { RunResult } from "../engine/run/result.js";
import { skip } from "../engine/run/run.js";
import { createLedger, type Ledger } from "./ledger.js";
import { casesOf, type LivePlan } from "./plan.js";
import { allowedBy, type LiveOptions, runLive } from "./run.js";
import type { LiveSettings } from "./settings.js";

/** A plan, and the ledger of what it makes. */
export interface Job {
  plan: LivePlan;
  ledger: Ledger;
}

export function openJobs(
  plans: readonly LivePlan[],
  { baseUrl, token }: Pick<LiveSettings, "baseUrl" | "token">,
): Job[] {
  const target = { kind: "live", baseUrl, token } as const;
  return plans.map((plan) => {
    return { plan, ledger: createLedger(plan.resource, target, plan.prefix) };
  });
}

/** Runs one resource after the other; one whose run ends early is the last. */
export async function runAll(
  jobs: readonly Job[],
  settings: LiveSettings,
  { gaps, ...options }: Omit<LiveOptions, "ledger" | "creating">,
): Promise<RunResult> {
  const creating = allowedBy(settings);
  const [first, ...others] = jobs;
  const all = await runLive(first!.plan, settings, {
    ...options,
    ledger: first!.ledger,
    gaps,
    creating,
  });
  for (const { plan, ledger } of others) {
    const { endedEarly } = all;
    if (endedEarly !== undefined) {
      const reason = `The run had ended: ${endedEarly}`;
      all.results.push(...casesOf(plan).map((each) => skip(each, reason)));
      continue;
    }
    const run = await runLive(plan, settings, { ...options, ledger, gaps: [], creating });
    all.results.push(...run.results);
    all.requests += run.requests;
    all.durationMs += run.durationMs;
    all.leftBehind = [...(all.leftBehind ?? []), ...(run.leftBehind ?? [])];
    if (run.endedEarly !== undefined) all.endedEarly = run.endedEarly;
  }
  return all;
}
