import { ConfigurationError } from "../errors/configuration-error.js";
import { ConnectionError } from "../errors/connection-error.js";
import { OpenPipeError, type RequestFacts } from "../errors/openpipe-error.js";
import { TimeoutError } from "../errors/timeout-error.js";
import { neverSent } from "../http/never-sent.js";
import { needsNoStore } from "../http/no-store.js";
import { redact, redactFailure, redactHeaders } from "../http/redact.js";
import type { Config } from "../options/config.js";
import { notify } from "../options/hooks.js";
import { now } from "../timing/now.js";
import { throwIfAborted } from "../timing/on-abort.js";
import { startTimeLimit, type TimeLimit, timedOut } from "../timing/time-limit.js";
import { isLeftUnread } from "./answer-type.js";
import type { Operation } from "./operation.js";

/** A request as openapi-fetch hands it over: its own light one, or what a middleware made of it. */
export interface Outgoing {
  url: string;
  method: string;
  headers: Headers;
  body?: RequestInit["body"];
  /** Only a real `Request` has it. */
  arrayBuffer?: Request["arrayBuffer"];
}

/** What goes with one attempt. */
export interface Attempt {
  operation: Operation;
  facts: RequestFacts;
  timeoutMs: number;
  signal: AbortSignal | null | undefined;
}

/** An answer with its whole body. */
export interface Exchange {
  response: Response;
  /** The body; of an error, without keys. Undefined for a body that is left to the caller to read. */
  text: string | undefined;
  /** What must be taken out of anything that is shown. */
  keys: string[];
}

/**
 * Makes one attempt: adds the keys, sends, reads the body, all within the time limit. Redirects are
 * not followed, so that no key travels to another origin and no POST is sent twice.
 *
 * @throws ConnectionError, TimeoutError, ConfigurationError, or the reason of the signal.
 */
export async function exchange(
  config: Config,
  request: Outgoing,
  attempt: Attempt,
): Promise<Exchange> {
  const { facts, timeoutMs, signal } = attempt;
  throwIfAborted(signal);
  checkOrigin(config, request, facts);
  const limit = startTimeLimit(timeoutMs, signal);
  const progress = { sent: false, keys: [] as string[] };
  try {
    return await limit.within(send(config, request, attempt, limit, progress));
  } catch (failure) {
    throwIfAborted(signal);
    if (failure instanceof OpenPipeError) throw failure;
    throw failure === timedOut
      ? timeoutError(facts, timeoutMs, progress.sent)
      : connectionError(facts, failure, progress);
  } finally {
    limit.end();
  }
}

async function send(
  config: Config,
  request: Outgoing,
  { operation, facts }: Attempt,
  limit: TimeLimit,
  progress: { sent: boolean; keys: string[] },
): Promise<Exchange> {
  const { headers } = request;
  const known = config.readKeys(operation.security, facts);
  const credentials = Array.isArray(known) ? known : await known;
  const keys = credentials.map(({ key }) => key);
  progress.keys = keys;
  for (const { header, prefix, key } of credentials) headers.set(header, prefix + key);
  const report = reporter(config, facts, headers, keys);
  const body = request.arrayBuffer ? await request.arrayBuffer() : request.body;
  const init: RequestInit = {
    method: request.method,
    headers,
    body: body instanceof ArrayBuffer && body.byteLength === 0 ? null : (body ?? null),
    signal: limit.signal,
    redirect: "manual",
  };
  // Looked up at each call, so that a later replacement of the global one (tracing) is used.
  const { fetch = globalThis.fetch } = config;
  if (request.method === "GET" && needsNoStore(fetch)) init.cache = "no-store";
  // What took its time may have taken all of it; then nothing may be sent any more.
  throwIfAborted(limit.signal);
  progress.sent = true;
  const response = await fetch(request.url, init);
  const isLeft = isLeftUnread(operation, response);
  const raw = isLeft ? undefined : await response.text();
  report(response);
  if (isLeft) limit.release();
  return { response, text: response.ok ? raw : redact(raw!, keys), keys };
}

/** Tells the hooks of a request, and returns what tells them of its answer. */
function reporter(config: Config, facts: RequestFacts, headers: Headers, keys: string[]) {
  const { onRequest, onResponse } = config.hooks;
  const { method, path, attempts: attempt } = facts;
  if (onRequest) {
    notify(onRequest, { method, path, attempt, headers: redactHeaders(headers, keys) });
  }
  const start = onResponse && now();
  return (response: Response) => {
    if (start === undefined) return;
    notify(onResponse, {
      method,
      path,
      attempt,
      status: response.status,
      headers: redactHeaders(response.headers, keys),
      durationMs: now() - start,
    });
  };
}

/** @throws ConfigurationError for a server that the key is not for. */
function checkOrigin({ origin }: Config, { url, method }: Outgoing, facts: RequestFacts): void {
  if (url.startsWith(`${origin}/`)) return;
  throw new ConfigurationError(
    `${method} ${facts.path} was not sent: the key goes to ${origin} only. Make another client for another server.`,
    facts,
  );
}

function timeoutError(facts: RequestFacts, timeoutMs: number, sent: boolean): TimeoutError {
  return new TimeoutError(
    `${facts.method} ${facts.path} had no complete answer within ${timeoutMs} ms (attempt ${facts.attempts}). Check the network, or raise timeoutMs.`,
    { ...facts, mayHaveReachedServer: sent },
  );
}

function connectionError(
  facts: RequestFacts,
  failure: unknown,
  { sent, keys }: { sent: boolean; keys: string[] },
): ConnectionError {
  const mayHaveReachedServer = sent && !neverSent(failure);
  const cause = redactFailure(failure, keys);
  const consequence = mayHaveReachedServer
    ? "The server may have processed it."
    : "The server was not reached: check the base URL and the network.";
  return new ConnectionError(
    `${facts.method} ${facts.path} failed (attempt ${facts.attempts}): ${describe(cause)}. ${consequence}`,
    { ...facts, mayHaveReachedServer, cause },
  );
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause, message } = error;
  return cause instanceof Error ? `${message}: ${cause.message || cause.name}` : message;
}
