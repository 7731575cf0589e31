import type { OpenApiDocument } from "../../lib/openapi.js";

/** The name of the component schema that a reference points to, if it points to one. */
export function componentName(reference: unknown): string | undefined {
  const [, name] = /^#\/components\/schemas\/([^/]+)$/.exec(String(reference)) ?? [];
  return name;
}

/** What a reference points to, which may be a reference again; `undefined` when nothing is there. */
export function lookUp(document: OpenApiDocument, $ref: string): unknown {
  return $ref
    .split("/")
    .slice(1)
    .map((token) => decodeURIComponent(token).replaceAll("~1", "/").replaceAll("~0", "~"))
    .reduce<unknown>(
      (node, token) => (node as Record<string, unknown> | undefined)?.[token],
      document,
    );
}
