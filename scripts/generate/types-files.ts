import { listOperations, type OpenApiDocument } from "../lib/openapi.js";

/** Whether a body of this media type is made of parts, of which some can be files. */
export function isMultipart(mediaType: string): boolean {
  return /^multipart\//i.test(mediaType);
}

/** The component schemas that multipart requests are made of: a binary string in them is a file. */
export function sentAsFiles(document: OpenApiDocument): Set<string> {
  const found = new Set<string>();
  for (const { requestBody } of listOperations(document)) {
    for (const [mediaType, { schema }] of Object.entries(requestBody?.content ?? {})) {
      if (isMultipart(mediaType)) addReferenced(schema, document, found);
    }
  }
  return found;
}

function addReferenced(node: unknown, document: OpenApiDocument, found: Set<string>): void {
  if (typeof node !== "object" || node === null) return;
  for (const [key, value] of Object.entries(node)) {
    const name = key === "$ref" && componentName(value);
    if (!name) addReferenced(value, document, found);
    else if (!found.has(name)) {
      found.add(name);
      addReferenced(document.components?.schemas?.[name], document, found);
    }
  }
}

/** The name of the component schema that a reference points to, if it points to one. */
export function componentName(reference: unknown): string | undefined {
  const [, name] = /^#\/components\/schemas\/([^/]+)$/.exec(String(reference)) ?? [];
  return name;
}
