import { describe, expect, it, vi } from "vitest";
import { ConfigurationError, createModelsClient } from "../index.js";
import { createRequest } from "../test-support/models.js";
import { failure } from "../test-support/start.js";

const apiKey = "sk-test-0123456789";

/** What a caller without types writes. */
const wrong = (options: unknown) => options as undefined;

function client() {
  const fetch = vi.fn(async () => new Response("{}"));
  return { fetch, models: createModelsClient({ apiKey, fetch }) };
}

describe("options of a client", () => {
  it.each([
    [{ timeout: 5 }, "`timeout` is not an option; did you mean `timeoutMs`?"],
    [{ apikey: "sk-secret" }, "`apikey` is not an option; did you mean `apiKey`?"],
    [{ constructor: 5 }, "`constructor` is not an option."],
    [{ fetch: 3 }, "fetch must be function, not number."],
    [{ maxRetries: 1.5 }, "maxRetries must be integer, not number."],
    [{ timeoutMs: "5" }, "timeoutMs must be number, not string."],
    [{ timeoutMs: null }, "timeoutMs must be number, not null."],
    [{ middleware: {} }, "middleware must be array, not object."],
    [{ apiKey: 5 }, "apiKey must be string or function, not number."],
    [null, "the options must be object, not null."],
    ["sk-secret", "the options must be object, not string."],
  ])("refuses what is unknown or of a wrong kind by name: %j", (options, message) => {
    expect(() => createModelsClient(wrong(options))).toThrow(new ConfigurationError(message));
  });

  it("takes what is undefined for missing", () => {
    expect(() => createModelsClient({ apiKey, timeoutMs: undefined })).not.toThrow();
  });
});

describe("options of a call", () => {
  it.each([
    [{ timeout: 5 }, "GET /models was not sent: `timeout` is not an option; did you mean"],
    [{ apiKey }, "`apiKey` is not an option"],
    [{ timeoutMs: 0 }, "timeoutMs must be at least 1"],
    [{ signal: new AbortController() }, "signal must be an AbortSignal"],
    [{ headers: new Headers({ a: "b" }) }, "headers must be a plain object"],
    [5, "the options must be object, not number"],
  ])("are refused by name before anything is sent: %j", async (options, message) => {
    const { fetch, models } = client();
    const error = await failure(models.list(wrong(options)));
    expect(error).toBeInstanceOf(ConfigurationError);
    expect(error).toMatchObject({ method: "GET", path: "/models", attempts: 0 });
    expect(error.message).toContain(message);
    expect(fetch).not.toHaveBeenCalled();
  });
});

it("refuses options of a wait by name before a job is started", async () => {
  const { fetch, models } = client();
  for (const wait of [
    models.createAndWait(createRequest("s"), wrong({ interval: 5 })),
    models.createAndWait(createRequest("s"), wrong({ onStatus: "log" })),
    models.waitUntilDeployed("s", wrong({ intervall: 5 })),
  ]) {
    const error = await failure(wait);
    expect(error.message).toMatch(/was not sent: (`interval|onStatus must be)/);
    // And nothing else of the operation.
    const facts = ["name", "method", "path", "attempts", "mayHaveReachedServer"];
    expect(Object.keys(error)).toEqual(facts);
  }
  expect(fetch).not.toHaveBeenCalled();
});
