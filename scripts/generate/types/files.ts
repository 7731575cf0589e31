import { get, listOperations, type OpenApiDocument } from "../../lib/document/index.js";

/** Where a schema is used, as far as it matters to its binary strings. */
export type Use = "in a multipart body" | "elsewhere" | "in both";

/** Whether a body of this media type is made of parts, of which some can be files. */
export function isMultipart(mediaType: string): boolean {
  return /^multipart\//i.test(mediaType);
}

/** The use of each component schema, also by way of others. */
export function usesOfComponents(document: OpenApiDocument): (name: string) => Use {
  const uploads = new Set<string>();
  const others = new Set<string>();
  for (const { operation, parameters, requestBody } of listOperations(document)) {
    addReferences([parameters, operation.responses], document, others);
    for (const [mediaType, media] of Object.entries(requestBody?.content ?? {})) {
      addReferences(media, document, isMultipart(mediaType) ? uploads : others);
    }
  }
  return (name) => {
    const reference = `#/components/schemas/${name}`;
    if (!uploads.has(reference)) return "elsewhere";
    return others.has(reference) ? "in both" : "in a multipart body";
  };
}

/** Adds all references in a part of the document, and in what they refer to. */
function addReferences(node: unknown, document: OpenApiDocument, found: Set<string>): void {
  if (typeof node !== "object" || node === null) return;
  for (const [key, value] of Object.entries(node)) {
    if (key !== "$ref" || typeof value !== "string") addReferences(value, document, found);
    else if (!found.has(value)) {
      found.add(value);
      addReferences(get(document, value), document, found);
    }
  }
}
