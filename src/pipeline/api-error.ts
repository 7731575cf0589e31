import type { ErrorIssue } from "../../generated/types.js";
import { ApiError, type ApiErrorDetails } from "../errors/api-error.js";
import type { RequestFacts } from "../errors/openpipe-error.js";
import { redactHeaders } from "../http/redact.js";
import type { Exchange } from "./exchange.js";
import { bodyLimit } from "./invalid-response.js";

/** The error for an answer with an error status, whatever its body is. */
export function apiError(facts: RequestFacts, { response, text = "", keys }: Exchange): ApiError {
  const { message, code, issues } = parseObject(text);
  const details: ApiErrorDetails = {
    ...facts,
    mayHaveReachedServer: true,
    status: response.status,
    code: typeof code === "string" ? code : undefined,
    issues: Array.isArray(issues) ? issues.filter(isIssue) : undefined,
    headers: redactHeaders(response.headers, keys),
    body: text.slice(0, bodyLimit),
  };
  const said = [typeof message === "string" ? message : plainText(text)]
    .concat((details.issues ?? []).map((issue) => issue.message))
    .filter(Boolean)
    .join("; ");
  const status = [details.status, details.code].join(" ").trim();
  return new ApiError(
    `${facts.method} ${facts.path} answered ${status}: ${said || "(empty body)"}`,
    details,
  );
}

function plainText(body: string): string {
  const start = body.slice(0, 2_000).replace(/<[^>]*>|\s+/g, " ");
  return start.trim().slice(0, 200);
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
