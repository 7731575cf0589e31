import type { ContractCase } from "./engine/case.js";

const takenByPrism = [
  "unknown",
  "more-in-front",
  "words-behind",
  "quoted",
  "part",
  "longer",
  "other-case",
  "similar",
  "null",
  "wildcard",
];

/** Why Prism cannot decide a case, as found by trying it; `undefined` where it can. */
export function mockLimit({ group, request, expect }: ContractCase): string | undefined {
  if (takenByPrism.includes(request.token)) return "Prism takes any token.";
  const { body } = request;
  if (body && "spelled" in body.content && body.content.spelled === "too large") {
    return "Prism has no limit for the size of a body.";
  }
  if (group === "protocol" && body?.contentType.endsWith("+json")) {
    return "Prism reads every JSON media type.";
  }
  if (group === "unknown-resource") return "Prism keeps no state: every resource exists.";
  if (group === "invalid" && typeof expect.statuses !== "string") {
    const refuses = expect.statuses.includes(400) || expect.statuses.includes(422);
    if (!refuses) return "Prism refuses input with 422, which the operation does not list.";
  }
  return undefined;
}
