import type { ApiError } from "./api-error.js";
import type { ConfigurationError } from "./configuration-error.js";
import type { ConnectionError } from "./connection-error.js";
import type { InvalidRequestError } from "./invalid-request-error.js";
import type { InvalidResponseError } from "./invalid-response-error.js";
import type { OpenPipeError } from "./openpipe-error.js";
import type { OutcomeUnknownError } from "./outcome-unknown-error.js";
import type { TimeoutError } from "./timeout-error.js";
import type { TrainingFailedError } from "./training-failed-error.js";
import type { WaitTimeoutError } from "./wait-timeout-error.js";

/**
 * Whether something is an error of this package, also of another copy of it, where `instanceof` says
 * no. Like the guards of single errors, it goes by properties; `structuredClone` (`postMessage`) keeps
 * only the message of an error, so that no guard knows the copy.
 */
export function isOpenPipeError(error: unknown): error is OpenPipeError {
  const { name, attempts, mayHaveReachedServer } = Object(error) as Partial<OpenPipeError>;
  return (
    typeof name === "string" &&
    typeof attempts === "number" &&
    typeof mayHaveReachedServer === "boolean"
  );
}

function isNamed(error: unknown, name: string): boolean {
  return isOpenPipeError(error) && error.name === name;
}

/** Whether something is an `ApiError`; see `isOpenPipeError`. */
export function isApiError(error: unknown): error is ApiError {
  return isNamed(error, "ApiError");
}

/** Whether something is a `ConfigurationError`; see `isOpenPipeError`. */
export function isConfigurationError(error: unknown): error is ConfigurationError {
  return isNamed(error, "ConfigurationError");
}

/** Whether something is a `ConnectionError`; see `isOpenPipeError`. */
export function isConnectionError(error: unknown): error is ConnectionError {
  return isNamed(error, "ConnectionError");
}

/** Whether something is an `InvalidRequestError`; see `isOpenPipeError`. */
export function isInvalidRequestError(error: unknown): error is InvalidRequestError {
  return isNamed(error, "InvalidRequestError");
}

/** Whether something is an `InvalidResponseError`; see `isOpenPipeError`. */
export function isInvalidResponseError(error: unknown): error is InvalidResponseError {
  return isNamed(error, "InvalidResponseError");
}

/** Whether something is an `OutcomeUnknownError`; see `isOpenPipeError`. */
export function isOutcomeUnknownError(error: unknown): error is OutcomeUnknownError {
  return isNamed(error, "OutcomeUnknownError");
}

/** Whether something is a `TimeoutError`; see `isOpenPipeError`. */
export function isTimeoutError(error: unknown): error is TimeoutError {
  return isNamed(error, "TimeoutError");
}

/** Whether something is a `TrainingFailedError`; see `isOpenPipeError`. */
export function isTrainingFailedError(error: unknown): error is TrainingFailedError {
  return isNamed(error, "TrainingFailedError");
}

/** Whether something is a `WaitTimeoutError`; see `isOpenPipeError`. */
export function isWaitTimeoutError(error: unknown): error is WaitTimeoutError {
  return isNamed(error, "WaitTimeoutError");
}
