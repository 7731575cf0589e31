export type { Middleware } from "openapi-fetch";
export {
  createModel,
  deleteModel,
  type FetchClient,
  getModel,
  listModels,
} from "../generated/client.js";
export type * from "../generated/types.js";
export type { ValidationIssue } from "../generated/validators.js";
export { createModelsClient, createUncheckedModelsClient } from "./create-models-client.js";
export { ApiError } from "./errors/api-error.js";
export { ConfigurationError } from "./errors/configuration-error.js";
export { ConnectionError } from "./errors/connection-error.js";
export { InvalidRequestError } from "./errors/invalid-request-error.js";
export { InvalidResponseError } from "./errors/invalid-response-error.js";
export { OpenPipeError } from "./errors/openpipe-error.js";
export { OutcomeUnknownError } from "./errors/outcome-unknown-error.js";
export { TimeoutError } from "./errors/timeout-error.js";
export { TrainingFailedError } from "./errors/training-failed-error.js";
export { WaitTimeoutError } from "./errors/wait-timeout-error.js";
export type { ModelsClient } from "./models-client.js";
export type { RequestEvent, ResponseEvent, RetryEvent } from "./options/hooks.js";
export type { ModelsClientOptions, RequestOptions, WaitOptions } from "./options/options.js";
export { createFetchClient, type FetchClientOptions } from "./transport/fetch-client.js";
export type { Reply } from "./transport/send.js";
