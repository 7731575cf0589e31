import type { Client, Middleware } from "openapi-fetch";
import { OpenPipeError } from "../errors/openpipe-error.js";
import { redactHeaders } from "../http/redact.js";
import type { Config } from "../options/config.js";
import { now } from "../timing/now.js";
import { type Reply, readAnswer } from "./answer.js";
import { isLeftUnread } from "./answer-type.js";
import type { Call } from "./call.js";
import { type Exchange, exchange, type Outgoing } from "./exchange.js";
import { invalidResponse } from "./invalid-response.js";
import type { Operation } from "./operation.js";

/** `client.request` of openapi-fetch, whose own type knows each operation. */
export type Send = (method: string, path: string, init: object) => Promise<Answer>;

interface Answer {
  error?: unknown;
  response: Response;
}

/** Where requests start: an openapi-fetch client, and what is known about all of them. */
export interface Pipeline {
  config: Config;
  client: Pick<Client<object>, "request" | "use" | "eject">;
  middleware: Middleware[];
}

/** What openapi-fetch and `fetch` need of a request; a real `Request` costs more than all the rest. */
class LightRequest {
  constructor(
    readonly url: string,
    init: object,
  ) {
    Object.assign(this, init);
  }
}

/**
 * Makes one attempt and settles what its answer means.
 *
 * @param attempts Which attempt it is; 1 for the first.
 * @throws ApiError, InvalidResponseError, ConnectionError, TimeoutError, ConfigurationError, or the
 * reason of the signal. A middleware that fails after the request was sent leaves the outcome in
 * doubt, which is an InvalidResponseError; before that, its own failure comes through.
 */
export async function attempt(
  { config, client, middleware }: Pipeline,
  call: Call,
  attempts: number,
): Promise<Reply<unknown>> {
  const { operation, path, signal } = call;
  const isLight = middleware.length === 0;
  const facts = { method: operation.method, path, attempts };
  const timeLeft = Math.ceil(Math.min(call.timeoutMs, call.deadline - now()));
  const limits = { timeoutMs: Math.max(1, timeLeft), signal };
  let isSent = false;
  let done: Exchange | undefined;
  const init = {
    ...initOf(config, call),
    // A middleware expects a real one.
    Request: isLight ? LightRequest : Request,
    fetch: async (request: Outgoing) => {
      isSent = true;
      done = await exchange(config, request, { operation, facts, ...limits });
      return isLight ? bare : freshResponse(done);
    },
  };
  try {
    const send = client.request as Send;
    const { response, error } = await send(operation.method, operation.path, init);
    const exchanged = isLight ? done! : await afterMiddleware(operation, response, error, done);
    return readAnswer(operation, facts, exchanged);
  } catch (cause) {
    if (cause instanceof OpenPipeError || signal?.aborted || !isSent) throw cause;
    const issue = { pointer: "", message: "went through a middleware that failed" };
    throw invalidResponse(facts, done, [issue], cause);
  }
}

/** A call as openapi-fetch takes it: what is text already stays as it is. */
export function initOf({ baseUrl }: Config, { path, query, params, headers, body, signal }: Call) {
  return {
    params: { path: params.path, query: params.query },
    pathSerializer: () => baseUrl + path,
    querySerializer: () => query,
    body: body?.data,
    bodySerializer: (data: unknown) => data,
    headers,
    signal,
    // It leaves the body to us.
    parseAs: "stream",
  };
}

/**
 * An answer in which openapi-fetch has nothing to read: `exchange` has done that. Without `Headers`,
 * since Node loads all of `fetch` where one of its classes is first named: 20 ms of an import.
 */
const bare = { status: 204, headers: new Map<string, string>() };

/** A response without keys, whose body can be read, cloned and replaced, as a middleware expects. */
export function freshResponse({ response, text, keys }: Exchange): Response {
  const { status, statusText } = response;
  // A browser's opaque redirect has status 0, which no new response can have.
  if (text === undefined || status < 200) return response;
  const body = [204, 205, 304].includes(status) ? null : text;
  return new Response(body, { status, statusText, headers: redactHeaders(response.headers, keys) });
}

/** The answer as a middleware left it. */
async function afterMiddleware(
  operation: Operation,
  response: Response,
  error: unknown,
  done: Exchange | undefined,
): Promise<Exchange> {
  if (done && response === done.response) return done;
  const keys = done?.keys ?? [];
  if (isLeftUnread(operation, response)) return { response, text: undefined, keys };
  if (response.ok) return { response, text: await response.text(), keys };
  // openapi-fetch has read it, and parsed it if it was JSON.
  const text = typeof error === "string" ? error : (JSON.stringify(error) ?? "");
  return { response, text, keys };
}
