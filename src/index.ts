export type { Middleware } from "openapi-fetch";
export type { ModelsResource, Resources, SecuritySchemeName } from "../generated/client.js";
export type * from "../generated/types.js";
export { createFetchClient, type FetchClientOptions } from "./create-fetch-client.js";
export { createModelsClient, type ModelsClient } from "./create-models-client.js";
export { createOpenPipeClient, type OpenPipeClient } from "./create-openpipe-client.js";
export { ApiError } from "./errors/api-error.js";
export { ConfigurationError } from "./errors/configuration-error.js";
export { ConnectionError } from "./errors/connection-error.js";
export {
  isApiError,
  isConfigurationError,
  isConnectionError,
  isInvalidRequestError,
  isInvalidResponseError,
  isOpenPipeError,
  isOutcomeUnknownError,
  isTimeoutError,
  isTrainingFailedError,
  isWaitTimeoutError,
} from "./errors/guards.js";
export { InvalidRequestError } from "./errors/invalid-request-error.js";
export { InvalidResponseError } from "./errors/invalid-response-error.js";
export { OpenPipeError } from "./errors/openpipe-error.js";
export { OutcomeUnknownError } from "./errors/outcome-unknown-error.js";
export { TimeoutError } from "./errors/timeout-error.js";
export { TrainingFailedError } from "./errors/training-failed-error.js";
export { WaitTimeoutError } from "./errors/wait-timeout-error.js";
export type { FetchClient } from "./fetch-client.js";
export type { AbortEvent, RequestEvent, ResponseEvent, RetryEvent } from "./options/hooks.js";
export type { Key, ModelsClientOptions, RequestOptions, WaitOptions } from "./options/options.js";
export type { Reply } from "./pipeline/answer.js";
export type { Resource, WithResponse } from "./pipeline/resource.js";
export type { ValidationIssue } from "./validation/schema.js";
