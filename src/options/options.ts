import type { Middleware } from "openapi-fetch";
import type { SecuritySchemeName } from "../../generated/client.js";
import type { Model, ModelStatus } from "../../generated/types.js";
import type { Hooks } from "./hooks.js";

/** A key, or a function that returns it: asked before every attempt, so that keys can rotate. */
export type Key = string | (() => string | Promise<string>);

/** Options of `createModelsClient` and `createOpenPipeClient`. */
export interface ModelsClientOptions extends Hooks {
  /**
   * The API key, or a function that returns it; sent where and how each operation asks for one.
   * Default: the environment variable `OPENPIPE_API_KEY`.
   */
  apiKey?: Key | undefined;
  /** Keys for single security schemes of the document, by their names. Default: `apiKey` for all. */
  credentials?: Partial<Record<SecuritySchemeName, Key>> | undefined;
  /**
   * Where the API is, with or without a trailing slash. Default: the environment variable
   * `OPENPIPE_BASE_URL`, else the spec's server.
   */
  baseUrl?: string | undefined;
  /** Allow `http:` to a host that is not loopback; the key then travels readable. Default false. */
  allowInsecureHttp?: boolean | undefined;
  /** Check requests against the spec before they are sent. Default true. */
  validateRequests?: boolean | undefined;
  /** Milliseconds for one attempt: connecting, headers and the whole body. Default 60,000. */
  timeoutMs?: number | undefined;
  /**
   * Milliseconds for one call with all its attempts and pauses. Default five times `timeoutMs`. A
   * create in doubt may look once more after that.
   */
  totalTimeoutMs?: number | undefined;
  /** How often a failed attempt is repeated. Default 2; 0 turns repeating off. */
  maxRetries?: number | undefined;
  /** Milliseconds before the first repetition; doubles each time, with jitter. Default 500. */
  retryDelayMs?: number | undefined;
  /** The longest pause in milliseconds, also when `Retry-After` asks for more. Default 60,000. */
  maxRetryDelayMs?: number | undefined;
  /** Headers for every request. Those that carry a key are always the client's own. */
  headers?: Record<string, string> | undefined;
  /** Middleware of openapi-fetch, which sees each attempt without its key. Default: none. */
  middleware?: Middleware[] | undefined;
  /** Used instead of the global `fetch`, and called as `fetch(url, init)`. */
  fetch?: ((url: string, init?: RequestInit) => Promise<Response>) | undefined;
}

/** Options of a single call; they go before those of the client. */
export interface RequestOptions {
  /** Ends the call at once, also between attempts; it rejects with the signal's reason. */
  signal?: AbortSignal | undefined;
  /** Milliseconds for one attempt: connecting, headers and the whole body. */
  timeoutMs?: number | undefined;
  /** How often a failed attempt is repeated. */
  maxRetries?: number | undefined;
  /** Headers for this request. */
  headers?: Record<string, string> | undefined;
}

/**
 * Options of `waitUntilDeployed`; `createAndWait` takes those of `create` as well. `timeoutMs` is for
 * one look; a look that fails for a passing reason is repeated by the next one.
 */
export interface WaitOptions extends Omit<RequestOptions, "maxRetries"> {
  /** Milliseconds between two looks. Default 10,000. */
  intervalMs?: number | undefined;
  /** Milliseconds until the wait gives up with `WaitTimeoutError`. Default two hours. */
  deadlineMs?: number | undefined;
  /** Called with the first status seen and with each change. What it throws is ignored. */
  onStatus?: ((status: ModelStatus, model: Model) => void) | undefined;
}
