import type { ContractCase } from "../engine/case.js";
import type { HttpResponse } from "../engine/run/options.js";
import { isGateway, isReset } from "./pace.js";
import type { LivePlan } from "./plan.js";

/** Why an answer says nothing about the rule of a case, if so. */
export function excuse(
  plan: LivePlan,
  contractCase: ContractCase,
  answer: HttpResponse | Error,
): string | undefined {
  if (answer instanceof Error) {
    return isReset(answer) ? "The connection broke before a whole answer came." : undefined;
  }
  if (isGateway(answer.status)) return `A gateway answered ${answer.status}.`;
  if (answer.status === 429) return "The server was too busy, also after waits.";
  return [400, 404].includes(answer.status) ? plan.unsure(contractCase) : undefined;
}
