import type { FetchClient } from "../../generated/client.js";
import type { RequestFacts } from "../errors/openpipe-error.js";
import type { Config } from "../options/config.js";
import type { Call } from "../retry/call.js";
import type { Exchange, Limits } from "./exchange.js";

/** Makes one attempt through an openapi-fetch client. */
export type Through = (
  config: Config,
  call: Call,
  facts: RequestFacts,
  limits: Limits,
  json?: string,
) => Promise<Exchange>;

/**
 * How attempts pass through each client that `createFetchClient` made. Looked up rather than
 * imported, so that a bundle without `createFetchClient` does not carry it.
 */
export const throughs = new WeakMap<FetchClient, Through>();
