import { OpenPipeError } from "./openpipe-error.js";

/** The whole answer was not there within `timeoutMs`. The server may have processed the request. */
export class TimeoutError extends OpenPipeError {
  override name = "TimeoutError" as const;
}
