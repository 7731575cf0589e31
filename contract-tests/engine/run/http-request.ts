import type { CaseBody, ContractCase, Spelling, TokenUse } from "../case.js";
import { type Target, unknownToken } from "../target.js";
import type { HttpRequest, RunOptions } from "./options.js";
import { breakJson } from "./raw-json.js";

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
    url: target.baseUrl + request.path + tokenQuery(contractCase, target.token),
    headers: {
      ...request.headers,
      ...tokenHeaders(contractCase, target),
      ...(request.body && { "Content-Type": request.body.contentType }),
    },
    ...(body !== undefined && { body }),
  };
}

/** Where a token must not be looked for: it stands in logs. */
function tokenQuery({ request }: ContractCase, token: string): string {
  if (request.token !== "in-query") return "";
  return ["access_token", "api_key", "token"]
    .map(
      (name, index) =>
        `${index === 0 && !request.path.includes("?") ? "?" : "&"}${name}=${encodeURIComponent(token)}`,
    )
    .join("");
}

function tokenHeaders({ request }: ContractCase, target: Target): Record<string, string> {
  const { tokenHeader } = request;
  const { token } = target;
  if (request.token === "in-other-header") return { "X-API-Key": token };
  if (request.token === "in-cookie") return { Cookie: `token=${token}; session=${token}` };
  const authorization =
    request.token === "read-only"
      ? `Bearer ${target.readOnlyToken ?? ""}`
      : authorizationHeader(request.token, token);
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
    case "part":
      return `Bearer ${token.slice(0, Math.floor(token.length * 0.75))}`;
    case "longer":
      return `Bearer ${token}0`;
    case "other-case":
      return `Bearer ${otherCase(token)}`;
    case "similar":
      return `Bearer ${token.slice(0, -1)}${token.endsWith("x") ? "y" : "x"}`;
    case "more-in-front":
      return `Bearer 0${token}`;
    case "token-scheme":
      return `Token ${token}`;
    case "basic-password":
      return `Basic ${Buffer.from(`${token}:`).toString("base64")}`;
    case "words-behind":
      return `Bearer ${token} and more`;
    case "quoted":
      return `Bearer "${token}"`;
    case "without-scheme":
      return token;
    case "stuck-to-scheme":
      return `Bearer${token}`;
    case "null":
      return "Bearer null";
    case "wildcard":
      return "Bearer %";
    case "none":
    case "anonymous":
    case "in-query":
    case "in-cookie":
    case "in-other-header":
    case "read-only":
      return undefined;
  }
}

/** The token with its letters in another case; where it has none, one that no server knows. */
function otherCase(token: string): string {
  const others = [token.toLowerCase(), token.toUpperCase()];
  return others.find((other) => other !== token) ?? unknownToken;
}

function bodyText({ content }: CaseBody, prepare: (json: unknown) => unknown): string {
  if ("text" in content) return content.text;
  const text = JSON.stringify(prepare(content.json));
  if ("spelled" in content) return spell(text, content.spelled);
  return "malformed" in content ? breakJson(text, content.malformed) : text;
}

/** JSON with the same meaning, written in another way. */
function spell(text: string, spelling: Spelling): string {
  const numbers = (write: (number: string) => string) =>
    text.replace(
      /(":)(\d+)(?=[,}])/g,
      (_, before: string, number: string) => before + write(number),
    );
  switch (spelling) {
    case "numbers with an exponent":
      return numbers((number) => `${number}e0`);
    case "numbers with a point":
      return numbers((number) => `${number}.0`);
    case "numbers beyond any double":
      return numbers(() => "1e400");
    case "too large":
      return text + " ".repeat(1_100_000);
  }
}
