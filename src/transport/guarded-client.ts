import { createFetchClient, type FetchClient } from "../../generated/client.js";
import { InvalidResponseError } from "../errors/invalid-response-error.js";
import type { Config } from "../options/config.js";
import { type Attempt, type Exchange, exchange } from "./exchange.js";
import { fillPath } from "./fill-path.js";
import { PlainRequest } from "./plain-request.js";

/** One attempt on its way through openapi-fetch. */
export interface Sending {
  /** What openapi-fetch needs to make the attempt. */
  init: Record<string, unknown>;
  /** The answer as it came over the network; undefined before, and if a middleware answered. */
  exchange?: Exchange;
  /** Whether the attempt was handed to the network. */
  sent: boolean;
}

/** An openapi-fetch client that is safe to use, and the way to make single attempts with it. */
export interface GuardedClient {
  /** For the user: every method is guarded. */
  client: FetchClient;
  /** For our own calls, which bring what `prepare` gives. */
  inner: FetchClient;
  prepare(attempt: Attempt): Sending;
}

/**
 * Makes the openapi-fetch client. Its own methods (`client.GET(…)`) have the key, the time limit,
 * and the guards for paths and redirects; they neither repeat nor validate.
 */
export function createGuardedClient(config: Config): GuardedClient {
  let middlewares = 0;
  const inner = createFetchClient({
    baseUrl: config.baseUrl,
    headers: config.headers,
    pathSerializer: (url, params) =>
      config.baseUrl + fillPath(url.slice(config.baseUrl.length), params, ""),
  });

  function prepare(attempt: Attempt, ownMiddleware = false): Sending {
    // Only a middleware looks at the request and response objects; without one, light ones do.
    const real = ownMiddleware || middlewares > 0;
    const sending: Sending = {
      sent: false,
      init: {
        Request: real ? Request : PlainRequest,
        fetch: async (request: PlainRequest | Request) => {
          sending.sent = true;
          sending.exchange = await exchange(config, request, attempt);
          if (attempt.streams) return sending.exchange.response;
          return (real ? freshResponse : readResponse)(sending.exchange);
        },
      },
    };
    return sending;
  }

  /** Puts the guards around one of openapi-fetch's methods. */
  function guard(name: keyof FetchClient, initAt: number) {
    const send = inner[name] as (...args: unknown[]) => Promise<unknown>;
    return async (...args: unknown[]) => {
      const init = (args[initAt] ?? {}) as Record<string, unknown>;
      const sending = prepare(
        {
          number: 1,
          timeoutMs: (init.timeoutMs as number | undefined) ?? config.timeoutMs,
          signal: init.signal as AbortSignal | undefined,
          streams: !["json", "text", undefined].includes(init.parseAs as string | undefined),
        },
        Array.isArray(init.middleware) && init.middleware.length > 0,
      );
      args[initAt] = { ...sending.init, ...init };
      try {
        return await send(...args);
      } catch (error) {
        if (!(error instanceof SyntaxError && sending.exchange)) throw error;
        throw notJson(sending.exchange, String(args[initAt - 1]), error);
      }
    };
  }

  const client = { ...inner, request: guard("request", 2) } as FetchClient;
  for (const name of [
    "GET",
    "PUT",
    "POST",
    "DELETE",
    "OPTIONS",
    "HEAD",
    "PATCH",
    "TRACE",
  ] as const) {
    Object.assign(client, { [name]: guard(name, 1) });
  }
  client.use = (...added) => {
    inner.use(...added);
    middlewares += added.length;
  };
  // An ejected middleware leaves the real objects in place: slower, never wrong.
  return { client, inner, prepare };
}

/** The response as it came; its body is read, so it gets the text in hand. */
function readResponse({ response, text }: Exchange): Response {
  return Object.assign(response, {
    text: async () => text,
    json: async () => JSON.parse(text),
  });
}

/** A response whose body can be read, cloned and replaced, as a middleware expects. */
function freshResponse({ response, text }: Exchange): Response {
  const { status, statusText, headers } = response;
  // A browser's opaque redirect has status 0, which no new response can have.
  if (status < 200) return readResponse({ response, text, headers: () => headers });
  const body = [204, 205, 304].includes(status) ? null : text;
  return new Response(body, { status, statusText, headers });
}

function notJson(
  { response, text, headers }: Exchange,
  path: string,
  cause: Error,
): InvalidResponseError {
  return new InvalidResponseError(
    `${path} answered ${response.status}, but its body is not JSON.`,
    {
      method: "",
      path,
      attempts: 1,
      status: response.status,
      headers: headers(),
      body: text.slice(0, 10_000),
      issues: [{ pointer: "", message: "is not JSON" }],
      cause,
    },
  );
}
