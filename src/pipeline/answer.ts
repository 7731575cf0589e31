import type { RequestFacts } from "../errors/openpipe-error.js";
import type { ValidationIssue } from "../validation/schema.js";
import { validate } from "../validation/validate.js";
import { apiError } from "./api-error.js";
import type { Exchange } from "./exchange.js";
import { invalidResponse } from "./invalid-response.js";
import { answerTypeOf } from "./answer-type.js";
import type { Operation } from "./operation.js";

/** A success answer: the body with what came beside it. */
export interface Reply<T> {
  data: T;
  status: number;
  headers: Headers;
  /** How often the request was sent. */
  attempts: number;
  /**
   * How the model of a create came: by this call's own answer, or found by looking for its slug
   * (which may be the same request's, made up to ten minutes before).
   */
  origin?: "created" | "found";
}

/**
 * Reads an answer by what the document says of the operation: JSON is parsed and validated, text is
 * text, an answer without a body is undefined, and anything else is the response, unread.
 *
 * @throws ApiError for an error status; InvalidResponseError for a success that cannot be used.
 */
export function readAnswer(
  operation: Operation,
  facts: RequestFacts,
  exchange: Exchange,
): Reply<unknown> {
  const { response, text } = exchange;
  if (!response.ok) throw apiError(facts, exchange);
  const { data, issues } = read(operation, response, text);
  if (issues.length > 0) throw invalidResponse(facts, exchange, issues);
  return { data, status: response.status, headers: response.headers, attempts: facts.attempts };
}

function read(
  operation: Operation,
  response: Response,
  text: string | undefined,
): { data?: unknown; issues: ValidationIssue[] } {
  if (text === undefined) return { data: response, issues: [] };
  const { kind, schema, isPage } = answerTypeOf(operation, response);
  if (kind === "none") return { issues: [] };
  if (isPage) return { issues: [{ pointer: "", message: "is an HTML page" }] };
  if (kind !== "json") return { data: text, issues: validate(schema, text) };
  try {
    const data: unknown = JSON.parse(text);
    return { data, issues: validate(schema, data) };
  } catch {
    return { issues: [{ pointer: "", message: text ? "is not JSON; truncated?" : "is empty" }] };
  }
}
