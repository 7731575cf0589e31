import type { ContractCase } from "../engine/case.js";
import type { Deviation } from "../reference-server/deviation.js";

/** The kinds of deviation, as they are counted. */
export const mutantClasses = [
  "response body",
  "response envelope",
  "request loosened",
  "request tightened",
  "protocol",
  "security",
  "errors",
  "lifecycle",
] as const;
export type MutantClass = (typeof mutantClasses)[number];

/** A server that deviates from the document in exactly one way. */
export interface Mutant {
  /** Stable and readable: `request loosened / createModel / openai / sft_hyperparameters.n_epochs / takes a string`. */
  id: string;
  class: MutantClass;
  deviation: Deviation;
  /** What a violation has to say for its report to name the deviation. */
  named: Named;
}

/** Where a deviation shows. */
export interface Named {
  /** The operations whose answers are wrong; left out: any. */
  operationIds?: readonly string[];
  /** Texts that stand in the violation: property names, parts of the case's id. */
  texts: readonly string[];
  /** A text in the request that the report repeats: the value that is refused. */
  inRequest?: string;
}

/** Whether a violation of this case can be meant. */
export function isNear({ operationIds, texts }: Named, { operationId, id }: ContractCase): boolean {
  return (operationIds?.includes(operationId) ?? true) && texts.every((text) => id.includes(text));
}
