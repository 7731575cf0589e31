import { InvalidRequestError } from "../errors/invalid-request-error.js";
import { plainHeaders } from "../http/plain-headers.js";
import { callOptions, checkOptions } from "../options/check.js";
import type { Config } from "../options/config.js";
import type { RequestOptions } from "../options/options.js";
import { now } from "../timing/now.js";
import type { ValidationIssue } from "../validation/schema.js";
import { type Body, encodeBody } from "./body.js";
import type { Operation } from "./operation.js";
import { isDeclared, type ParameterValues, placeParameters } from "./parameters.js";

/** One call of one operation: what all its attempts have in common. */
export interface Call {
  operation: Operation;
  /** The template with its parameters filled in. */
  path: string;
  query: string;
  /** The parameters as they were given, for the middleware. */
  params: ParameterValues;
  /** All headers but those with a key; names in lower case. */
  headers: Record<string, string>;
  body: Body | undefined;
  signal: AbortSignal | undefined;
  timeoutMs: number;
  maxRetries: number;
  /** When the call must be over, on the clock of `now()`. */
  deadline: number;
}

/** What a method is called with. */
export interface Input {
  /** Path parameters by name. */
  path?: Record<string, unknown>;
  body?: unknown;
  options?: CallOptions | undefined;
}

/** The options of a call; `generated/client.ts` types its parameters. */
export interface CallOptions extends Omit<RequestOptions, "headers"> {
  query?: Record<string, unknown> | undefined;
  headers?: Record<string, unknown> | undefined;
}

/**
 * Checks everything and starts the clock of a call; nothing is sent.
 *
 * @throws InvalidRequestError for what the document does not allow; ConfigurationError for an option
 * that cannot be used.
 */
export function startCall(config: Config, operation: Operation, input: Input): Call {
  const { method, path: template } = operation;
  const { path, options = {} } = input;
  checkOptions(callOptions, input.options, operation);
  const issues: ValidationIssue[] = [];
  const params = { path, query: options.query, header: options.headers };
  const placed = placeParameters(operation, params, issues);
  const headers = { ...config.headers };
  headers.accept ??= operation.accept;
  if (options.headers) {
    const own = withoutParameters(operation, options.headers);
    Object.assign(headers, plainHeaders({ method, path: template }, own, placed.headers));
  }
  const wantedType = options.headers && headers["content-type"];
  const body = encodeBody(operation, input.body, wantedType, config.validateRequests, issues);
  delete headers["content-type"];
  if (body?.contentType) headers["content-type"] = body.contentType;
  if (issues.length > 0) throw new InvalidRequestError(issues, operation);
  const timeoutMs = options.timeoutMs ?? config.timeoutMs;
  return {
    operation,
    path: placed.path,
    query: placed.query,
    params,
    headers,
    body,
    signal: options.signal,
    timeoutMs,
    maxRetries: options.maxRetries ?? config.maxRetries,
    deadline: now() + (config.totalTimeoutMs ?? 5 * timeoutMs),
  };
}

/** The headers that the document does not know as parameters, which are sent as they are. */
function withoutParameters(operation: Operation, headers: Record<string, unknown>) {
  const own = Object.entries(headers).filter(
    ([name, value]) => value !== undefined && !isDeclared(operation, "header", name),
  );
  return Object.fromEntries(own) as Record<string, string>;
}
