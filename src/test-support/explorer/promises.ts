import type { Model } from "../../../generated/types.js";
import { ApiError } from "../../errors/api-error.js";
import { OutcomeUnknownError } from "../../errors/outcome-unknown-error.js";
import type { Reply } from "../../pipeline/answer.js";
import { request } from "./models.js";
import type { Excuse, World } from "./world.js";

/** How a call ended. */
export type Outcome = { reply: Reply<Model> } | { error: unknown };

/** A promise that an outcome breaks. */
export interface Breach {
  promise: string;
  /** What would excuse it. */
  excuses: Excuse[];
}

/** Judges what a call says by what has really happened. */
export function findBreach(world: World, outcome: Outcome): Breach | undefined {
  const { jobs, faults } = world;
  if (jobs > 1) return { promise: "Two jobs by one call", excuses: ["denied", "missed"] };
  if (faults === 0 && !isByTheRule(world, outcome)) {
    return { promise: "Nothing failed, but the rule is not kept", excuses: [] };
  }
  if ("reply" in outcome) {
    return isOfTheRequest(world, outcome.reply)
      ? undefined
      : { promise: "A success that is not the request's", excuses: ["clocks", "claimed"] };
  }
  if (outcome.error instanceof OutcomeUnknownError || jobs === 0) return undefined;
  return {
    promise: "A definite failure, and a job",
    excuses: ["denied", "refused", "redirected", "clocks"],
  };
}

/** The outcome in a word or two. */
export function describeOutcome(outcome: Outcome): string {
  if ("reply" in outcome) return outcome.reply.origin ?? "success";
  const { error } = outcome;
  return error instanceof ApiError ? `ApiError ${error.status}` : (error as Error).name;
}

/** The same request within ten minutes is the same request; any other has taken the slug. */
function isByTheRule({ stored, began }: World, outcome: Outcome): boolean {
  if (stored?.maker === "this call") return describeOutcome(outcome) === "created";
  const isSame = stored?.maker === "the same request" && stored.madeAt >= began - 10 * 60_000;
  if (isSame) return describeOutcome(outcome) === "found";
  return "error" in outcome && outcome.error instanceof ApiError && outcome.error.isConflict;
}

/** Whether it is the model of this call, or of the same request within ten minutes, and says which. */
function isOfTheRequest({ stored, began, lastMethod }: World, { data, origin }: Reply<Model>) {
  if (data.id !== request.slug || !stored) return false;
  if (origin !== (lastMethod === "POST" ? "created" : "found")) return false;
  if (stored.maker === "this call") return true;
  const isRecent = stored.madeAt >= began - 10 * 60_000;
  return stored.maker === "the same request" && isRecent && origin === "found";
}
