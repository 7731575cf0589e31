import { OpenPipeError } from "./openpipe-error.js";

/**
 * The connection could not be made, or broke before the whole answer was there. With
 * `mayHaveReachedServer: false` (connection refused, no such host) nothing was processed.
 */
export class ConnectionError extends OpenPipeError {
  override name = "ConnectionError" as const;
}
