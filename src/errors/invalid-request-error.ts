import type { ValidationIssue } from "../../generated/validators.js";
import { OpenPipeError, type RequestFacts } from "./openpipe-error.js";

/** The input is not what the API accepts. Nothing was sent. */
export class InvalidRequestError extends OpenPipeError {
  override name = "InvalidRequestError";
  /** Everything that is wrong, each with a JSON pointer into the input. */
  readonly issues: ValidationIssue[];

  constructor(
    issues: ValidationIssue[],
    { method, path }: Pick<RequestFacts, "method" | "path">,
    cause?: unknown,
  ) {
    super(
      `${method} ${path} was not sent; the input is invalid:\n${issues
        .map(({ pointer, message }) => `  ${pointer || "(input)"}: ${message}`)
        .join("\n")}`,
      { method, path, attempts: 0, mayHaveReachedServer: false, cause },
    );
    this.issues = issues;
  }
}
