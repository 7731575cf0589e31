import type { ContractCase } from "./engine/case.js";

const takenByPrism = ["unknown", "part", "longer", "other-case", "similar", "null", "wildcard"];

/** Why Prism cannot decide a case, as found by trying it; `undefined` where it can. */
export function mockLimit({ group, request, expect }: ContractCase): string | undefined {
  if (takenByPrism.includes(request.token)) return "Prism takes any token.";
  if (group === "unknown-resource") return "Prism keeps no state: every resource exists.";
  if (group === "invalid" && typeof expect.statuses !== "string") {
    const refuses = expect.statuses.includes(400) || expect.statuses.includes(422);
    if (!refuses) return "Prism refuses input with 422, which the operation does not list.";
  }
  return undefined;
}
