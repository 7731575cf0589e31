import { createModel, getModel } from "../../generated/operations.js";
import type { Model } from "../../generated/types.js";
import { InvalidRequestError } from "../errors/invalid-request-error.js";
import { InvalidResponseError } from "../errors/invalid-response-error.js";
import type { Reply } from "../pipeline/answer.js";
import { attempt, type Pipeline } from "../pipeline/attempt.js";
import { type Call, type Input, startCall } from "../pipeline/call.js";
import { isTransient, pause, repeat, tellAbort } from "../pipeline/repeat.js";
import { now } from "../timing/now.js";
import { createOnce, isForeign } from "./create-once.js";
import type { Wanted } from "./same-request.js";

/** Creates a model as `create-once.md` draws it, with requests of the pipeline. */
export async function createModelOnce(pipeline: Pipeline, input: Input): Promise<Reply<unknown>> {
  const { config } = pipeline;
  const call = startCall(config, createModel, input);
  const wanted = wantedBy(call);
  return createOnce(wanted, {
    post: (attempts) => attempt(pipeline, call, attempts) as Promise<Reply<Model>>,
    look: () => {
      const path = { modelSlug: wanted.slug };
      const look = startCall(config, getModel, { path, options: input.options });
      // Also when the call's time is over: what was sent must be settled.
      look.deadline = Math.max(call.deadline, now() + look.timeoutMs);
      return repeat(pipeline, look, isWorthAnotherLook) as Promise<Reply<Model>>;
    },
    pause: (attempts, error, resend) => pause(pipeline, call, attempts, error, resend),
    onAbort: (attempts, tried) => tellAbort(pipeline, call, attempts, tried, wanted.slug),
    maxRetries: call.maxRetries,
    signal: call.signal,
    loopback: config.loopback,
    replays: config.replays,
  });
}

function isWorthAnotherLook(error: unknown): boolean {
  return isTransient(error) || error instanceof InvalidResponseError || isForeign(error);
}

/**
 * What tells whose a model is, as it is sent. Without it a create in doubt could not be settled, so
 * it is asked for even when nothing else is checked.
 */
function wantedBy({ body, operation }: Call): Wanted {
  const { slug, datasetId, trainingConfig } = Object(body?.json) as Record<string, unknown>;
  const { baseModel } = Object(trainingConfig) as Record<string, unknown>;
  const isSafe = typeof slug === "string" && !/^\.{0,2}$|\p{Surrogate}/u.test(slug);
  if (isSafe && typeof datasetId === "string" && typeof baseModel === "string") {
    return { slug, datasetId, baseModel, settings: trainingConfig };
  }
  const message = "must have slug, datasetId and trainingConfig.baseModel as text";
  throw new InvalidRequestError([{ pointer: "", message }], operation);
}
