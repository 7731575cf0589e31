import { InvalidResponseError } from "../errors/invalid-response-error.js";
import type { RequestFacts } from "../errors/openpipe-error.js";
import { redact, redactHeaders } from "../http/redact.js";
import type { ValidationIssue } from "../validation/schema.js";
import type { Exchange } from "./exchange.js";

/** How much of a body an error keeps. */
export const bodyLimit = 10_000;

/** The error for an answer that says success but cannot be used; without an answer, it was lost. */
export function invalidResponse(
  facts: RequestFacts,
  exchange: Exchange | undefined,
  issues: ValidationIssue[],
  cause?: unknown,
): InvalidResponseError {
  const { response, text = "", keys = [] } = exchange ?? {};
  const { status = 0, headers = new Headers() } = response ?? {};
  const found = issues.slice(0, 5).map(({ pointer, message }) => `${pointer || "body"} ${message}`);
  return new InvalidResponseError(
    `${facts.method} ${facts.path} had an answer that cannot be used (status ${status}): ${found.join("; ")}\nCheck the baseUrl, or update this package if the API has changed.`,
    {
      ...facts,
      mayHaveReachedServer: true,
      cause,
      status,
      issues,
      headers: redactHeaders(headers, keys),
      body: redact(text, keys).slice(0, bodyLimit),
    },
  );
}
