import type { Exchange } from "./exchange.js";
import { redactHeaders } from "./redact.js";

/** A response without the key, whose body can be read, cloned and replaced, as a middleware expects. */
export function freshResponse({ response, text, key }: Exchange): Response {
  const { status, statusText } = response;
  // A browser's opaque redirect has status 0, which no new response can have.
  if (status < 200) return response;
  const body = [204, 205, 304].includes(status) ? null : text;
  return new Response(body, { status, statusText, headers: redactHeaders(response.headers, key) });
}
