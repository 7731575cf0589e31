import { ConnectionError } from "../errors/connection-error.js";
import { OpenPipeError, type RequestFacts } from "../errors/openpipe-error.js";
import { TimeoutError } from "../errors/timeout-error.js";
import type { Config } from "../options/config.js";
import { notify } from "../options/hooks.js";
import { startTimeLimit, timedOut } from "../timing/time-limit.js";
import { neverSent } from "./never-sent.js";
import { redact, redactFailure, redactHeaders } from "./redact.js";

/** How long an attempt may take. */
export interface Limits {
  timeoutMs: number;
  signal: AbortSignal | null | undefined;
}

/** A request that is ready but for the key. */
export interface Outgoing {
  /** What errors and hooks say of it. */
  facts: RequestFacts;
  /** What `fetch` is given: a URL, or a request that a middleware has seen. */
  target: string | Request;
  /** Makes the headers with the key, for one attempt alone. */
  headers: (key: string) => Record<string, string> | Headers;
  /** JSON; not for a request that has its body already. */
  body?: string | null;
}

/** An answer with its whole body. */
export interface Exchange {
  response: Response;
  /** The body; of an error, without the key. */
  text: string;
  /** What must be taken out of anything that is shown. */
  key: string;
}

/**
 * Makes one attempt: adds the key, sends, reads the whole body, all within the time limit. Redirects
 * are not followed, so that no key travels to another origin and no POST is sent twice.
 *
 * This is where the cost of a request is kept near that of a bare `fetch` (`npm run bench` says how
 * near): `fetch` gets a string and plain objects, not a `Request` and `Headers` built and then
 * copied, and openapi-fetch stays out of the way unless its middleware is wanted; the body is read
 * once, as text, from the response as it came; no stream, no clone, and nothing made for an error or
 * a hook that may never come. Most of what is left is the abort signal, without which a time limit
 * would leave its connection open.
 *
 * @throws ConnectionError, TimeoutError, ConfigurationError, or the reason of the signal.
 */
export async function exchange(
  config: Config,
  { facts, target, headers: headersWith, body }: Outgoing,
  { timeoutMs, signal }: Limits,
): Promise<Exchange> {
  const { method, path, attempts: attempt } = facts;
  signal?.throwIfAborted();
  const limit = startTimeLimit(timeoutMs, signal);
  let sent = false;
  let key = "";
  try {
    const known = config.readKey(facts);
    key = typeof known === "string" ? known : await limit.within(known);
    const headers = headersWith(key);
    const { onRequest, onResponse } = config.hooks;
    if (onRequest) {
      const safe = redactHeaders(new Headers(headers), key);
      notify(onRequest, { method, path, attempt, headers: safe });
    }
    const start = onResponse && performance.now();
    const init = { method, headers, body, signal: limit.signal, redirect: "manual" } as const;
    sent = true;
    const response = await limit.within(config.fetch(target, init));
    const raw = await limit.within(response.text());
    const text = response.ok ? raw : redact(raw, key);
    if (start !== undefined) {
      notify(onResponse, {
        ...{ method, path, attempt, status: response.status },
        headers: redactHeaders(response.headers, key),
        durationMs: performance.now() - start,
      });
    }
    return { response, text, key };
  } catch (failure) {
    signal?.throwIfAborted();
    if (failure instanceof OpenPipeError) throw failure;
    if (failure === timedOut) {
      throw new TimeoutError(
        `${method} ${path} had no complete answer within ${timeoutMs} ms (attempt ${attempt}). Check the network, or raise timeoutMs.`,
        { ...facts, mayHaveReachedServer: sent },
      );
    }
    const mayHaveReachedServer = sent && !neverSent(failure);
    const cause = redactFailure(failure, key);
    throw new ConnectionError(
      `${method} ${path} failed (attempt ${attempt}): ${describe(cause)}. ${
        mayHaveReachedServer
          ? "The server may have processed it."
          : "The server was not reached: check the base URL and the network."
      }`,
      { ...facts, mayHaveReachedServer, cause },
    );
  } finally {
    limit.end();
  }
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause, message } = error;
  return cause instanceof Error ? `${message}: ${cause.message || cause.name}` : message;
}
