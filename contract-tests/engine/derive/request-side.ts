import type { OpenApiDocument } from "../../../scripts/lib/document/index.js";
import { isObject, type JsonObject, list } from "./schema.js";

/**
 * The document as requests see it: without the properties that only answers have (`readOnly`). What
 * remains keeps its pointers.
 */
export function requestSide(document: OpenApiDocument): OpenApiDocument {
  return withoutReadOnly(document) as OpenApiDocument;
}

function withoutReadOnly(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(withoutReadOnly);
  if (!isObject(node)) return node;
  const copy: JsonObject = {};
  for (const [key, value] of Object.entries(node)) copy[key] = withoutReadOnly(value);
  const properties = isObject(node.properties) ? Object.entries(node.properties) : [];
  const names = properties.flatMap(([name, property]) =>
    isObject(property) && property.readOnly === true ? [name] : [],
  );
  if (names.length === 0) return copy;
  for (const name of names) delete (copy.properties as JsonObject)[name];
  if (copy.required) {
    copy.required = list(copy.required).filter((name) => !names.includes(String(name)));
  }
  return copy;
}
