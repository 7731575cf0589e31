import openapiTS, { astToString, type OpenAPI3 } from "openapi-typescript";
import type { OpenApiDocument } from "../lib/document/index.js";
import { header } from "./header.js";
import { typeNames } from "./names.js";
import { documentForTypes } from "./types/document.js";
import { nameSchemas } from "./types/named.js";
import { specialType } from "./types/special.js";

/**
 * The TypeScript types of the document, made by openapi-typescript, with a named and exported type
 * for each component schema.
 *
 * @throws Unsupported at the schema that has no type.
 */
export async function renderTypes(document: OpenApiDocument): Promise<string> {
  const names = typeNames(Object.keys(document.components?.schemas ?? {}));
  const nodes = await openapiTS(documentForTypes(document) as unknown as OpenAPI3, {
    // A property with a default may be left out of a request all the same.
    defaultNonNullable: false,
    transform: specialType,
    silent: true,
  });
  return [header, ...nameSchemas(nodes, names).map((node) => astToString(node))].join("\n");
}
