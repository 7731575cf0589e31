import type { ErrorIssue } from "../../generated/types.js";
import type { OperationValidators, ValidationIssue } from "../../generated/validators.js";
import { ApiError } from "../errors/api-error.js";
import { ConfigurationError } from "../errors/configuration-error.js";
import type { Config } from "../options/config.js";
import type { Call } from "../retry/call.js";
import { type Exchange, exchange, type Outgoing } from "./exchange.js";
import { bodyLimit, invalidResponse } from "./invalid-response.js";
import { through } from "./through.js";

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
 * @param json The body, for an operation that has one.
 * @throws ApiError, InvalidResponseError, and what `exchange` throws.
 */
export async function sendOnce<T>(
  config: Config,
  call: Call,
  number: number,
  validate: OperationValidators["response"],
  json?: string,
): Promise<Reply<T>> {
  const timeLeft = Math.ceil(Math.min(call.timeoutMs, call.deadline - performance.now()));
  const attempt = { number, timeoutMs: Math.max(1, timeLeft), signal: call.signal };
  const pass = config.client && through.get(config.client);
  const exchanged = await (config.client && pass
    ? pass(config, config.client, call, attempt, json)
    : exchange(config, outgoing(config, call, json), attempt));
  const { facts, response, text } = exchanged;
  const { status, headers } = response;
  if (!response.ok) throw apiError(exchanged);
  let body: unknown;
  let issues: ValidationIssue[];
  try {
    body = JSON.parse(text);
    issues = validate?.(body) ?? [];
  } catch {
    issues = [{ pointer: "", message: text ? "is not JSON; truncated?" : "is empty" }];
  }
  if (issues.length > 0) throw invalidResponse(facts, exchanged, issues);
  return { data: body as T, status, headers, attempts: number };
}

function outgoing({ baseUrl, headers: common }: Config, call: Call, json?: string): Outgoing {
  let headers: Headers;
  try {
    headers = new Headers(common);
    for (const name in call.headers) headers.set(name, call.headers[name]!);
  } catch {
    // The failure would repeat the value, which may be secret.
    throw new ConfigurationError("headers has a name or a value that cannot be sent.", {
      method: call.method,
      path: call.path,
    });
  }
  if (json !== undefined) headers.set("Content-Type", "application/json");
  return { url: baseUrl + call.path, method: call.method, headers, body: json };
}

function apiError({ facts, response, text, headers: safeHeaders }: Exchange): ApiError {
  const { status } = response;
  const headers = safeHeaders();
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
