import { onAbort, reasonOf } from "./on-abort.js";
import { maxTimerMs } from "./sleep.js";

/** What `within` rejects with when the time is over. */
export const timedOut = Symbol("timed out");

/** A time limit and the caller's signal in one. */
export interface TimeLimit {
  /** For what is to stop. */
  signal: AbortSignal;
  /** Waits for something, but not longer, even if it ignores the signal. */
  within<T>(promise: Promise<T>): Promise<T>;
  /** Ends the time limit, but not the caller's power to stop what goes on. */
  release(): void;
  /** Leaves no timer behind, and no listener unless it was released. */
  end(): void;
}

/** Starts a time limit, which lasts until its `end`. */
export function startTimeLimit(
  timeoutMs: number,
  signal: AbortSignal | null | undefined,
): TimeLimit {
  const controller = new AbortController();
  let timer: ReturnType<typeof setTimeout>;
  let forget: (() => void) | null | undefined;
  const stopped = new Promise<never>((_, reject) => {
    const stop = (reason: unknown) => {
      reject(reason);
      controller.abort(reason);
    };
    timer = setTimeout(stop, Math.min(timeoutMs, maxTimerMs), timedOut);
    forget = signal && onAbort(signal, () => stop(reasonOf(signal)));
  });
  // Nobody may be waiting when it ends.
  stopped.catch(() => {});
  return {
    signal: controller.signal,
    within: (promise) => Promise.race([promise, stopped]),
    release: () => {
      forget = undefined;
    },
    end: () => {
      clearTimeout(timer);
      forget?.();
    },
  };
}
