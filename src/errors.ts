import type { ErrorIssue } from "../generated/types.js";

/** The API answered with an error. */
export class ApiError extends Error {
  override name = "ApiError";

  constructor(
    message: string,
    readonly status: number,
    readonly code: string | undefined,
    readonly issues: ErrorIssue[] | undefined,
    readonly headers: Headers,
    readonly body: string,
  ) {
    super(message);
  }
}
