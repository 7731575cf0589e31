import { getEventListeners } from "node:events";
import { expect, it, onTestFinished, vi } from "vitest";
import { onAbort, reasonOf } from "./on-abort.js";
import { sleep } from "./sleep.js";

it("gives a signal one listener for all who wait, as long as one of them does", () => {
  const { signal } = new AbortController();
  const listeners = () => getEventListeners(signal, "abort").length;
  const forgetFirst = onAbort(signal, () => {});
  const forgetSecond = onAbort(signal, () => {});
  expect(listeners()).toBe(1);
  forgetFirst();
  expect(listeners()).toBe(1);
  forgetSecond();
  expect(listeners()).toBe(0);
});

it("calls back who still waits, and nobody else", () => {
  const controller = new AbortController();
  const [gone, waiting] = [vi.fn(), vi.fn()];
  onAbort(controller.signal, gone)();
  onAbort(controller.signal, waiting);
  controller.abort();
  expect(gone).not.toHaveBeenCalled();
  expect(waiting).toHaveBeenCalledOnce();
});

it("words the reason of a signal that has none (React Native)", () => {
  const signal = { aborted: true } as AbortSignal;
  expect(reasonOf(signal)).toMatchObject({
    name: "AbortError",
    message: "This operation was aborted",
  });
});

it("sleeps for longer than a timer can hold", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  onTestFinished(() => void vi.useRealTimers());
  const awake = vi.fn();
  void sleep(2 ** 40).then(awake);
  await vi.advanceTimersByTimeAsync(3_600_000);
  expect(awake).not.toHaveBeenCalled();
});
