import { ConfigurationError } from "../errors/configuration-error.js";
import { suggestion } from "../validation/messages.js";
import type { Schema } from "../validation/schema.js";
import { validate } from "../validation/validate.js";

type Known = Record<string, Schema>;

const maximum = Number.MAX_SAFE_INTEGER;
const duration: Schema = { type: "number", minimum: 1, maximum };
const pause: Schema = { type: "number", minimum: 0, maximum };

/** What every call takes. */
const request: Known = {
  signal: "object",
  timeoutMs: duration,
  maxRetries: { type: "integer", minimum: 0 },
  headers: "object",
};

/** Options of a call: `RequestOptions`, and what the document adds to it. */
export const callOptions: Known = { ...request, query: "object" };

/** Options of a request by `createFetchClient`. */
export const fetchOptions: Known = {
  signal: request.signal!,
  headers: request.headers!,
  params: "object",
  body: {},
  parseAs: "string",
  middleware: "array",
};

/** Options of `waitUntilDeployed` and `createAndWait`. */
export const waitOptions: Known = {
  ...request,
  intervalMs: duration,
  deadlineMs: duration,
  onStatus: "function",
};

/** `ModelsClientOptions`. */
export const clientOptions: Known = {
  apiKey: { type: ["string", "function"] },
  credentials: "object",
  baseUrl: "string",
  allowInsecureHttp: "boolean",
  validateRequests: "boolean",
  timeoutMs: duration,
  totalTimeoutMs: duration,
  maxRetries: request.maxRetries!,
  retryDelayMs: pause,
  maxRetryDelayMs: pause,
  headers: "object",
  middleware: "array",
  fetch: "function",
  onRequest: "function",
  onResponse: "function",
  onRetry: "function",
  onAbort: "function",
};

/**
 * For callers without types: what is unknown would be ignored in silence.
 *
 * @param call The one that is not made because of it.
 * @throws ConfigurationError that names the first option that is unknown or cannot be used, and
 * never repeats its value.
 */
export function checkOptions(
  known: Known,
  options: unknown,
  call?: { method: string; path: string },
): void {
  if (options === undefined) return;
  const refuse = (problem: string) => {
    if (!call) return new ConfigurationError(problem);
    // Of an operation, no more than that is for an error.
    const { method, path } = call;
    return new ConfigurationError(`${method} ${path} was not sent: ${problem}`, { method, path });
  };
  const [wrong] = validate("object", options);
  if (wrong) throw refuse(`the options ${wrong.message}.`);
  for (const [name, value] of Object.entries(options as object)) {
    if (value === undefined) continue;
    if (!Object.hasOwn(known, name)) {
      throw refuse(`\`${name}\` is not an option${suggestion(name, Object.keys(known)) || "."}`);
    }
    const problem = problemOf(name, known[name]!, value);
    if (problem) throw refuse(`${name} ${problem}.`);
  }
}

function problemOf(name: string, schema: Schema, value: object): string | undefined {
  const [issue] = validate(schema, value);
  if (issue) return issue.message;
  // Such as the controller instead of its signal.
  if (name === "signal" && !("aborted" in value)) return "must be an AbortSignal";
  // Its entries are not properties, so that they would be lost.
  if (name === "headers" && Symbol.iterator in value) {
    return "must be a plain object, a value for each name";
  }
  return undefined;
}
