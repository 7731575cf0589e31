import type { Model, ModelStatus } from "../../generated/types.js";
import { ApiError } from "../errors/api-error.js";
import { InvalidResponseError } from "../errors/invalid-response-error.js";
import { TrainingFailedError } from "../errors/training-failed-error.js";
import { WaitTimeoutError } from "../errors/wait-timeout-error.js";
import { notify } from "../options/hooks.js";
import type { RequestOptions, WaitOptions } from "../options/options.js";
import { isTransient } from "../pipeline/repeat.js";
import { now } from "../timing/now.js";
import { throwIfAborted } from "../timing/on-abort.js";
import { sleep } from "../timing/sleep.js";

/** How long a new model may be unknown to a read that goes to a replica. */
const lagMs = 60_000;

/**
 * Looks at a model until it is deployed. A look that fails for a passing reason, and a status that
 * is not known, are waited out.
 *
 * @param first The model, if it has been seen already.
 * @throws TrainingFailedError, WaitTimeoutError, ApiError (no such model, key refused), or the
 * reason of the signal.
 */
export async function waitUntilDeployed(
  get: (options: RequestOptions) => Promise<Model>,
  { method, path }: { method: string; path: string },
  slug: string,
  options: WaitOptions & { timeoutMs: number },
  first?: Model,
): Promise<Model> {
  const { signal, headers, onStatus, intervalMs = 10_000, deadlineMs = 2 * 3_600_000 } = options;
  const began = now();
  let slept = 0;
  // Fake timers may fake sleeping, but not the clock.
  const elapsed = () => Math.max(now() - began, slept);
  let model = first;
  let wasRead = !first;
  let status: ModelStatus | undefined;
  let cause: unknown;
  let attempts = 0;

  async function look(): Promise<void> {
    attempts++;
    // A look ends with the wait at the latest; the next one is its repetition.
    const timeoutMs = Math.max(1, Math.min(options.timeoutMs, deadlineMs - elapsed()));
    try {
      model = await get({ signal, headers, maxRetries: 0, timeoutMs });
      wasRead = true;
      cause = undefined;
    } catch (error) {
      throwIfAborted(signal);
      // What was created a moment ago may not be readable everywhere yet.
      const mayBeLate = !wasRead && elapsed() < lagMs;
      if (!isPassing(error, mayBeLate)) throw error;
      cause = error;
    }
  }

  async function pause(): Promise<void> {
    const left = deadlineMs - elapsed();
    const pauseMs = Math.max(0, Math.min(intervalMs, left));
    await sleep(pauseMs, signal);
    slept += pauseMs;
    // No time is left for another look.
    if (left <= intervalMs) {
      const facts = { method, path, attempts, mayHaveReachedServer: true };
      throw new WaitTimeoutError({ ...facts, cause, slug, model, deadlineMs });
    }
  }

  if (!first) await look();
  for (;;) {
    if (model && model.openpipe.status !== status) {
      status = model.openpipe.status;
      notify(onStatus, status, model);
    }
    if (model && status === "DEPLOYED") return model;
    if (model && status === "ERROR") {
      throw new TrainingFailedError({ method, path, attempts, model });
    }
    await pause();
    await look();
  }
}

function isPassing(error: unknown, mayBeLate: boolean): boolean {
  const isLate = mayBeLate && error instanceof ApiError && error.isNotFound;
  return isLate || isTransient(error) || error instanceof InvalidResponseError;
}
