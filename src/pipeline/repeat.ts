import { ApiError } from "../errors/api-error.js";
import { ConnectionError } from "../errors/connection-error.js";
import type { OpenPipeError } from "../errors/openpipe-error.js";
import { OutcomeUnknownError } from "../errors/outcome-unknown-error.js";
import { TimeoutError } from "../errors/timeout-error.js";
import { retryDelay } from "../http/retry-after.js";
import { notify } from "../options/hooks.js";
import { now } from "../timing/now.js";
import { throwIfAborted } from "../timing/on-abort.js";
import { sleep } from "../timing/sleep.js";
import type { Reply } from "./answer.js";
import { attempt, type Pipeline } from "./attempt.js";
import type { Call } from "./call.js";
import { judge } from "./judge.js";
import { settleDelete } from "./settle-delete.js";

/** Methods of which a second request changes no more than the first. */
const idempotent = new Set(["GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE"]);

/**
 * Makes attempts until one succeeds or it is hopeless. What is idempotent is repeated after failures
 * that pass; anything else only when it was certainly not processed.
 *
 * @param mayRepeat Which failures pass.
 * @throws OutcomeUnknownError when a request that is not idempotent may have been processed; else
 * what the last attempt failed with.
 */
export async function repeat(
  pipeline: Pipeline,
  call: Call,
  mayRepeat: (error: unknown) => boolean = isTransient,
): Promise<Reply<unknown>> {
  const isFree = idempotent.has(call.operation.method);
  const tried: string[] = [];
  let mayBeDone = false;
  for (let attempts = 1; ; attempts++) {
    try {
      return await attempt(pipeline, call, attempts);
    } catch (error) {
      if (call.signal?.aborted && !isFree) tellAbort(pipeline, call, attempts, tried);
      throwIfAborted(call.signal);
      const deleted = settleDelete(call, error, attempts, mayBeDone);
      if (deleted) return deleted;
      const verdict = judge(error);
      mayBeDone ||= verdict === "doubt";
      tried.push(`attempt ${attempts}: ${firstLine(error)}`);
      if (mayBeDone && !isFree) throw unknownOutcome(error as OpenPipeError, tried);
      const isPassing = isFree ? mayRepeat(error) : verdict === "not processed";
      const goOn = isPassing && attempts <= call.maxRetries;
      if (!goOn || !(await pause(pipeline, call, attempts, error))) throw error;
    }
  }
}

/** Tells the hook what was under way when the signal ended a call. */
export function tellAbort(
  { config }: Pipeline,
  { operation: { method }, path }: Call,
  attempt: number,
  tried: string[],
  slug?: string,
): void {
  notify(config.hooks.onAbort, { method, path, attempt, slug, tried });
}

/** Whether the same request may well succeed a little later. */
export function isTransient(error: unknown): boolean {
  return (
    error instanceof ConnectionError ||
    error instanceof TimeoutError ||
    (error instanceof ApiError && [408, 429, 500, 502, 503, 504].includes(error.status))
  );
}

/**
 * Pauses before the next step.
 *
 * @param resend Whether that is another attempt, so that the hook is told.
 * @returns false, at once, when the call's time would be over after the pause.
 */
export async function pause(
  { config }: Pipeline,
  call: Call,
  attempts: number,
  error: unknown,
  resend = true,
): Promise<boolean> {
  const retryAfter = error instanceof ApiError ? error.headers.get("Retry-After") : undefined;
  const delayMs = retryDelay(attempts, retryAfter, config);
  if (now() + delayMs >= call.deadline) return false;
  if (resend) {
    const { path, operation } = call;
    const { method } = operation;
    notify(config.hooks.onRetry, { method, path, attempt: attempts, delayMs, error });
  }
  await sleep(delayMs, call.signal);
  return true;
}

/** The first line of what a step failed with, for `tried`. */
export function firstLine(error: unknown): string {
  return String(error instanceof Error ? error.message : error).replace(/\n[^]*/, "");
}

function unknownOutcome(cause: OpenPipeError, tried: string[]): OutcomeUnknownError {
  const { method, path, attempts } = cause;
  return new OutcomeUnknownError(
    `It is unknown whether ${method} ${path} was processed: look before you send it again.`,
    { method, path, attempts, mayHaveReachedServer: true, tried, slug: undefined, cause },
  );
}
