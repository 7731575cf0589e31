/** Takes the key out of a text that a server may have echoed it into. */
export function redact(text: string, key: string): string {
  // Too short to be a real key, and likely to stand in any text.
  return key.length < 8 ? text : text.replaceAll(key, "[redacted]");
}

/** A copy without the key. */
export function redactHeaders(headers: Headers, key: string): Headers {
  const safe = new Headers();
  for (const [name, value] of headers) {
    safe.append(name, name === "authorization" ? "[redacted]" : redact(value, key));
  }
  return safe;
}
