import { ConfigurationError } from "../errors/configuration-error.js";
import { ConnectionError } from "../errors/connection-error.js";
import { OpenPipeError, type RequestFacts } from "../errors/openpipe-error.js";
import { TimeoutError } from "../errors/timeout-error.js";
import type { Config } from "../options/config.js";
import { notify } from "../options/hooks.js";
import { timedOut, withTimeout } from "../timing/with-timeout.js";
import { neverSent } from "./never-sent.js";
import { redact, redactFailure, redactHeaders } from "./redact.js";

/** How one attempt is to be made. */
export interface Attempt {
  /** 1 for the first. */
  number: number;
  timeoutMs: number;
  signal: AbortSignal | null | undefined;
}

/** A request that nobody but `fetch` looks at. */
export interface Outgoing {
  url: string;
  method: string;
  /** Taken over: the key is added to them. */
  headers: Headers;
  /** JSON. */
  body?: string | undefined;
}

/** An answer with its whole body. */
export interface Exchange {
  facts: RequestFacts;
  response: Response;
  /** The body; of an error, without the key. */
  text: string;
  /** The headers, without the key. */
  headers: () => Headers;
  /** Takes the key out of a text. */
  redact: (text: string) => string;
}

/**
 * Makes one attempt: adds the key, sends, reads the whole body, all within the time limit. Redirects
 * are not followed, so that no key travels to another origin and no POST is sent twice.
 *
 * This is where the cost of a request is kept near that of a bare `fetch` (`npm run bench` says how
 * near): `fetch` gets a string and plain options, not a `Request` built and then copied, and
 * openapi-fetch stays out of the way unless its middleware is wanted; the body is read once, as
 * text, from the response as it came; no stream, no clone, no second `Headers` unless a hook looks at
 * them. Most of what is left is the abort signal, without which a time limit would leave its
 * connection open.
 *
 * @throws ConnectionError, TimeoutError, ConfigurationError, or the reason of the signal.
 */
export async function exchange(
  config: Config,
  request: Outgoing | Request,
  { number, timeoutMs, signal }: Attempt,
): Promise<Exchange> {
  const { url, method } = request;
  const path = url.startsWith(config.baseUrl) ? url.slice(config.baseUrl.length) : url;
  const facts = { method, path, attempts: number };
  const event = { method, path, attempt: number };
  if (!url.startsWith(`${config.origin}/`)) {
    throw new ConfigurationError(
      `${method} ${path} was not sent: the key goes to ${config.origin} only. Make another client for another server.`,
      facts,
    );
  }
  let sent = false;
  let key = "";
  try {
    return await withTimeout(timeoutMs, signal, async (signal) => {
      const known = config.readKey(facts);
      key = typeof known === "string" ? known : await known;
      signal.throwIfAborted();
      const real = request instanceof Request;
      const headers = real ? new Headers(request.headers) : request.headers;
      headers.set("Authorization", `Bearer ${key}`);
      const { onRequest, onResponse } = config.hooks;
      if (onRequest) {
        notify(onRequest, { ...event, headers: redactHeaders(headers, key) });
      }
      const start = performance.now();
      sent = true;
      const redirect = "manual";
      const response = real
        ? await config.fetch(request, { headers, signal, redirect })
        : await config.fetch(url, {
            method,
            headers,
            body: request.body ?? null,
            signal,
            redirect,
          });
      const body = await response.text();
      const safe = (text: string) => redact(text, key);
      const text = response.ok ? body : safe(body);
      const safeHeaders = () => redactHeaders(response.headers, key);
      if (onResponse) {
        const durationMs = performance.now() - start;
        notify(onResponse, {
          ...event,
          status: response.status,
          headers: safeHeaders(),
          durationMs,
        });
      }
      return { facts, response, text, headers: safeHeaders, redact: safe };
    });
  } catch (failure) {
    signal?.throwIfAborted();
    if (failure instanceof OpenPipeError) throw failure;
    if (failure === timedOut) {
      throw new TimeoutError(
        `${method} ${path} had no complete answer within ${timeoutMs} ms (attempt ${number}). Check the network, or raise timeoutMs.`,
        { ...facts, mayHaveReachedServer: sent },
      );
    }
    const mayHaveReachedServer = sent && !neverSent(failure);
    const cause = redactFailure(failure, key);
    throw new ConnectionError(
      `${method} ${path} failed (attempt ${number}): ${describe(cause)}. ${
        mayHaveReachedServer
          ? "The server may have processed it."
          : "The server was not reached: check the base URL and the network."
      }`,
      { ...facts, mayHaveReachedServer, cause },
    );
  }
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause, message } = error;
  return cause instanceof Error ? `${message}: ${cause.message || cause.name}` : message;
}
