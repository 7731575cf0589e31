import { append, get } from "../../../scripts/lib/document/index.js";

export type Schema = Record<string, unknown>;

/** A schema and where it stands in the document. */
export interface Located {
  schema: Schema;
  pointer: string;
}

export const jsonTypes = ["null", "boolean", "number", "string", "array", "object"] as const;
export type JsonType = (typeof jsonTypes)[number];

/** Keywords that say nothing about validity. */
export const annotations: ReadonlySet<string> = new Set([
  "$comment",
  "$defs",
  "title",
  "description",
  "deprecated",
  // One that may not be sent is left out of requests altogether.
  "readOnly",
  "writeOnly",
  "example",
  "examples",
  "externalDocs",
  "xml",
  "contentEncoding",
  "contentMediaType",
]);

export type JsonObject = Record<string, unknown>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

export function typeOf(value: unknown): JsonType {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  return typeof value as JsonType;
}

/** The schema at a pointer; `undefined` where there is none that could be read. */
export function at(document: unknown, pointer: string): Located | undefined {
  const schema = get(document, pointer);
  if (schema === true) return { schema: {}, pointer };
  return isObject(schema) ? { schema, pointer } : undefined;
}

/** The subschema of a schema under `keys`; `undefined` where there is none. */
export function child(parent: Located, ...keys: (string | number)[]): Located | undefined {
  const inside = at(parent.schema, append("#", ...keys));
  return inside && { schema: inside.schema, pointer: append(parent.pointer, ...keys) };
}
