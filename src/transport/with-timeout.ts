import { maxTimerMs } from "../retry/sleep.js";

/** What `withTimeout` rejects with when the time is over. */
export const timedOut = Symbol("timed out");

/**
 * Runs something with a time limit and the caller's signal, and leaves no timer and no listener
 * behind. It ends in time even if what it runs ignores its signal.
 */
export async function withTimeout<T>(
  timeoutMs: number,
  signal: AbortSignal | null | undefined,
  run: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  signal?.throwIfAborted();
  const controller = new AbortController();
  let stop: (reason: unknown) => void = () => {};
  const stopped = new Promise<never>((_, reject) => {
    stop = (reason) => {
      reject(reason);
      controller.abort(reason);
    };
  });
  const onAbort = () => stop(signal?.reason);
  const timer = setTimeout(stop, Math.min(timeoutMs, maxTimerMs), timedOut);
  signal?.addEventListener("abort", onAbort);
  try {
    return await Promise.race([run(controller.signal), stopped]);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", onAbort);
  }
}
