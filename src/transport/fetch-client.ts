import { createFetchClient as createClient, type FetchClient } from "../../generated/client.js";
import type { RequestFacts } from "../errors/openpipe-error.js";
import { resolveConfig } from "../options/config.js";
import type { ModelsClientOptions } from "../options/options.js";
import { type Exchange, exchange } from "./exchange.js";
import { exchangeThrough } from "./exchange-through.js";
import { fillPath } from "./fill-path.js";
import { freshResponse } from "./fresh-response.js";
import { fromRequest } from "./from-request.js";
import { invalidResponse } from "./invalid-response.js";
import { throughs } from "./through.js";

/** The options of `createFetchClient`: those that are about single requests. */
export type FetchClientOptions = Pick<
  ModelsClientOptions,
  | "apiKey"
  | "baseUrl"
  | "allowInsecureHttp"
  | "timeoutMs"
  | "headers"
  | "fetch"
  | "onRequest"
  | "onResponse"
>;

/**
 * Makes an openapi-fetch client that knows every path of the document, for requests of your own
 * (`client.POST("/models", …)`, or `createModel(client, …)`) and for middleware (`client.use`). It
 * adds the key, the time limit, and the guards for paths and redirects; it does not repeat,
 * validate or throw `ApiError`. Requests of `createModelsClient({ client })` pass through it.
 *
 * @throws ConfigurationError when there is no API key or an option cannot be used.
 */
export function createFetchClient(options?: FetchClientOptions): FetchClient {
  const config = resolveConfig(options);
  const { baseUrl, headers } = config;
  // Without `params`, openapi-fetch leaves a template as it is, and `Request` would encode it.
  function CheckedRequest(url: string, init: RequestInit): Request {
    return new Request(url.includes("{") ? fillPath(url, undefined, "") : url, init);
  }
  CheckedRequest.prototype = Request.prototype;
  const client = createClient({
    baseUrl,
    headers,
    Request: CheckedRequest as unknown as typeof Request,
    pathSerializer: (url, params) => baseUrl + fillPath(url.slice(baseUrl.length), params, ""),
    fetch: async (request: Request & { timeoutMs?: number }) => {
      const { signal, timeoutMs = config.timeoutMs } = request;
      const outgoing = fromRequest(config, request, 1);
      const done = await exchange(config, outgoing, { timeoutMs, signal });
      if (done.response.ok && done.text) parseJson(outgoing.facts, done);
      return freshResponse(done);
    },
  });
  throughs.set(client, (...attempt) => exchangeThrough(client, ...attempt));
  return client;
}

/** openapi-fetch would throw a bare SyntaxError, and lose the body. */
function parseJson(facts: RequestFacts, done: Exchange): void {
  try {
    JSON.parse(done.text);
  } catch (cause) {
    const issue = { pointer: "", message: "is not JSON" };
    throw invalidResponse(facts, done, [issue], cause);
  }
}
