import { onAbort } from "./on-abort.js";
import { maxTimerMs } from "./sleep.js";

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
  let clear = () => {};
  const stopped = new Promise<never>((_, reject) => {
    const stop = (reason: unknown) => {
      reject(reason);
      controller.abort(reason);
    };
    const timer = setTimeout(stop, Math.min(timeoutMs, maxTimerMs), timedOut);
    const forget = onAbort(signal, () => stop(signal?.reason));
    clear = () => {
      clearTimeout(timer);
      forget();
    };
  });
  try {
    return await Promise.race([run(controller.signal), stopped]);
  } finally {
    clear();
  }
}
