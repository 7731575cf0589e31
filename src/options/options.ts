import type { FetchClient } from "../../generated/client.js";
import type { Hooks } from "./hooks.js";

/** Options of `createModelsClient`. */
export interface ModelsClientOptions extends Hooks {
  /**
   * The API key, or a function that returns it (asked before every attempt, so that keys can
   * rotate). Default: the environment variable `OPENPIPE_API_KEY`.
   */
  apiKey?: string | (() => string | Promise<string>) | undefined;
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
  /** Headers for every request. `Authorization` is always the client's own. */
  headers?: Record<string, string> | undefined;
  /**
   * An openapi-fetch client (`createFetchClient`) that requests pass through, so that its middleware
   * sees them. Default: none; a request then costs little more than a bare `fetch`.
   */
  client?: FetchClient | undefined;
  /** Used instead of the global `fetch`. */
  fetch?: ((url: string | Request, init?: RequestInit) => Promise<Response>) | undefined;
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

/** Options of `waitUntilDeployed` and `createAndWait`. */
export interface WaitOptions {
  /** Milliseconds between two looks. Default 10,000. */
  intervalMs?: number | undefined;
  /** Milliseconds until the wait gives up with `WaitTimeoutError`. Default two hours. */
  timeoutMs?: number | undefined;
  /** Ends the wait at once; it rejects with the signal's reason. */
  signal?: AbortSignal | undefined;
  /** Called with the first status seen and with each change. What it throws is ignored. */
  onStatus?:
    ((status: string, model: import("../../generated/types.js").Model) => void) | undefined;
}
