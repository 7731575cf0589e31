import type { ErrorIssue } from "../../generated/types.js";
import type { OperationValidators, ValidationIssue } from "../../generated/validators.js";
import { ApiError } from "../errors/api-error.js";
import { OpenPipeError, type RequestFacts } from "../errors/openpipe-error.js";
import type { Call } from "../retry/call.js";
import type { GuardedClient } from "./guarded-client.js";
import { bodyLimit, invalidResponse } from "./invalid-response.js";

/** A success answer: the body with what came beside it. */
export interface Reply<T> {
  data: T;
  status: number;
  headers: Headers;
  /** How often the request was sent. */
  attempts: number;
}

/** What openapi-fetch resolves. */
interface Result {
  data?: unknown;
  error?: unknown;
  response: Response;
}

/** Calls a generated function with the options that it is given; each has its own type of options. */
export type Send = (init: any) => Promise<Result>;

/**
 * Makes one attempt of one operation and settles what its answer means.
 *
 * @throws ApiError, InvalidResponseError, and what `exchange` throws.
 */
export async function sendOnce<T>(
  guarded: GuardedClient,
  call: Call,
  number: number,
  validate: OperationValidators["response"],
  send: Send,
): Promise<Reply<T>> {
  const { method, path, signal } = call;
  const timeoutMs = Math.ceil(Math.min(call.timeoutMs, call.deadline - performance.now()));
  const sending = guarded.prepare({ number, timeoutMs: Math.max(1, timeoutMs), signal });
  const facts = { method, path, attempts: number };
  let result: Result;
  try {
    result = await send({ headers: call.headers, signal, parseAs: "text", ...sending.init });
  } catch (cause) {
    if (cause instanceof OpenPipeError || signal?.aborted || !sending.sent) throw cause;
    // For a create, the outcome is in doubt.
    throw invalidResponse(
      facts,
      sending.exchange,
      [{ pointer: "", message: "went through a middleware that failed" }],
      cause,
    );
  }
  const { data, error, response } = result;
  const { status } = response;
  const headers = () => sending.exchange?.headers() ?? response.headers;
  if (!response.ok) {
    // Parsed by openapi-fetch if it was JSON; a middleware may have replaced it.
    const raw =
      typeof error === "string" ? error : (sending.exchange?.text ?? JSON.stringify(error));
    throw apiError(facts, status, error, raw ?? "", headers());
  }
  const text = typeof data === "string" ? data : "";
  let body: unknown;
  let issues: ValidationIssue[];
  try {
    body = JSON.parse(text);
    issues = validate?.(body) ?? [];
  } catch {
    issues = [{ pointer: "", message: text ? "is not JSON; truncated?" : "is empty" }];
  }
  if (issues.length > 0) {
    throw invalidResponse(facts, { facts, response, text, headers }, issues);
  }
  return { data: body as T, status, headers: response.headers, attempts: number };
}

function apiError(
  facts: RequestFacts,
  status: number,
  parsed: unknown,
  raw: string,
  headers: Headers,
): ApiError {
  const { message, code, issues } = (
    typeof parsed === "object" && parsed !== null ? parsed : {}
  ) as Record<string, unknown>;
  const known = typeof code === "string" ? code : undefined;
  const knownIssues = Array.isArray(issues) ? issues.filter(isIssue) : undefined;
  const said = [
    typeof message === "string"
      ? message
      : raw
          .replace(/<[^>]*>|\s+/g, " ")
          .trim()
          .slice(0, 200),
    ...(knownIssues ?? []).map((issue) => issue.message),
  ].filter(Boolean);
  return new ApiError(
    `${facts.method} ${facts.path} answered ${[status, known].join(" ").trim()}: ${
      said.join("; ") || "(empty body)"
    }${advice(status, headers)}`,
    {
      ...facts,
      mayHaveReachedServer: true,
      ...{ status, code: known, issues: knownIssues, headers, body: raw.slice(0, bodyLimit) },
    },
  );
}

function isIssue(issue: unknown): issue is ErrorIssue {
  return typeof (issue as ErrorIssue | null)?.message === "string";
}

function advice(status: number, headers: Headers): string {
  if (status < 400) {
    return `\nRedirects are not followed (to ${headers.get("Location") ?? "a hidden place"}): set baseUrl to where the API is.`;
  }
  if (status === 401) {
    return "\nCheck the API key (OPENPIPE_API_KEY); writing needs the read/write key.";
  }
  return "";
}
