import type { FetchClient } from "../../generated/client.js";
import { OpenPipeError, type RequestFacts } from "../errors/openpipe-error.js";
import type { Config } from "../options/config.js";
import type { Call } from "../retry/call.js";
import { type Exchange, exchange, type Limits } from "./exchange.js";
import { freshResponse } from "./fresh-response.js";
import { fromRequest } from "./from-request.js";
import { invalidResponse } from "./invalid-response.js";

/** `client.request`, whose own type knows each operation. */
type Request = (method: string, path: string, init: object) => Promise<Answer>;

interface Answer {
  data?: unknown;
  error?: unknown;
  response: Response;
}

/**
 * Makes one attempt through an openapi-fetch client, whose middleware may look at the request and
 * the answer, and replace both.
 *
 * @throws InvalidResponseError when a middleware fails after the request was sent: the outcome is
 * then in doubt. Else what `exchange` or a middleware throws.
 */
export async function exchangeThrough(
  client: FetchClient,
  config: Config,
  { method, template, params, headers, signal }: Call,
  facts: RequestFacts,
  limits: Limits,
  json?: string,
): Promise<Exchange> {
  let sent = false;
  let done: Exchange | undefined;
  const init = {
    params: { path: params },
    // It is JSON already.
    ...(json !== undefined && { body: json, bodySerializer: (body: string) => body }),
    ...{ headers, signal, parseAs: "text" },
    fetch: async (request: globalThis.Request) => {
      sent = true;
      done = await exchange(config, fromRequest(config, request, facts.attempts), limits);
      return freshResponse(done);
    },
  };
  try {
    const { data, error, response } = await (client.request as Request)(
      method.toLowerCase(),
      template,
      init,
    );
    // openapi-fetch has parsed the error if it was JSON.
    const text = response.ok ? data : typeof error === "string" ? error : JSON.stringify(error);
    return { response, text: typeof text === "string" ? text : "", key: done?.key ?? "" };
  } catch (cause) {
    if (cause instanceof OpenPipeError || signal?.aborted || !sent) throw cause;
    const issue = { pointer: "", message: "went through a middleware that failed" };
    throw invalidResponse(facts, done, [issue], cause);
  }
}
