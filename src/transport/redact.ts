const hidden = "[redacted]";

/**
 * Takes the key out of a text that a server may have echoed it into, also as JSON may write it, and
 * JSON inside of JSON.
 */
export function redact(text: string, key: string): string {
  // Too short to be a real key, and likely to stand in any text.
  if (key.length < 4) return text;
  const plain = text.replaceAll(key, hidden);
  if (!plain.includes("\\")) return plain;
  const pattern = Array.from(key, (char) => {
    const code = char.charCodeAt(0).toString(16).padStart(4, "0");
    const literal = char.replace(/\W/, "\\$&");
    return `\\\\{0,9}(?:${literal}|u${code}|u${code.toUpperCase()})`;
  });
  return plain.replace(new RegExp(pattern.join(""), "g"), hidden);
}

/** A copy without the key. */
export function redactHeaders(headers: Headers, key: string): Headers {
  const safe = new Headers();
  for (const [name, value] of headers) {
    safe.append(name, name === "authorization" ? hidden : redact(value, key));
  }
  return safe;
}

/**
 * What a `fetch` failed with, or a copy of what matters of it if it holds the key: a custom one may
 * put the request into its errors.
 */
export function redactFailure(failure: unknown, key: string): unknown {
  if (!holds(failure, key)) return failure;
  const { name, message, code, cause, stack } = Object(failure);
  const safe = new Error(redact(String(message ?? failure), key));
  const text = (value: unknown) => (typeof value === "string" ? redact(value, key) : undefined);
  Object.assign(safe, { name: text(name) ?? "Error", code: text(code), stack: text(stack) });
  if (cause !== undefined) safe.cause = redactFailure(cause, key);
  return safe;
}

function holds(value: unknown, key: string, depth = 0): boolean {
  if (typeof value === "string") return redact(value, key) !== value;
  if (typeof value !== "object" || value === null || depth > 5) return false;
  const own = Object.values(Object.getOwnPropertyDescriptors(value)).map((one) => one.value);
  const inner = value instanceof Headers || value instanceof Map ? [...value.values()] : [];
  return [...own, ...inner].some((one) => holds(one, key, depth + 1));
}
