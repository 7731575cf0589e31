import type { CaseGroup } from "../case.js";
import type { Deviation } from "../reference-server/deviation.js";

/** The kinds of deviation, in the order in which they are reported. */
export const mutantClasses = [
  "response property dropped",
  "response property mistyped",
  "response property null",
  "response enum value unknown",
  "response property added",
  "response status or media type",
  "response body",
  "request loosened",
  "request tightened",
  "security",
  "error malformed",
  "lifecycle",
] as const;
export type MutantClass = (typeof mutantClasses)[number];

/** A server with exactly one deviation. */
export interface Mutant {
  /** Stable and unique: `request loosened / openai / sft_hyperparameters / closed object opened`. */
  id: string;
  class: MutantClass;
  deviation: Deviation;
  /** Where the cases that should notice are likely to be: only how soon it is found depends on it. */
  hint: MutantHint;
}

export interface MutantHint {
  /** How the ids of those cases begin. */
  prefix?: string;
  group?: CaseGroup;
}
