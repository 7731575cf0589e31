import { listOperations, type OpenApiDocument } from "../lib/document/index.js";
import { bundle } from "../lib/bundle.js";
import { renderClient } from "./client.js";
import { locate } from "./locate.js";
import { renderOperations } from "./operations.js";
import { renderTypes } from "./types.js";
import { SchemaWriter } from "./validators.js";

/**
 * Everything that belongs in `generated/`: file name to content. Nothing is written.
 *
 * @throws Failure that names file and line, for an invalid document and for what cannot be generated.
 */
export async function renderAll(root: string, signal?: AbortSignal): Promise<Map<string, string>> {
  const { document, json } = await bundle(root, signal);
  signal?.throwIfAborted();
  const files = await locate(root, () => renderDocument(document));
  return new Map([["openapi.json", json], ...files]);
}

/**
 * The code of a bundled document: file name to content.
 *
 * @throws Unsupported for what cannot be generated.
 */
export async function renderDocument(document: OpenApiDocument): Promise<Map<string, string>> {
  const operations = listOperations(document);
  const schemas = new SchemaWriter(document);
  return new Map([
    ["types.ts", await renderTypes(document)],
    ["operations.ts", renderOperations(document, operations, schemas)],
    ["validators.ts", schemas.render()],
    ["client.ts", renderClient(document, operations)],
  ]);
}
