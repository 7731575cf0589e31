import { defaultBaseUrl } from "../../generated/client.js";
import { plainHeaders } from "../http/plain-headers.js";
import { version } from "../version.js";
import { checkBaseUrl, isLoopback } from "./base-url.js";
import { checkOptions, clientOptions } from "./check.js";
import { type KeyReader, keyReader } from "./credentials.js";
import { environment } from "./environment.js";
import type { Hooks } from "./hooks.js";
import type { ModelsClientOptions } from "./options.js";

/** The options of a client, checked and with all defaults in place. */
export interface Config {
  readKeys: KeyReader;
  baseUrl: string;
  origin: string;
  /** Whether the server is on this machine. */
  loopback: boolean;
  /** Whether `fetch` may send a POST again by itself, when a kept connection turns out to be closed. */
  replays: boolean;
  /** For every request, names in lower case. */
  headers: Record<string, string>;
  /** Undefined: the global one. */
  fetch: ModelsClientOptions["fetch"];
  hooks: Hooks;
  validateRequests: boolean;
  timeoutMs: number;
  totalTimeoutMs: number | undefined;
  maxRetries: number;
  retryDelayMs: number;
  maxRetryDelayMs: number;
}

/**
 * @param needsKey Whether every operation of the client asks for a key.
 * @throws ConfigurationError when an option cannot be used.
 */
export function resolveConfig(options: ModelsClientOptions = {}, needsKey: boolean): Config {
  checkOptions(clientOptions, options);
  const url = options.baseUrl
    ? checkBaseUrl("baseUrl", options.baseUrl, options.allowInsecureHttp)
    : checkBaseUrl(
        "OPENPIPE_BASE_URL",
        environment("OPENPIPE_BASE_URL") ?? defaultBaseUrl,
        options.allowInsecureHttp,
      );
  return {
    readKeys: keyReader(options, needsKey),
    baseUrl: url.href.replace(/\/+$/, ""),
    origin: url.origin,
    loopback: isLoopback(url),
    replays: (options.fetch ?? globalThis.fetch) === globalThis.fetch && mayReplay(),
    headers: plainHeaders(
      undefined,
      // A browser sends its own, and asks the server for permission before it sends another one.
      "document" in globalThis ? {} : { "User-Agent": `openpipe-models/${version}` },
      options.headers,
    ),
    fetch: options.fetch,
    hooks: options,
    validateRequests: options.validateRequests ?? true,
    timeoutMs: options.timeoutMs ?? 60_000,
    totalTimeoutMs: options.totalTimeoutMs,
    maxRetries: options.maxRetries ?? 2,
    retryDelayMs: options.retryDelayMs ?? 500,
    maxRetryDelayMs: options.maxRetryDelayMs ?? 60_000,
  };
}

/** Seen of Deno, of browsers and of Bun before 1.3.14; Node does so with a GET at most. */
function mayReplay(): boolean {
  const { Bun } = globalThis as { Bun?: { version: string } };
  const isOldBun = /^(0\.|1\.[0-2]\.|1\.3\.(\d|1[0-3])\b)/.test(String(Bun?.version));
  return "Deno" in globalThis || "document" in globalThis || isOldBun;
}
