import type { ContractCase } from "../engine/case.js";
import type { Step } from "../engine/lifecycle/steps.js";
import type { Send } from "../engine/run/options.js";
import type { Target } from "../engine/target.js";
import { unknownSlug } from "../resources.js";
import type { LivePlan } from "./plan.js";

/** What is said where the server turns out to be the mock. */
export const prismNote =
  "This is Prism, the mock: it keeps no models and takes any token, so what depends on them is skipped.\nA server that keeps them: npm run mock -- --stateful";

const noState = "Prism keeps no state: nothing that is created is there.";

/** Whether a server is Prism, by the words with which it refuses a path that no document has. */
export async function isPrism(send: Send, { baseUrl }: Target): Promise<boolean> {
  const request = { method: "GET", url: `${baseUrl}/${unknownSlug}`, headers: {} };
  const answer = await send(request).catch(() => undefined);
  return answer?.body.includes("stoplight.io/prism/errors") ?? false;
}

/** A plan without what Prism cannot decide; it never creates. */
export function withoutState(plan: LivePlan): LivePlan {
  const limited = (step: Step): Step => ({
    ...step,
    contractCase: skipped(step.contractCase, noState),
  });
  return {
    ...plan,
    cases: plan.cases.map((each) => {
      const isCreate = each.operationId === plan.resource.create && each.group === "valid";
      return skipped(each, each.undecidableOn?.mock ?? (isCreate ? noState : undefined));
    }),
    canary: plan.canary.map(limited),
    steps: plan.steps.map(limited),
    readsListed: false,
    looks: [],
  };
}

function skipped(contractCase: ContractCase, live: string | undefined): ContractCase {
  if (live === undefined) return contractCase;
  return { ...contractCase, undecidableOn: { live, ...contractCase.undecidableOn } };
}
