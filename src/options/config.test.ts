import { readFile } from "node:fs/promises";
import { afterEach, expect, it, vi } from "vitest";
import { ConfigurationError, createModelsClient } from "../index.js";
import { version } from "../version.js";
import { resolveConfig } from "./config.js";

const apiKey = "sk-test-0123456789";

afterEach(() => vi.unstubAllEnvs());

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
  expect(resolveConfig({ apiKey }).baseUrl).toBe("https://api.openpipe.ai/api/v1");
  vi.stubEnv("OPENPIPE_BASE_URL", "https://proxy.example/v2/");
  expect(resolveConfig({ apiKey }).baseUrl).toBe("https://proxy.example/v2");
  expect(resolveConfig({ apiKey, baseUrl: "https://b.example//" }).baseUrl).toBe(
    "https://b.example",
  );
});

it.each(["http://localhost:1", "http://a.localhost", "http://127.3.2.1/v1", "http://[::1]:80"])(
  "takes http: for loopback: %s",
  (baseUrl) => {
    expect(() => resolveConfig({ apiKey, baseUrl })).not.toThrow();
  },
);

it.each([
  ...["http://api.openpipe.ai", "http://127.0.0.1.evil.example", "http://localhost.evil.example"],
  ...["ftp://a.example", "api.openpipe.ai", "/v1", "https://me:secret@a.example"],
  ...["https://a.example?key=secret", "https://a.example/#secret"],
])("refuses a base URL to which no key may be sent: %s", (baseUrl) => {
  expect(() => resolveConfig({ apiKey, baseUrl })).toThrow(ConfigurationError);
  expect(() => resolveConfig({ apiKey, baseUrl })).not.toThrow(/secret/);
});

it("names the variable when the base URL is its fault", () => {
  for (const url of ["api.openpipe.ai", "http://api.openpipe.ai"]) {
    vi.stubEnv("OPENPIPE_BASE_URL", url);
    expect(() => resolveConfig({ apiKey })).toThrow(/^OPENPIPE_BASE_URL must/);
    expect(() => resolveConfig({ apiKey, baseUrl: url })).toThrow(/^baseUrl must/);
  }
});

it("sends a key over http: only when it is told to", () => {
  const baseUrl = "http://10.0.0.1";
  expect(() => resolveConfig({ apiKey, baseUrl })).toThrow("allowInsecureHttp");
  expect(() => resolveConfig({ apiKey, baseUrl, allowInsecureHttp: true })).not.toThrow();
});

it.each([
  ...[{ timeoutMs: 0 }, { timeoutMs: Number.NaN }, { timeoutMs: Infinity }, { maxRetries: -1 }],
  ...[{ retryDelayMs: -1 }, { maxRetryDelayMs: -1 }, { totalTimeoutMs: -5 }, { totalTimeoutMs: 0 }],
])("refuses numbers that mean nothing: %j", (options) => {
  expect(() => resolveConfig({ apiKey, ...options })).toThrow(Object.keys(options)[0]);
});

it("knows the package's version", async () => {
  expect(version).toBe(JSON.parse(await readFile("package.json", "utf8")).version);
});
