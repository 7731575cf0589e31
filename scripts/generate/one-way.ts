import { type OpenApiDocument, resolve } from "../lib/document/index.js";
import type { JsonSchema } from "./reduce-schema.js";

/**
 * The properties that an object has to have, but not in this direction: what is read-only is missing
 * in what is sent, and what is write-only in what is received.
 */
export function missingNames(
  document: OpenApiDocument,
  schema: unknown,
  direction: "sent" | "received",
): string[] {
  const parts = partsOf(document, schema);
  // `Omit` forgets all properties of such an object.
  if (parts.some(({ additionalProperties: rest, patternProperties }) => rest || patternProperties))
    return [];
  const mark = direction === "sent" ? "readOnly" : "writeOnly";
  const oneWay = parts.flatMap(({ properties }) =>
    Object.entries((properties ?? {}) as Record<string, JsonSchema>)
      .filter(([, property]) => resolve<JsonSchema>(document, property)[mark] || property[mark])
      .map(([name]) => name),
  );
  const required = new Set(parts.flatMap((part) => (part.required as string[] | undefined) ?? []));
  return [...new Set(oneWay)].filter((name) => required.has(name));
}

/** A schema and what it consists of by `allOf`, references resolved. */
function partsOf(document: OpenApiDocument, schema: unknown): JsonSchema[] {
  if (typeof schema !== "object" || schema === null) return [];
  const own = resolve<JsonSchema>(document, schema as JsonSchema);
  const inner = ((own.allOf as unknown[] | undefined) ?? []).flatMap((part) =>
    partsOf(document, part),
  );
  return [own, ...inner];
}
