// Generated from openapi/openapi.yaml by `npm run generate`. Do not edit by hand.

import createClient, { type Client, type ClientOptions, type FetchOptions } from "openapi-fetch";
import type { paths } from "./types.js";

/** The server that requests go to unless another one is named. */
export const defaultBaseUrl = "https://api.openpipe.ai/api/v1";

/** Method and path of every operation, by `operationId`. */
export const operations = {
  createModel: { method: "POST", path: "/models" },
  listModels: { method: "GET", path: "/models" },
  getModel: { method: "GET", path: "/models/{modelSlug}" },
  deleteModel: { method: "DELETE", path: "/models/{modelSlug}" },
} as const;

/** An openapi-fetch client that knows every path of the document. */
export type FetchClient = Client<paths, "application/json">;

/** Makes an openapi-fetch client that knows every path of the document. */
export function createFetchClient(options?: ClientOptions): FetchClient {
  return createClient<paths, "application/json">(options);
}

/**
 * Create a fine-tuned model (`POST /models`).
 *
 * Starts a training job, which costs money and takes minutes to hours; it cannot be undone. Answers at once with a `PENDING` model: poll it until it is `DEPLOYED` or `ERROR`.
 *
 * @param client The client that sends the request.
 * @param init `body`: What to train, on which dataset, and the slug that will name the model.
 * @see https://openpipe-models.github.io/openpipe-models/#/models/createmodel
 */
export function createModel(client: FetchClient, init: FetchOptions<paths["/models"]["post"]>) {
  return client.POST("/models", init);
}

/**
 * List all models (`GET /models`).
 *
 * Returns every model of the key's project in one answer; the list is not paged.
 *
 * @param client The client that sends the request.
 * @param init Options of this request.
 * @see https://openpipe-models.github.io/openpipe-models/#/models/listmodels
 */
export function listModels(client: FetchClient, init?: FetchOptions<paths["/models"]["get"]>) {
  return client.GET("/models", init);
}

/**
 * Get a model (`GET /models/{modelSlug}`).
 *
 * Returns the model with its training status. Poll it about every 10 seconds after a create, until `openpipe.status` is `DEPLOYED` or `ERROR`.
 *
 * @param client The client that sends the request.
 * @param init `params.path.modelSlug`: The slug that the model was created with, which is its `id`.
 * @see https://openpipe-models.github.io/openpipe-models/#/models/getmodel
 */
export function getModel(client: FetchClient, init: FetchOptions<paths["/models/{modelSlug}"]["get"]>) {
  return client.GET("/models/{modelSlug}", init);
}

/**
 * Delete a model (`DELETE /models/{modelSlug}`).
 *
 * Removes the model; requests that still use it fail, and this cannot be undone. What its training cost is not refunded.
 *
 * @param client The client that sends the request.
 * @param init `params.path.modelSlug`: The slug that the model was created with, which is its `id`.
 * @see https://openpipe-models.github.io/openpipe-models/#/models/deletemodel
 */
export function deleteModel(client: FetchClient, init: FetchOptions<paths["/models/{modelSlug}"]["delete"]>) {
  return client.DELETE("/models/{modelSlug}", init);
}
