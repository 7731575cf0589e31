import type { Model } from "../../generated/types.js";
import { InvalidResponseError } from "../errors/invalid-response-error.js";
import { TrainingFailedError } from "../errors/training-failed-error.js";
import { WaitTimeoutError } from "../errors/wait-timeout-error.js";
import { checkNumber } from "../options/config.js";
import { notify } from "../options/hooks.js";
import type { RequestOptions, WaitOptions } from "../options/options.js";
import { isTransient } from "../retry/call.js";
import { sleep } from "../timing/sleep.js";

/**
 * Looks at a model until it is deployed. A look that fails for a passing reason, and a status that
 * is not known, are waited out.
 *
 * @param first The model, if it has been seen already.
 * @throws TrainingFailedError, WaitTimeoutError, ApiError (no such model, key refused), or the
 * reason of the signal.
 */
export async function waitUntilDeployed(
  get: (options: RequestOptions & { timeoutMs: number }) => Promise<Model>,
  { method, path }: { method: string; path: string },
  slug: string,
  { signal, onStatus, ...options }: WaitOptions = {},
  first?: Model,
): Promise<Model> {
  const intervalMs = checkNumber("intervalMs", options.intervalMs ?? 10_000);
  const timeoutMs = checkNumber("timeoutMs", options.timeoutMs ?? 2 * 3_600_000);
  const deadline = performance.now() + timeoutMs;
  let model = first;
  let status: string | undefined;
  let cause: unknown;
  for (let attempts = 0; ; attempts++) {
    if (attempts > 0 || !first) {
      try {
        // A look ends with the wait at the latest; the next one is its repetition.
        const timeoutMs = Math.max(1, deadline - performance.now());
        model = await get({ signal, maxRetries: 0, timeoutMs });
        cause = undefined;
      } catch (error) {
        const passing = isTransient(error) || error instanceof InvalidResponseError;
        if (signal?.aborted || !passing) throw error;
        cause = error;
      }
    }
    if (model && model.openpipe.status !== status) {
      status = model.openpipe.status;
      notify(onStatus, status, model);
    }
    if (model && status === "DEPLOYED") return model;
    if (model && status === "ERROR")
      throw new TrainingFailedError({ method, path, attempts, model });
    const remaining = deadline - performance.now();
    if (remaining <= 0) {
      throw new WaitTimeoutError(timeoutMs, {
        ...{ method, path, attempts, cause, slug, model },
        mayHaveReachedServer: true,
      });
    }
    await sleep(Math.min(intervalMs, remaining), signal);
  }
}
