import { onAbort } from "./on-abort.js";
import { maxTimerMs } from "./sleep.js";

/** What `within` rejects with when the time is over. */
export const timedOut = Symbol("timed out");

/** A time limit and the caller's signal in one. */
export interface TimeLimit {
  /** For what is to stop. */
  signal: AbortSignal;
  /** Waits for something, but not longer, even if it ignores the signal. */
  within<T>(promise: Promise<T>): Promise<T>;
  /** Leaves no timer and no listener behind. */
  end(): void;
}

/** Starts a time limit, which lasts until its `end`. */
export function startTimeLimit(
  timeoutMs: number,
  signal: AbortSignal | null | undefined,
): TimeLimit {
  const controller = new AbortController();
  let end = () => {};
  const stopped = new Promise<never>((_, reject) => {
    const stop = (reason: unknown) => {
      reject(reason);
      controller.abort(reason);
    };
    const timer = setTimeout(stop, Math.min(timeoutMs, maxTimerMs), timedOut);
    const forget = signal && onAbort(signal, () => stop(signal.reason));
    end = () => {
      clearTimeout(timer);
      forget?.();
    };
  });
  return {
    signal: controller.signal,
    within: (promise) => Promise.race([promise, stopped]),
    end,
  };
}
