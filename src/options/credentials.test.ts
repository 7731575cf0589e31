import { describe, expect, it, vi } from "vitest";
import { ConfigurationError, createModelsClient } from "../index.js";
import { failure } from "../test-support/start.js";
import { keyReader } from "./credentials.js";

const apiKey = "sk-test-0123456789";
const bearer = { name: "bearerAuth", header: "authorization", prefix: "Bearer " };
const cookie = { name: "cookieAuth", header: "cookie", prefix: "" };
const facts = { method: "GET", path: "/models", attempts: 1 };

describe("the keys of one attempt", () => {
  it("are there at once when none is a function", () => {
    const readKeys = keyReader({ apiKey }, true);
    expect(readKeys([[bearer, cookie]], facts)).toEqual([
      { ...bearer, key: apiKey },
      { ...cookie, key: apiKey },
    ]);
  });

  it("are none where the operation asks for none", () => {
    expect(keyReader({ apiKey }, true)([], facts)).toEqual([]);
  });

  it("are sent where they may be left out, if they are there", () => {
    vi.stubEnv("OPENPIPE_API_KEY", "");
    expect(keyReader({}, false)([[], [bearer]], facts)).toEqual([]);
    const found = [{ ...bearer, key: apiKey }];
    expect(keyReader({ apiKey }, false)([[], [bearer]], facts)).toEqual(found);
    vi.unstubAllEnvs();
  });

  it("are those of the first alternative of which all are known", () => {
    vi.stubEnv("OPENPIPE_API_KEY", "");
    const credentials = { [cookie.name]: apiKey };
    const readKeys = keyReader({ credentials } as object, true);
    expect(readKeys([[bearer], [cookie]], facts)).toEqual([{ ...cookie, key: apiKey }]);
    const other = { ...bearer, name: "otherAuth" };
    expect(() => readKeys([[bearer, other]], facts)).toThrow(
      "No API key: set the environment variable OPENPIPE_API_KEY, or pass { apiKey }, or { credentials } for bearerAuth, otherAuth.",
    );
    vi.unstubAllEnvs();
  });
});

it("needs one key, not all of them", () => {
  expect(() =>
    keyReader({ apiKey, credentials: { bearerAuth: undefined } } as object, true),
  ).not.toThrow();
});

it("says what is missing", () => {
  vi.stubEnv("OPENPIPE_API_KEY", "");
  expect(() => keyReader({}, true)).toThrow(
    new ConfigurationError(
      "No API key: set the environment variable OPENPIPE_API_KEY, or pass { apiKey }.",
    ),
  );
  vi.unstubAllEnvs();
});

it.each<[() => string | Promise<string>, string]>([
  [() => Promise.reject(new Error("vault is closed")), "The apiKey function failed."],
  [
    () => "secret key",
    "The API key (apiKey, credentials or OPENPIPE_API_KEY) has white space, a line break or a character outside Latin-1, or is no string. It was not sent.",
  ],
])(
  "asks a function that gives no usable key once, and sends nothing: %s",
  async (source, message) => {
    const fetch = vi.fn();
    const ask = vi.fn(source);
    const error = await failure(createModelsClient({ apiKey: ask, fetch }).get("my-slug"));
    expect(error).toBeInstanceOf(ConfigurationError);
    expect(error).toMatchObject({
      message,
      method: "GET",
      path: "/models/my-slug",
      mayHaveReachedServer: false,
    });
    if (message.includes("failed"))
      expect(error.cause).toMatchObject({ message: "vault is closed" });
    expect(ask).toHaveBeenCalledOnce();
    expect(fetch).not.toHaveBeenCalled();
  },
);
