import type { HttpRequest } from "../run/options.js";
import type { Target } from "../target.js";

/**
 * A line for a POSIX shell that sends the request again. No key is in it: the shell puts in those that it
 * has in the variables of a live run.
 */
export function curlLine(
  { method, url, headers, body }: HttpRequest,
  { token, readOnlyToken }: Target,
): string {
  const word = (text: string) => {
    if (text.includes(token)) return withVariable(text, token, "OPENPIPE_API_KEY");
    if (readOnlyToken && text.includes(readOnlyToken)) {
      return withVariable(text, readOnlyToken, "OPENPIPE_CONTRACT_READ_ONLY_KEY");
    }
    return quote(text);
  };
  return [
    "curl -i",
    ...(method === "GET" ? [] : [`-X ${method}`]),
    word(url),
    ...Object.entries(headers).map(([name, value]) => `-H ${word(`${name}: ${value}`)}`),
    ...(body === undefined ? [] : [`--data-binary ${word(body)}`]),
  ].join(" ");
}

/** A text as one word in which the shell puts a variable for a value. */
function withVariable(text: string, value: string, name: string): string {
  const parts = text.split(value).map((part) => part.replace(/["$`\\]/g, "\\$&"));
  const joined = parts.reduce(
    (left, right) => left + (/^\w/.test(right) ? `\${${name}}` : `$${name}`) + right,
  );
  return `"${joined}"`;
}

/** A text as one word for a POSIX shell. */
export function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
