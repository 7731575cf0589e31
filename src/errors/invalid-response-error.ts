import type { ValidationIssue } from "../validation/schema.js";
import { type ErrorDetails, OpenPipeError } from "./openpipe-error.js";

interface InvalidResponseDetails extends ErrorDetails {
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
  override name = "InvalidResponseError" as const;
  /** The HTTP status. */
  declare readonly status: number;
  /** The response headers. */
  declare readonly headers: Headers;
  /** The response body as it came, cut at 10,000 characters. */
  declare readonly body: string;
  /** What is wrong with the body, each with a JSON pointer into it. */
  declare readonly issues: ValidationIssue[];

  // Of a type of its own, so that nothing is forgotten.
  constructor(message: string, details: InvalidResponseDetails) {
    super(message, details);
  }
}
