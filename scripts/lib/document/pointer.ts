/**
 * JSON pointers (RFC 6901). They begin with `#` where they are fragments, as in a `$ref`; then `%` in
 * them is decoded too.
 */
export function append(pointer: string, ...tokens: (string | number)[]): string {
  return tokens.reduce((whole: string, token) => `${whole}/${escapeToken(token)}`, pointer);
}

/** A name as it stands in a pointer. */
export function escapeToken(token: string | number): string {
  const text = String(token);
  return /[~/]/.test(text) ? text.replaceAll("~", "~0").replaceAll("/", "~1") : text;
}

/** The names that lead to the place. */
export function tokensOf(pointer: string): string[] {
  const tokens = pointer.split("/").slice(1);
  // Most have nothing to decode, and there are very many.
  if (!/[~%]/.test(pointer)) return tokens;
  const isFragment = pointer.startsWith("#");
  return tokens.map((token) => unescapeToken(isFragment ? decode(token) : token));
}

const unescapeToken = (token: string) => token.replaceAll("~1", "/").replaceAll("~0", "~");

function decode(token: string): string {
  try {
    return decodeURIComponent(token);
  } catch {
    return token;
  }
}

/** The value at a pointer; `undefined` where there is none. References are not followed. */
export function get(root: unknown, pointer: string): unknown {
  return tokensOf(pointer).reduce<unknown>(
    (value, token) =>
      typeof value === "object" && value !== null && Object.hasOwn(value, token)
        ? (value as Record<string, unknown>)[token]
        : undefined,
    root,
  );
}

/** The pointer to where a reference at `pointer` leads, or `pointer` itself. */
export function target(root: unknown, pointer: string): string {
  const value = get(root, pointer) as { $ref?: unknown } | null | undefined;
  return typeof value?.$ref === "string" ? target(root, value.$ref) : pointer;
}
