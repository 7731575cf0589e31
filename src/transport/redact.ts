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
    return `\\\\{0,9}(?:${char.replace(/\W/, "\\$&")}|u${code})`;
  });
  return plain.replace(new RegExp(pattern.join(""), "gi"), hidden);
}

/** A copy without the key. */
export function redactHeaders(headers: Headers, key: string): Headers {
  return new Headers(
    [...headers].map(([name, value]): [string, string] => [
      name,
      name === "authorization" ? hidden : redact(value, key),
    ]),
  );
}

/**
 * What a `fetch` failed with, or what matters of it if it holds the key: a custom one may put the
 * request into its errors.
 */
export function redactFailure(failure: unknown, key: string): unknown {
  if (!holds(failure, key)) return failure;
  const { message = failure, cause } = Object(failure);
  return new Error(redact(String(message), key), { cause: redactFailure(cause, key) });
}

function holds(value: unknown, key: string, depth = 0): boolean {
  if (typeof value === "string") return redact(value, key) !== value;
  if (typeof value !== "object" || value === null || depth > 5) return false;
  const inner =
    value instanceof Headers
      ? [...value.values()]
      : Reflect.ownKeys(value).map((name) => Object.getOwnPropertyDescriptor(value, name)?.value);
  return inner.some((one) => holds(one, key, depth + 1));
}
