import type { FetchClient } from "../../generated/client.js";
import type { exchangeThrough } from "./exchange-through.js";

/**
 * How attempts pass through an openapi-fetch client, for each that was made. Looked up rather than
 * imported, so that a bundle without `createFetchClient` does not carry it.
 */
export const through = new WeakMap<FetchClient, typeof exchangeThrough>();
