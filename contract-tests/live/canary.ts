import { runScenario, type ScenarioOptions } from "../engine/lifecycle/run-scenario.js";
import type { Step } from "../engine/lifecycle/steps.js";
import type { CaseResult } from "../engine/run/result.js";
import type { Target } from "../engine/target.js";
import type { Creating } from "./guard.js";
import type { LivePlan } from "./plan.js";
import { checkWriter } from "./preflight.js";

/**
 * The first life. As soon as something about it is not as it should be, no more creates
 * are sent: what is wrong with one would be wrong with all of them.
 *
 * @throws Failure when the token may not create.
 */
export async function runCanary(
  { resource, canary: steps }: LivePlan,
  target: Target,
  options: ScenarioOptions,
  creating: Creating,
): Promise<CaseResult[]> {
  const run = await runScenario(steps, target, {
    ...options,
    onAnswer({ id }, _, response) {
      if (id === steps[0]?.contractCase.id) checkWriter(response, target);
    },
    onResult({ id, outcome, reason, violations }) {
      // What is not sent by choice says nothing about the server.
      const isLimited = ({ contractCase }: Step) => contractCase.undecidableOn?.live !== undefined;
      const left = steps.filter(isLimited).map(({ contractCase }) => contractCase.id);
      if (outcome === "held" || left.includes(id) || isLimited(steps[0]!)) return;
      const why = violations[0]
        ? `expected ${violations[0].expected}, got ${violations[0].actual}`
        : reason;
      creating.ended ??= `The life of the first ${resource.name} did not go as it should, so no other create is sent: ${id}: ${why}`;
    },
  });
  return run.results;
}
