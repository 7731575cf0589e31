import type { ContractCase } from "../case.js";
import type { HttpRequest } from "../run/options.js";

/**
 * A line for a POSIX shell that sends the request again. The token is never in it: the shell puts in
 * `$OPENPIPE_API_KEY`.
 */
export function curlLine({ request }: ContractCase, sent: HttpRequest): string {
  const headers = Object.entries(sent.headers).map(([name, value]) => {
    const prefix = request.tokenHeaders?.[name];
    if (prefix !== undefined && request.token === "valid") {
      return `-H "${name}: ${prefix}$OPENPIPE_API_KEY"`;
    }
    if (name.toLowerCase() !== "authorization") return `-H ${quote(`${name}: ${value}`)}`;
    if (request.token === "valid") return `-H "${name}: Bearer $OPENPIPE_API_KEY"`;
    if (request.token === "other-scheme") return `-H "${name}: Basic $OPENPIPE_API_KEY"`;
    return `-H ${quote(`${name}: ${value}`)}`;
  });
  const parts = [
    "curl -i",
    ...(sent.method === "GET" ? [] : [`-X ${sent.method}`]),
    quote(sent.url),
    ...headers,
    ...(sent.body === undefined ? [] : [`--data-binary ${quote(sent.body)}`]),
  ];
  return parts.join(" ");
}

/** A text as one word for a POSIX shell. */
export function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
