import openapiTS, { astToString, type OpenAPI3 } from "openapi-typescript";
import type { OpenApiDocument } from "../lib/openapi.js";
import { header } from "./header.js";

/** The TypeScript types of the document, made by openapi-typescript. */
export async function renderTypes(document: OpenApiDocument): Promise<string> {
  const nodes = await openapiTS(withoutDiscriminators(document) as unknown as OpenAPI3, {
    // A property with a default may be left out of a request all the same.
    defaultNonNullable: false,
    emptyObjectsUnknown: true,
    rootTypes: true,
    rootTypesNoSchemaPrefix: true,
    rootTypesKeepCasing: true,
    silent: true,
  });
  return `${header}\n${astToString(nodes)}`;
}

/**
 * A copy without `discriminator`: each branch names its own value with `const`, and left alone
 * openapi-typescript would replace that and say so in the docstring.
 */
function withoutDiscriminators(document: OpenApiDocument): OpenApiDocument {
  return JSON.parse(
    JSON.stringify(document, (key, value) => (key === "discriminator" ? undefined : value)),
  );
}
