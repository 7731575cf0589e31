import type { ValidationIssue } from "../validation/schema.js";
import { OpenPipeError } from "./openpipe-error.js";

/** The input is not what the API accepts. Nothing was sent. */
export class InvalidRequestError extends OpenPipeError {
  override name = "InvalidRequestError" as const;
  /** Everything that is wrong, each with a JSON pointer into the input. */
  declare readonly issues: ValidationIssue[];

  constructor(issues: ValidationIssue[], { method, path }: { method: string; path: string }) {
    const lines = issues.map(({ pointer, message }) => `\n  ${pointer || "(input)"}: ${message}`);
    const details = { method, path, issues, attempts: 0, mayHaveReachedServer: false };
    super(`${method} ${path} was not sent, the input is invalid:${lines.join("")}`, details);
  }
}
