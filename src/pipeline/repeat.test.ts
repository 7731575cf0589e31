import { afterEach, describe, expect, it, vi } from "vitest";
import type { ApiError } from "../index.js";
import { createRequest, modelOf } from "../test-support/models.js";
import { apiErrorStatuses, failOnce } from "../test-support/retry-cases.js";
import { failure, start } from "../test-support/start.js";
import { retryDelay } from "../http/retry-after.js";

const model = modelOf(createRequest("my-slug"));

describe("GET and DELETE", () => {
  it.each(apiErrorStatuses)("are repeated after %i", async (status) => {
    const { server, models } = await start({ handle: failOnce(status) });
    server.models.set("my-slug", model);
    expect((await models.withResponse.get("my-slug")).attempts).toBe(2);
    const { server: second, models: others } = await start({ handle: failOnce(status) });
    second.models.set("my-slug", model);
    expect(await others.delete("my-slug")).toEqual({
      id: "my-slug",
      object: "model",
      deleted: true,
    });
  });

  it.each([400, 401, 403, 404, 409, 422, 501])("are not repeated after %i", async (status) => {
    const { server, models } = await start({ handle: failOnce(status) });
    await failure(models.list());
    expect(server.requests).toHaveLength(1);
  });

  it.each(["drop before", "half a body"] as const)(
    "are repeated when the network fails: %s",
    async (fault) => {
      const { models } = await start({ fault: (_, index) => (index < 2 ? fault : undefined) });
      expect((await models.withResponse.list()).attempts).toBe(3);
    },
  );

  it("give up after maxRetries, and say how often they tried", async () => {
    const { server, models } = await start({ handle: () => ({ status: 503, body: "" }) });
    expect(await failure<ApiError>(models.list())).toMatchObject({ status: 503, attempts: 3 });
    expect(await failure(models.list({ maxRetries: 0 }))).toMatchObject({ attempts: 1 });
    expect(server.requests).toHaveLength(4);
  });

  it("keep to the total time", async () => {
    const { server, models } = await start(
      { handle: () => ({ status: 503, body: "", headers: { "Retry-After": "30" } }) },
      { totalTimeoutMs: 5_000 },
    );
    await failure(models.list());
    expect(server.requests).toHaveLength(1);
  });

  it("stop at once when aborted, also in a pause", async () => {
    const { models } = await start(
      { handle: () => ({ status: 503, body: "" }) },
      { retryDelayMs: 60_000 },
    );
    const controller = new AbortController();
    const listed = failure(models.list({ signal: controller.signal }));
    setTimeout(() => controller.abort(), 30);
    expect((await listed).name).toBe("AbortError");
    expect((await failure(models.list({ signal: controller.signal }))).name).toBe("AbortError");
  });
});

describe("DELETE", () => {
  it.each(["drop after", "500 after"] as const)(
    "is done when 404 follows a doubt: %s",
    async (fault) => {
      const { server, models } = await start({ fault: (_, index) => (index ? undefined : fault) });
      server.models.set("my-slug", model);
      expect(await models.delete("my-slug")).toEqual({
        id: "my-slug",
        object: "model",
        deleted: true,
      });
    },
  );

  it.each([204, 205])("is done when it is answered with %i and without a body", async (status) => {
    const { server, models } = await start({ handle: () => ({ status, body: "" }) });
    expect(await models.withResponse.delete("my-slug")).toMatchObject({
      data: { id: "my-slug", object: "model", deleted: true },
      status,
    });
    expect(server.requests).toHaveLength(1);
    // A read of nothing is none.
    expect(await failure(models.get("my-slug"))).toMatchObject({ name: "InvalidResponseError" });
  });

  it("is not done when its answer is empty for no reason", async () => {
    const { models } = await start({ handle: () => ({ status: 200, body: "" }) });
    expect(await failure(models.delete("my-slug"))).toMatchObject({ name: "InvalidResponseError" });
  });

  it("of an unknown model is an error, also after 429", async () => {
    const { models } = await start({ fault: (_, index) => (index ? undefined : "429 before") });
    expect(await failure(models.delete("my-slug"))).toMatchObject({
      isNotFound: true,
      attempts: 2,
    });
  });
});

describe("the pause", () => {
  afterEach(() => vi.useRealTimers());
  const options = { retryDelayMs: 100, maxRetryDelayMs: 60_000 };

  it("doubles, less up to a quarter", () => {
    for (const attempt of [1, 2, 3]) {
      const whole = 100 * 2 ** (attempt - 1);
      const delays = Array.from({ length: 50 }, () => retryDelay(attempt, null, options));
      expect(Math.max(...delays)).toBeLessThanOrEqual(whole);
      expect(Math.min(...delays)).toBeGreaterThanOrEqual(whole * 0.75);
      expect(new Set(delays).size).toBeGreaterThan(1);
    }
  });

  it("is what Retry-After says, up to a cap", () => {
    vi.useFakeTimers({ now: Date.parse("2026-03-02T12:00:00Z") });
    expect(retryDelay(1, "3", options)).toBe(3_000);
    expect(retryDelay(1, "0", options)).toBe(0);
    expect(retryDelay(1, " 1.25 ", options)).toBe(1_250);
    expect(retryDelay(1, "Mon, 02 Mar 2026 12:00:05 GMT", options)).toBe(5_000);
    expect(retryDelay(1, "Mon, 02 Mar 2026 11:00:00 GMT", options)).toBe(0);
    expect(retryDelay(1, "7200", options)).toBe(60_000);
    for (const garbage of ["soon", "-5", "in 5 s", "", "5e3", "NaN"]) {
      const delay = retryDelay(1, garbage, options);
      expect(delay, garbage).toBeGreaterThanOrEqual(75);
      expect(delay, garbage).toBeLessThanOrEqual(100);
    }
    expect(retryDelay(1, "9".repeat(400), options)).toBe(60_000);
    expect(retryDelay(1, "Monday, 02-Mar-26 12:00:05 GMT", options)).toBe(5_000);
  });
});
