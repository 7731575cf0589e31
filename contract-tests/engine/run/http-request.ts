import type { CaseBody, ContractCase, Malformation, TokenUse } from "../case.js";
import { type Target, unknownToken } from "../target.js";
import type { HttpRequest, RunOptions } from "./options.js";

/** What a case sends to a target. */
export function toHttpRequest(
  contractCase: ContractCase,
  target: Target,
  prepare: RunOptions["prepare"] = (json) => json,
): HttpRequest {
  const { request } = contractCase;
  const body = request.body && bodyText(request.body, (json) => prepare(json, contractCase));
  return {
    method: request.method,
    url: target.baseUrl + request.path,
    headers: {
      ...request.headers,
      ...tokenHeaders(contractCase, target.token),
      ...(request.body && { "Content-Type": request.body.contentType }),
    },
    ...(body !== undefined && { body }),
  };
}

function tokenHeaders({ request }: ContractCase, token: string): Record<string, string> {
  const { tokenHeader } = request;
  const authorization = authorizationHeader(request.token, token);
  if (authorization === undefined) return {};
  if (tokenHeader === undefined) return { Authorization: authorization };
  return { [tokenHeader]: authorization.replace(/^Bearer /, "") };
}

function authorizationHeader(use: TokenUse, token: string): string | undefined {
  switch (use) {
    case "valid":
      return `Bearer ${token}`;
    case "empty":
      return "Bearer ";
    case "unknown":
      return `Bearer ${unknownToken}`;
    case "other-scheme":
      return `Basic ${token}`;
    case "none":
    case "anonymous":
      return undefined;
  }
}

function bodyText({ content }: CaseBody, prepare: (json: unknown) => unknown): string {
  if ("text" in content) return content.text;
  const text = JSON.stringify(prepare(content.json));
  return "malformed" in content ? breakJson(text, content.malformed) : text;
}

/** The text of a JSON value, broken; one that has nothing to break stays as it is. */
export function breakJson(text: string, malformation: Malformation): string {
  switch (malformation) {
    case "truncated":
      return text.slice(0, -1);
    case "trailing comma":
      return `${text.slice(0, -1)},${text.slice(-1)}`;
    case "single quotes":
      return text.replaceAll('"', "'");
  }
}
