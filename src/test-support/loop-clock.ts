import { onTestFinished, vi } from "vitest";

/**
 * For the rest of a test, lets some milliseconds pass with each turn of the event loop instead of by the
 * wall clock. Nobody waits, and a busy machine slows timers and sockets alike, so that a request
 * that the server answers cannot time out.
 */
export function useLoopClock(msPerTurn = 1): void {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date", "performance"] });
  let running = true;
  const tick = () => {
    if (!running) return;
    vi.advanceTimersByTime(msPerTurn);
    setImmediate(tick);
  };
  setImmediate(tick);
  onTestFinished(() => {
    running = false;
    vi.useRealTimers();
  });
}
