import type { OpenApiDocument } from "../../../scripts/lib/document/index.js";

/** Makes something of a document when it is first asked for, and keeps it as long as the document. */
export function oncePerDocument<T>(
  make: (document: OpenApiDocument) => T,
): (document: OpenApiDocument) => T {
  const made = new WeakMap<OpenApiDocument, T>();
  return (document) => {
    if (!made.has(document)) made.set(document, make(document));
    return made.get(document)!;
  };
}
