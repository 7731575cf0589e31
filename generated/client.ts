// Generated from openapi/openapi.yaml by `npm run generate`. Do not edit by hand.

import * as rows from "./operations.js";
import type { CreateModelRequest, DeletedModel, Model, ModelList } from "./types.js";

/** The server that requests go to unless another one is named. */
export const defaultBaseUrl = "https://api.openpipe.ai/api/v1";

/** The security schemes of the document. */
export type SecuritySchemeName = "bearerAuth";

/** Fine-tuned models of your project, from training job to deletion. */
export interface ModelsResource<Options extends object> {
  /**
   * Create a fine-tuned model (`POST /models`).
   *
   * Starts a training job, which costs money and takes minutes to hours; no operation stops it. Answers at once with a `PENDING` model: poll it until it is `DEPLOYED` or `ERROR`.
   *
   * @param body What to train, on which dataset, and the slug that will name the model.
   * @throws InvalidRequestError before anything is sent; ApiError for an answer with an error status; ConnectionError, TimeoutError, InvalidResponseError.
   * @throws OutcomeUnknownError when it may have been processed; it is not sent again then.
   * @see https://openpipe-models.github.io/openpipe-models/#/models/createmodel
   */
  create(body: CreateModelRequest, options?: Options): Promise<Model>;
  /**
   * List all models (`GET /models`).
   *
   * Returns every model of the key's project in one answer; the list is not paged.
   *
   * @throws InvalidRequestError before anything is sent; ApiError for an answer with an error status; ConnectionError, TimeoutError, InvalidResponseError.
   * @see https://openpipe-models.github.io/openpipe-models/#/models/listmodels
   */
  list(options?: Options): Promise<ModelList>;
  /**
   * Get a model (`GET /models/{modelSlug}`).
   *
   * Returns the model with its training status. Poll it about every 10 seconds after a create, until `openpipe.status` is `DEPLOYED` or `ERROR`.
   *
   * @param modelSlug The slug that the model was created with, which is its `id`.
   * @throws InvalidRequestError before anything is sent; ApiError for an answer with an error status; ConnectionError, TimeoutError, InvalidResponseError.
   * @see https://openpipe-models.github.io/openpipe-models/#/models/getmodel
   */
  get(modelSlug: string, options?: Options): Promise<Model>;
  /**
   * Delete a model (`DELETE /models/{modelSlug}`).
   *
   * Removes the model. A way back, or a refund of what its training cost, is not published: count on neither.
   *
   * @param modelSlug The slug that the model was created with, which is its `id`.
   * @throws InvalidRequestError before anything is sent; ApiError for an answer with an error status; ConnectionError, TimeoutError, InvalidResponseError.
   * @see https://openpipe-models.github.io/openpipe-models/#/models/deletemodel
   */
  delete(modelSlug: string, options?: Options): Promise<DeletedModel>;
}

/** The row of each method of `ModelsResource`. */
export const models = {
  create: rows.createModel,
  list: rows.listModels,
  get: rows.getModel,
  delete: rows.deleteModel,
};

/** Every resource of the document. `Options` are those that each method takes. */
export interface Resources<Options extends object> {
  models: ModelsResource<Options>;
}

/** The rows of every resource. */
export const resources = { models };
