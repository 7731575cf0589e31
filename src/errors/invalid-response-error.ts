import type { ValidationIssue } from "../../generated/validators.js";
import { type ErrorDetails, OpenPipeError } from "./openpipe-error.js";

export interface InvalidResponseErrorDetails extends Omit<ErrorDetails, "mayHaveReachedServer"> {
  status: number;
  headers: Headers;
  body: string;
  issues: ValidationIssue[];
}

/**
 * The server answered with success, but the body is not what the spec says: truncated, not JSON,
 * a property missing or of another type. The server did process the request.
 */
export class InvalidResponseError extends OpenPipeError {
  override name = "InvalidResponseError";
  /** The HTTP status. */
  readonly status: number;
  /** The response headers. */
  readonly headers: Headers;
  /** The response body as it came, cut at 10,000 characters. */
  readonly body: string;
  /** What is wrong with the body, each with a JSON pointer into it. */
  readonly issues: ValidationIssue[];

  constructor(message: string, details: InvalidResponseErrorDetails) {
    super(message, { ...details, mayHaveReachedServer: true });
    this.status = details.status;
    this.headers = details.headers;
    this.body = details.body;
    this.issues = details.issues;
  }
}
