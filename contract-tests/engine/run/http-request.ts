import type { CaseBody, ContractCase, Spelling } from "../case.js";
import type { Target } from "../target.js";
import type { HttpRequest, RunOptions } from "./options.js";
import { formText } from "./encode.js";
import { breakJson } from "./raw-json.js";
import { tokenHeaders } from "./tokens.js";

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
      ...inHeaders(tokenHeaders(request.token, target), request.tokenHeaders),
      ...(request.body && { "Content-Type": request.body.contentType }),
    },
    ...(body !== undefined && { body }),
  };
}

/** A bearer token in the headers that the operation names, if it does. */
function inHeaders(headers: Record<string, string>, own: Record<string, string> | undefined) {
  const { Authorization, ...others } = headers;
  if (own === undefined || Authorization === undefined) return headers;
  const token = Authorization.replace(/^Bearer /, "");
  const placed = Object.entries(own).map(([name, prefix]) => [name, prefix + token]);
  return { ...others, ...Object.fromEntries(placed) } as Record<string, string>;
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
    case "a form":
      return formText(JSON.parse(text));
  }
}
