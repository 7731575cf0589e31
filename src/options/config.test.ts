import { readFile } from "node:fs/promises";
import { afterEach, describe, expect, it, vi } from "vitest";
import { ConfigurationError, createModelsClient } from "../index.js";
import { version } from "../version.js";
import { resolveConfig } from "./config.js";

const apiKey = "sk-test-0123456789";

afterEach(() => {
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
});

it("needs a key at once and names the variable", () => {
  vi.stubEnv("OPENPIPE_API_KEY", "");
  expect(() => resolveConfig({}, true)).toThrow(ConfigurationError);
  expect(() => resolveConfig({ apiKey: "" }, true)).toThrow("OPENPIPE_API_KEY");
  expect(() => resolveConfig({}, false)).not.toThrow();
  vi.stubEnv("OPENPIPE_API_KEY", apiKey);
  expect(() => resolveConfig({}, true)).not.toThrow();
});

it.each(["secret key", "secret\n", "\tsecret", "secret\u20ac", "secret\u00a0", "secret\u0000"])(
  "refuses a key that cannot stand in a header, without repeating it: %j",
  (key) => {
    for (const make of [() => createModelsClient({ apiKey: key })]) {
      expect(make).toThrow(ConfigurationError);
      expect(make).not.toThrow(/secret/);
    }
  },
);

it("finds the base URL, with or without a trailing slash", () => {
  vi.stubEnv("OPENPIPE_BASE_URL", "");
  expect(resolveConfig({ apiKey }, true).baseUrl).toBe("https://api.openpipe.ai/api/v1");
  vi.stubEnv("OPENPIPE_BASE_URL", "https://proxy.example/v2/");
  expect(resolveConfig({ apiKey }, true).baseUrl).toBe("https://proxy.example/v2");
  expect(resolveConfig({ apiKey, baseUrl: "https://b.example//" }, true).baseUrl).toBe(
    "https://b.example",
  );
});

it.each([
  "http://localhost:1",
  "http://my-app.localhost",
  "http://127.3.2.10/v1",
  "http://[::1]:80",
])("takes http: for loopback: %s", (baseUrl) => {
  expect(() => resolveConfig({ apiKey, baseUrl }, true)).not.toThrow();
});

it.each([
  "http://api.openpipe.ai",
  "http://127.0.0.1.evil.example",
  "http://localhost.evil.example",
  "http://notlocalhost",
  "http://[::2]",
  "ftp://a.example",
  "api.openpipe.ai",
  "/v1",
  "https://me:secret@a.example",
  "https://a.example?key=secret",
  "https://a.example/#secret",
])("refuses a base URL to which no key may be sent: %s", (baseUrl) => {
  expect(() => resolveConfig({ apiKey, baseUrl }, true)).toThrow(ConfigurationError);
  expect(() => resolveConfig({ apiKey, baseUrl }, true)).not.toThrow(/secret/);
});

it("names the variable when the base URL is its fault", () => {
  for (const url of ["api.openpipe.ai", "http://api.openpipe.ai"]) {
    vi.stubEnv("OPENPIPE_BASE_URL", url);
    expect(() => resolveConfig({ apiKey }, true)).toThrow(/^OPENPIPE_BASE_URL must/);
    expect(() => resolveConfig({ apiKey, baseUrl: url }, true)).toThrow(/^baseUrl must/);
  }
});

it("sends a key over http: only when it is told to", () => {
  const baseUrl = "http://10.0.0.1";
  expect(() => resolveConfig({ apiKey, baseUrl }, true)).toThrow("allowInsecureHttp");
  expect(() => resolveConfig({ apiKey, baseUrl, allowInsecureHttp: true }, true)).not.toThrow();
});

it.each([
  { timeoutMs: 0 },
  { timeoutMs: Number.NaN },
  { timeoutMs: Infinity },
  { maxRetries: -1 },
  { retryDelayMs: -1 },
  { maxRetryDelayMs: -1 },
  { totalTimeoutMs: -5 },
  { totalTimeoutMs: 0 },
])("refuses numbers that mean nothing: %j", (options) => {
  expect(() => resolveConfig({ apiKey, ...options }, true)).toThrow(Object.keys(options)[0]);
});

describe("fetch may send a POST again by itself", () => {
  const replays = (options = {}) => resolveConfig({ apiKey, ...options }, true).replays;

  it.each(["Deno", "document"])("in %s, but not the caller's own fetch", (name) => {
    expect(replays()).toBe(false);
    vi.stubGlobal(name, {});
    expect(replays()).toBe(true);
    expect(replays({ fetch: async () => new Response() })).toBe(false);
  });

  it.each(["0.8.1", "1.0.36", "1.2.23", "1.3.0", "1.3.9", "1.3.13", "1.3.13-canary.1"])(
    "in Bun %s",
    (version) => {
      vi.stubGlobal("Bun", { version });
      expect(replays()).toBe(true);
    },
  );

  it.each([
    "1.3.14",
    "1.3.100",
    "1.4.5",
    "1.10.0",
    "1.30.1",
    "2.0.1",
    "10.2.0",
    "11.2.0",
    "21.3.5",
  ])("not in Bun %s", (version) => {
    vi.stubGlobal("Bun", { version });
    expect(replays()).toBe(false);
  });
});

it("sends no User-Agent of its own from a browser", () => {
  expect(resolveConfig({ apiKey }, true).headers).toEqual({
    "user-agent": `openpipe-models/${version}`,
  });
  vi.stubGlobal("document", {});
  expect(resolveConfig({ apiKey }, true).headers).toEqual({});
});

it("does without an environment, and without the right to read it", () => {
  const { process } = globalThis;
  const locked = () => {
    throw new Error("Requires env access.");
  };
  for (const env of [undefined, new Proxy({}, { get: locked })]) {
    vi.stubGlobal("process", { env });
    const { baseUrl } = resolveConfig({ apiKey }, true);
    vi.stubGlobal("process", process);
    expect(baseUrl).toBe("https://api.openpipe.ai/api/v1");
  }
});

it("knows the package's version", async () => {
  expect(version).toBe(JSON.parse(await readFile("package.json", "utf8")).version);
});
