import { createFetchClient, type FetchClient } from "../../generated/client.js";
import type { Config } from "../options/config.js";
import { type Attempt, type Exchange, exchange } from "./exchange.js";
import { fillPath } from "./fill-path.js";
import { invalidResponse } from "./invalid-response.js";
import { PlainRequest } from "./plain-request.js";

/** One attempt on its way through openapi-fetch. */
export interface Sending {
  /** What openapi-fetch needs to make the attempt. */
  init: Record<string, unknown>;
  /** The answer as it came over the network; undefined before, and if a middleware answered. */
  exchange?: Exchange;
  /** Whether the attempt was handed to the network. */
  sent?: true;
}

/** An openapi-fetch client that is safe to use, and the way to make single attempts with it. */
export interface GuardedClient {
  client: FetchClient;
  prepare(attempt: Attempt): Sending;
}

/**
 * Makes the openapi-fetch client. Its own methods (`client.GET(…)`) have the key, the time limit,
 * and the guards for paths and redirects; they neither repeat nor validate.
 */
export function createGuardedClient(config: Config): GuardedClient {
  const { baseUrl, headers } = config;
  let hasMiddleware = false;
  // Without `params`, openapi-fetch leaves a template as it is, and `Request` would encode it.
  function CheckedRequest(url: string, init: RequestInit): Request {
    return new Request(url.includes("{") ? fillPath(url, undefined, "") : url, init);
  }
  CheckedRequest.prototype = Request.prototype;
  const client = createFetchClient({
    baseUrl,
    headers,
    Request: CheckedRequest as unknown as typeof Request,
    pathSerializer: (url, params) => baseUrl + fillPath(url.slice(baseUrl.length), params, ""),
    fetch: async (request: Request & { timeoutMs?: number }) => {
      const { signal, timeoutMs = config.timeoutMs } = request;
      const done = await exchange(config, request, { number: 1, timeoutMs, signal });
      if (done.response.ok && done.text) parseJson(done);
      return freshResponse(done);
    },
  });
  const { use } = client;
  client.use = (...middlewares) => {
    // For good: an ejected middleware leaves the real objects in place, slower but never wrong.
    hasMiddleware = true;
    use(...middlewares);
  };

  return {
    client,
    prepare(attempt) {
      const sending: Sending = {
        init: {
          // Only a middleware looks at the request and the response; without one, light ones do.
          Request: hasMiddleware ? Request : PlainRequest,
          fetch: async (request: PlainRequest | Request) => {
            sending.sent = true;
            const done = await exchange(config, request, attempt);
            sending.exchange = done;
            if (hasMiddleware) return freshResponse(done);
            return Object.assign(done.response, { text: async () => done.text });
          },
        },
      };
      return sending;
    },
  };
}

/** openapi-fetch would throw a bare SyntaxError, and lose the body. */
function parseJson(done: Exchange): void {
  try {
    JSON.parse(done.text);
  } catch (cause) {
    throw invalidResponse(done.facts, done, [{ pointer: "", message: "is not JSON" }], cause);
  }
}

/** A response whose body can be read, cloned and replaced, as a middleware expects. */
function freshResponse({ response, text }: Exchange): Response {
  const { status, statusText, headers } = response;
  // A browser's opaque redirect has status 0, which no new response can have.
  if (status < 200) return response;
  const body = [204, 205, 304].includes(status) ? null : text;
  return new Response(body, { status, statusText, headers });
}
