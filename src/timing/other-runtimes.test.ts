import { afterEach, describe, expect, it, vi } from "vitest";
import { createModelsClient, type ModelsClientOptions } from "../index.js";
import { createRequest, modelOf } from "../test-support/models.js";
import { failure } from "../test-support/start.js";

const input = createRequest("my-slug");

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

function client(fetch: ModelsClientOptions["fetch"]) {
  return createModelsClient({ apiKey: "sk-test-0123456789", retryDelayMs: 5, fetch });
}

/** Answers nothing until its signal is aborted. */
function hang(_: string, init?: RequestInit): Promise<Response> {
  return new Promise((_, reject) => {
    init!.signal!.addEventListener("abort", () => reject(new Error("Aborted")));
  });
}

const answerModel = async () => Response.json(modelOf(input));

describe("signals as React Native has them, without throwIfAborted and reason", () => {
  class OldSignal extends EventTarget {
    aborted = false;
  }

  class OldController {
    readonly signal = new OldSignal() as AbortSignal;

    abort() {
      (this.signal as { aborted: boolean }).aborted = true;
      this.signal.dispatchEvent(new Event("abort"));
    }
  }

  it("end a call before it, while it is under way, and between two looks", async () => {
    vi.stubGlobal("AbortController", OldController);
    const early = new AbortController();
    early.abort();
    const fetch = vi.fn(hang);
    const { signal } = early;
    expect(await failure(client(fetch).get("s", { signal }))).toMatchObject({ name: "AbortError" });
    expect(fetch).not.toHaveBeenCalled();
    const calls = [
      (signal: AbortSignal) => client(hang).get("s", { signal }),
      (signal: AbortSignal) => client(hang).create(input, { signal }),
      (signal: AbortSignal) => client(answerModel).waitUntilDeployed("my-slug", { signal }),
    ];
    for (const call of calls) {
      const controller = new AbortController();
      const ended = failure(call(controller.signal));
      setTimeout(() => controller.abort(), 20);
      expect(await ended).toMatchObject({ name: "AbortError" });
    }
  });

  it("leave the time limit working", async () => {
    vi.stubGlobal("AbortController", OldController);
    const error = await failure(client(hang).get("s", { timeoutMs: 20, maxRetries: 0 }));
    expect(error).toMatchObject({ name: "TimeoutError" });
  });
});

describe("a wait reaches its deadline", () => {
  it.each([
    ["only setTimeout is faked", ["setTimeout", "clearTimeout"] as const],
    ["setTimeout and Date are faked", ["setTimeout", "clearTimeout", "Date"] as const],
  ])("when %s", async (_, toFake) => {
    vi.useFakeTimers({ toFake: [...toFake] });
    const waited = failure(client(answerModel).waitUntilDeployed("my-slug"));
    await vi.advanceTimersByTimeAsync(2 * 3_600_000);
    expect(await waited).toMatchObject({ name: "WaitTimeoutError" });
  });

  it("when the clock moves on while it sleeps", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
    const looks = vi.fn(answerModel);
    const waited = failure(client(looks).waitUntilDeployed("my-slug", { deadlineMs: 100_000 }));
    await vi.advanceTimersByTimeAsync(10_000);
    const { performance } = globalThis;
    // A machine that was suspended.
    vi.stubGlobal("performance", { now: () => performance.now() + 80_000 });
    await vi.advanceTimersByTimeAsync(20_000);
    expect(await waited).toMatchObject({ name: "WaitTimeoutError" });
    expect(looks.mock.calls.length).toBeLessThan(5);
  });
});

it("does without performance", async () => {
  vi.stubGlobal("performance", undefined);
  const onResponse = vi.fn();
  const models = createModelsClient({
    apiKey: "sk-test-0123456789",
    fetch: answerModel,
    onResponse,
  });
  expect((await models.create(input)).id).toBe("my-slug");
  expect(onResponse.mock.lastCall![0].durationMs).toBeGreaterThanOrEqual(0);
  const options = { intervalMs: 1, deadlineMs: 5 };
  const error = await failure(models.waitUntilDeployed("my-slug", options));
  expect(error).toMatchObject({ name: "WaitTimeoutError" });
});
