const hidden = "[redacted]";

/**
 * Takes keys out of a text that a server may have echoed them into: also as JSON may write them, and
 * JSON inside of JSON; as a URL does; in hex; and in base64, also within something longer.
 */
export function redact(text: string, keys: string[]): string {
  return keys.reduce((rest, key) => {
    // Too short to be a real key, and likely to stand in any text.
    return key.length < 4 ? rest : rest.replace(patternOf(key), hidden);
  }, text);
}

/** The last one: making it takes longer than using it on a short text. */
let last: { key: string; pattern: RegExp } | undefined;

function patternOf(key: string): RegExp {
  if (last?.key !== key) last = { key, pattern: makePattern(key) };
  return last.pattern;
}

function makePattern(key: string): RegExp {
  const bytes = bytesOf(key);
  const hex = Array.from(bytes, hexOf).join("");
  const ways = [Array.from(key, escaped).join("")];
  // The code of a short one may stand in any text.
  if (bytes.length >= 8 && "btoa" in globalThis)
    ways.push(hex, ...[0, 1, 2].map((shift) => base64Within(bytes, shift)));
  return new RegExp(ways.join("|"), "gi");
}

/** A character of a key as it is, or as JSON or a URL writes it, several times over. */
function escaped(char: string): string {
  const plain = char.replace(/\W/, "\\$&");
  const unicode = char.charCodeAt(0).toString(16).padStart(4, "0");
  const encoded = Array.from(bytesOf(char), (byte) => `%(?:25){0,3}${hexOf(byte)}`).join("");
  return `\\\\{0,9}(?:${plain}|u${unicode}|${encoded})`;
}

/** What only the key decides of its base64, after `shift` other bytes; in either alphabet. */
function base64Within(bytes: string, shift: number): string {
  const all = btoa("-".repeat(shift) + bytes);
  const own = all.slice(Math.ceil((8 * shift) / 6), Math.floor((8 * (shift + bytes.length)) / 6));
  return own.replaceAll("+", "[-+]").replaceAll("/", "(?:\\\\{0,9}/|_)");
}

/** A text in UTF-8, a character for each byte. */
function bytesOf(text: string): string {
  return encodeURIComponent(text).replace(/%(..)/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}

/** Two digits: a key has no control characters. */
function hexOf(byte: string): string {
  return byte.charCodeAt(0).toString(16);
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
