import type { OpenApiDocument, OperationObject } from "../lib/document/index.js";

/** The fragment under which the rendered docs show an operation. */
export function docsAnchor({ tags, operationId }: OperationObject): string {
  const tag = (tags?.[0] ?? "paths").replaceAll(/\s+/g, "-");
  return `#/${tag}/${operationId.toLowerCase()}`;
}

/** The published page of an operation, if the document says where its docs are published. */
export function docsUrl(document: OpenApiDocument, operation: OperationObject): string | undefined {
  return document.externalDocs && document.externalDocs.url + docsAnchor(operation);
}
