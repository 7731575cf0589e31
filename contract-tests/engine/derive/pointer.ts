/** JSON pointers (RFC 6901), written as fragments into the document: `#/components/schemas/Model`. */
export function append(pointer: string, ...tokens: (string | number)[]): string {
  return [pointer, ...tokens.map((token) => escapeToken(String(token)))].join("/");
}

/** The value at a pointer, with or without the leading `#`; `undefined` where there is none. */
export function get(root: unknown, pointer: string): unknown {
  let node = root;
  for (const token of tokens(pointer)) {
    if (typeof node !== "object" || node === null) return undefined;
    node = (node as Record<string, unknown>)[token];
  }
  return node;
}

/** The pointer to where a reference at `pointer` leads, or `pointer` itself. */
export function follow(root: unknown, pointer: string): string {
  const node = get(root, pointer) as { $ref?: unknown } | null | undefined;
  return typeof node?.$ref === "string" ? follow(root, node.$ref) : pointer;
}

export function tokens(pointer: string): string[] {
  return pointer
    .replace(/^#/, "")
    .split("/")
    .slice(1)
    .map((token) => token.replaceAll("~1", "/").replaceAll("~0", "~"));
}

function escapeToken(token: string): string {
  return token.replaceAll("~", "~0").replaceAll("/", "~1");
}
