import { onAbort, reasonOf, throwIfAborted } from "./on-abort.js";

/** The longest time that a timer can hold; beyond it, it would fire at once. */
export const maxTimerMs = 2 ** 31 - 1;

/** Waits; rejects with the signal's reason as soon as it is aborted. */
export async function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  throwIfAborted(signal);
  await new Promise<void>((resolve, reject) => {
    const forget =
      signal &&
      onAbort(signal, () => {
        clearTimeout(timer);
        reject(reasonOf(signal));
      });
    const timer = setTimeout(
      () => {
        forget?.();
        resolve();
      },
      Math.min(ms, maxTimerMs),
    );
  });
}
