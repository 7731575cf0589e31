import { ApiError } from "../errors/api-error.js";
import { ConnectionError } from "../errors/connection-error.js";
import { TimeoutError } from "../errors/timeout-error.js";
import { type Config, checkNumber } from "../options/config.js";
import { notify } from "../options/hooks.js";
import type { RequestOptions } from "../options/options.js";
import { sleep } from "../timing/sleep.js";
import { fillPath } from "../transport/fill-path.js";
import { retryDelay } from "./delay.js";

/** One call of one operation: what all its attempts have in common. */
export interface Call {
  method: string;
  /** The path template of the document, such as `/models/{modelSlug}`. */
  template: string;
  params: Record<string, string>;
  /** The template with its parameters filled in. */
  path: string;
  signal: AbortSignal | undefined;
  headers: Record<string, string> | undefined;
  timeoutMs: number;
  maxRetries: number;
  /** When the call must be over, on the clock of `performance.now()`. */
  deadline: number;
}

/**
 * Starts the clock of a call.
 *
 * @throws InvalidRequestError for a parameter that cannot stand in a path; ConfigurationError for
 * an option that cannot be used.
 */
export function startCall(
  config: Config,
  { method, path: template }: { method: string; path: string },
  params: Record<string, string>,
  options: RequestOptions = {},
): Call {
  const timeoutMs = checkNumber("timeoutMs", options.timeoutMs ?? config.timeoutMs);
  return {
    method,
    template,
    params,
    path: fillPath(template, params, method),
    signal: options.signal,
    headers: options.headers,
    timeoutMs,
    maxRetries: checkNumber("maxRetries", options.maxRetries ?? config.maxRetries, 0),
    deadline: performance.now() + (config.totalTimeoutMs ?? 5 * timeoutMs),
  };
}

/**
 * Pauses before the next step.
 *
 * @param resend Whether that is another attempt, so that the hook is told.
 * @returns false, at once, when the call's time would be over after the pause.
 */
export async function pause(
  config: Config,
  call: Call,
  attempt: number,
  error: unknown,
  resend = true,
): Promise<boolean> {
  const retryAfter = error instanceof ApiError ? error.headers.get("Retry-After") : undefined;
  const delayMs = retryDelay(attempt, retryAfter, config);
  if (performance.now() + delayMs >= call.deadline) return false;
  const { method, path } = call;
  if (resend) notify(config.hooks.onRetry, { method, path, attempt, delayMs, error });
  await sleep(delayMs, call.signal);
  return true;
}

/** A call whose attempts can be made. */
export interface Started<T> {
  call: Call;
  send(attempt: number): Promise<T>;
}

/** Makes attempts of what may be repeated freely, until one succeeds or it is hopeless. */
export async function retry<T>(
  config: Config,
  start: () => Started<T>,
  mayRepeat: (error: unknown) => boolean = isTransient,
): Promise<T> {
  const { call, send } = start();
  for (let attempt = 1; ; attempt++) {
    try {
      return await send(attempt);
    } catch (error) {
      call.signal?.throwIfAborted();
      const goOn = attempt <= call.maxRetries && mayRepeat(error);
      if (!goOn || !(await pause(config, call, attempt, error))) throw error;
    }
  }
}

/** Whether the same request may well succeed a little later. */
export function isTransient(error: unknown): boolean {
  return (
    error instanceof ConnectionError ||
    error instanceof TimeoutError ||
    (error instanceof ApiError && [408, 429, 500, 502, 503, 504].includes(error.status))
  );
}
