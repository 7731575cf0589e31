import type { ErrorIssue } from "../../generated/types.js";
import { type ErrorDetails, OpenPipeError } from "./openpipe-error.js";

/** What an `ApiError` is made of. */
export interface ApiErrorDetails extends ErrorDetails {
  status: number;
  code: string | undefined;
  issues: ErrorIssue[] | undefined;
  headers: Headers;
  body: string;
}

/**
 * The server answered with an error status. The message has what was asked, what the server said,
 * and what to do. Branch on the `is…` properties rather than on `status`.
 */
export class ApiError extends OpenPipeError {
  override name = "ApiError" as const;
  /** The HTTP status. */
  declare readonly status: number;
  /** The API's code, such as `NOT_FOUND`; undefined when the body is not the API's (a gateway's HTML). */
  declare readonly code: string | undefined;
  /** What is wrong with the input, when the API says. */
  declare readonly issues: ErrorIssue[] | undefined;
  /** The response headers. */
  declare readonly headers: Headers;
  /** The response body as it came, cut at 10,000 characters. */
  declare readonly body: string;

  /** @param summary What was asked and answered; what to do about it is added. */
  constructor(summary: string, details: ApiErrorDetails) {
    super(summary, details);
    this.message += `\n${this.#advice()}`;
  }

  /** The input was refused (400 or 422). A taken slug is `isConflict` instead, whatever its status. */
  get isValidation(): boolean {
    return (this.status === 400 || this.status === 422) && !this.isConflict;
  }

  /** The key is missing, unknown or read-only (401), or may not do this (403). */
  get isUnauthorized(): boolean {
    return this.status === 401 || this.status === 403;
  }

  /** There is no such model, or the like, in the key's project (404). */
  get isNotFound(): boolean {
    return this.status === 404;
  }

  /**
   * The slug is taken. The API's published source says so with 500, and a newer server may use 400 or
   * 409, so its message counts as well as its status.
   */
  get isConflict(): boolean {
    return (
      this.status === 409 ||
      // Only in the API's own shape: a gateway's page may contain any words.
      (this.code !== undefined &&
        [400, 422, 500].includes(this.status) &&
        /globally unique|(is|already|been) taken|already (exist|in use|used)/i.test(this.message))
    );
  }

  /** Too many requests (429); the request was not processed. */
  get isRateLimit(): boolean {
    return this.status === 429;
  }

  /** The server or a gateway failed (5xx). After a write, the outcome is unknown. */
  get isServer(): boolean {
    return this.status >= 500 && !this.isConflict;
  }

  #advice(): string {
    const { status } = this;
    if (status === 304)
      return "Ask without If-None-Match and If-Modified-Since for the whole answer.";
    if (status < 400) {
      const target = this.headers.get("Location") ?? "a hidden place";
      return `Redirects are not followed (to ${target}). If the API is there now, set baseUrl to it.`;
    }
    if (this.isConflict) return "Choose another slug or name.";
    if (this.isUnauthorized) {
      return "Check the API key (OPENPIPE_API_KEY); writing needs the read/write key.";
    }
    if (this.isNotFound)
      return "Check the slug or name, and the baseUrl; a key sees its own project only.";
    return status >= 500 || status === 408 || status === 429
      ? "Try again later."
      : "Correct the request.";
  }
}
