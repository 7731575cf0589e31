import type { Mutant } from "./mutant.js";

/** Deviations that no request can show, by the id's exact text, with the reason. */
export const equivalents: ReadonlyMap<string, string> = new Map(
  ["openpipe", "openpipeReward"].map((branch) => [
    `request tightened / createModel / ${branch} / baseModel / anyOf without documented`,
    "The alternative beside it takes any string, so the list decides nothing.",
  ]),
);

/** Why a mutant cannot be killed, if so. */
export function whyEquivalent({ id }: Mutant): string | undefined {
  return equivalents.get(id);
}
