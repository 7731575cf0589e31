const hidden = "[redacted]";

/**
 * Takes keys out of a text that a server may have echoed them into, also as JSON may write them, and
 * JSON inside of JSON.
 */
export function redact(text: string, keys: string[]): string {
  return keys.reduce(redactOne, text);
}

function redactOne(text: string, key: string): string {
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

/** A copy without the keys. */
export function redactHeaders(headers: Headers, keys: string[]): Headers {
  return new Headers(
    [...headers].map(([name, value]): [string, string] => [
      name,
      name === "authorization" ? hidden : redact(value, keys),
    ]),
  );
}

/**
 * What a `fetch` failed with, or what matters of it if it holds a key: a custom one may put the
 * request into its errors.
 */
export function redactFailure(failure: unknown, keys: string[]): unknown {
  if (!holds(failure, keys)) return failure;
  const { message = failure, cause } = Object(failure);
  return new Error(redact(String(message), keys), { cause: redactFailure(cause, keys) });
}

function holds(value: unknown, keys: string[], depth = 0): boolean {
  if (typeof value === "string") return redact(value, keys) !== value;
  if (typeof value !== "object" || value === null || depth > 5) return false;
  const inner =
    value instanceof Headers
      ? [...value.values()]
      : Reflect.ownKeys(value).map((name) => Object.getOwnPropertyDescriptor(value, name)?.value);
  return inner.some((one) => holds(one, keys, depth + 1));
}
