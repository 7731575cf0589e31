import type { ErrorIssue } from "../../generated/types.js";
import type { OperationValidators, ValidationIssue } from "../../generated/validators.js";
import { ApiError } from "../errors/api-error.js";
import type { RequestFacts } from "../errors/openpipe-error.js";
import type { Config } from "../options/config.js";
import type { Call } from "../retry/call.js";
import { type Exchange, exchange, type Outgoing } from "./exchange.js";
import { bodyLimit, invalidResponse } from "./invalid-response.js";
import { plainHeaders } from "./plain-headers.js";
import { redactHeaders } from "./redact.js";

/** A success answer: the body with what came beside it. */
export interface Reply<T> {
  data: T;
  status: number;
  headers: Headers;
  /** How often the request was sent. */
  attempts: number;
}

/**
 * Makes one attempt of one operation and settles what its answer means.
 *
 * @param attempts Which attempt it is; 1 for the first.
 * @param json The body, for an operation that has one.
 * @throws ApiError, InvalidResponseError, and what `exchange` throws.
 */
export async function sendOnce<T>(
  config: Config,
  call: Call,
  attempts: number,
  validate: OperationValidators["response"],
  json?: string,
): Promise<Reply<T>> {
  const { method, path, timeoutMs, deadline, signal } = call;
  const facts = { method, path, attempts };
  const timeLeft = Math.ceil(Math.min(timeoutMs, deadline - performance.now()));
  const limits = { timeoutMs: Math.max(1, timeLeft), signal };
  const exchanged = await (config.through
    ? config.through(config, call, facts, limits, json)
    : exchange(config, outgoing(config, call, facts, json), limits));
  const { response, text } = exchanged;
  if (!response.ok) throw apiError(facts, exchanged);
  let body: unknown;
  let issues: ValidationIssue[] | undefined;
  try {
    body = JSON.parse(text);
    issues = validate?.(body);
  } catch {
    issues = [{ pointer: "", message: text ? "is not JSON; truncated?" : "is empty" }];
  }
  if (issues?.length) throw invalidResponse(facts, exchanged, issues);
  return { data: body as T, status: response.status, headers: response.headers, attempts };
}

function outgoing(
  config: Config,
  call: Call,
  facts: RequestFacts,
  json: string | undefined,
): Outgoing {
  return {
    facts,
    target: config.baseUrl + call.path,
    headers: (key) => {
      const headers = call.headers
        ? plainHeaders(facts, config.headers, call.headers)
        : { ...config.headers };
      headers.authorization = `Bearer ${key}`;
      if (json !== undefined) headers["content-type"] = "application/json";
      return headers;
    },
    body: json ?? null,
  };
}

function apiError(facts: RequestFacts, { response, text, key }: Exchange): ApiError {
  const { status } = response;
  const headers = redactHeaders(response.headers, key);
  const { message, code, issues } = parseObject(text);
  const known = typeof code === "string" ? code : undefined;
  const knownIssues = Array.isArray(issues) ? issues.filter(isIssue) : undefined;
  const said = [
    typeof message === "string"
      ? message
      : text
          .slice(0, 2_000)
          .replace(/<[^>]*>|\s+/g, " ")
          .trim()
          .slice(0, 200),
    ...(knownIssues ?? []).map((issue) => issue.message),
  ].filter(Boolean);
  const summary = `${facts.method} ${facts.path} answered ${[status, known].join(" ").trim()}: ${said.join("; ") || "(empty body)"}`;
  const details = {
    ...{ ...facts, mayHaveReachedServer: true },
    ...{ status, code: known, issues: knownIssues, headers, body: text.slice(0, bodyLimit) },
  };
  return new ApiError(`${summary}\n${advice(new ApiError(summary, details))}`, details);
}

function parseObject(text: string): Record<string, unknown> {
  try {
    return Object(JSON.parse(text));
  } catch {
    return {};
  }
}

function isIssue(issue: unknown): issue is ErrorIssue {
  return typeof (issue as ErrorIssue | null)?.message === "string";
}

/** What to do about it. */
function advice(error: ApiError): string {
  const { status, headers } = error;
  if (status < 400) {
    return `Redirects are not followed (to ${headers.get("Location") ?? "a hidden place"}): set baseUrl to where the API is.`;
  }
  if (error.isConflict) return "Choose another slug.";
  if (error.isUnauthorized) {
    return "Check the API key (OPENPIPE_API_KEY); writing needs the read/write key.";
  }
  if (error.isNotFound) return "Check the slug and the baseUrl; a key sees its own project only.";
  return status >= 500 || status === 408 || status === 429
    ? "Try again later."
    : "Correct the request.";
}
