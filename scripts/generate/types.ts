import openapiTS, { astToString, type OpenAPI3 } from "openapi-typescript";
import ts from "typescript";
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
    transform: keepSuggestions,
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

interface OpenEnum {
  anyOf: [{ type: "string"; enum: string[] }, { type: "string" }];
}

/**
 * `anyOf` of known strings and any string becomes `"a" | "b" | (string & {})`: plain `string`
 * would swallow the known ones, and with them the editor's suggestions.
 */
function keepSuggestions(schema: object): ts.TypeNode | undefined {
  if (!isOpenEnum(schema)) return undefined;
  const known = schema.anyOf[0].enum.map((value) =>
    ts.factory.createLiteralTypeNode(ts.factory.createStringLiteral(value)),
  );
  const anyString = ts.factory.createParenthesizedType(
    ts.factory.createIntersectionTypeNode([
      ts.factory.createKeywordTypeNode(ts.SyntaxKind.StringKeyword),
      ts.factory.createTypeLiteralNode([]),
    ]),
  );
  return ts.factory.createUnionTypeNode([...known, anyString]);
}

function isOpenEnum(schema: object): schema is OpenEnum {
  if (!("anyOf" in schema) || !Array.isArray(schema.anyOf) || schema.anyOf.length !== 2) {
    return false;
  }
  const [known, open] = schema.anyOf;
  return (
    known.type === "string" &&
    Array.isArray(known.enum) &&
    open.type === "string" &&
    open.enum === undefined
  );
}
