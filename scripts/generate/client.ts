import type { LocatedOperation, OpenApiDocument } from "../lib/document/index.js";
import { renderDocstring } from "./docstring.js";
import { header } from "./header.js";
import { groupByResource, type Method, type ResourceMethods } from "./resources.js";
import { renderSchemeNames } from "./security.js";
import { TypeTexts } from "./type-texts.js";

/** What the methods of the client are called and take and resolve, resource by resource. */
export function renderClient(document: OpenApiDocument, operations: LocatedOperation[]): string {
  const resources = groupByResource(operations);
  const types = new TypeTexts(document);
  const interfaces = resources.map((resource) => renderInterface(document, resource, types));
  const names = resources.map(({ property }) => property);
  return [
    header,
    'import * as rows from "./operations.js";',
    `import type { ${importsOf(interfaces.join("\n"), types)} } from "./types.js";`,
    "",
    "/** The server that requests go to unless another one is named. */",
    `export const defaultBaseUrl = ${JSON.stringify(defaultBaseUrl(document))};`,
    "",
    "/** The security schemes of the document. */",
    `export type SecuritySchemeName = ${renderSchemeNames(document)};`,
    "",
    ...interfaces,
    "/** Every resource of the document. `Options` are those that each method takes. */",
    "export interface Resources<Options extends object> {",
    ...resources.map(({ property, type }) => `  ${property}: ${type}<Options>;`),
    "}",
    "",
    "/** The rows of every resource. */",
    `export const resources = { ${names.join(", ")} };`,
    "",
  ].join("\n");
}

function renderInterface(
  document: OpenApiDocument,
  resource: ResourceMethods,
  types: TypeTexts,
): string {
  const { tag, property, type, methods } = resource;
  const description =
    document.tags?.find(({ name }) => name === tag)?.description ??
    `Operations with the tag \`${tag}\`.`;
  return [
    `/** ${description
      .trim()
      .replaceAll("*/", "*\\/")
      .replaceAll(/\s*\n\s*/g, " ")} */`,
    `export interface ${type}<Options extends object> {`,
    ...methods.map((method) => renderMethod(document, method, types)),
    "}",
    "",
    `/** The row of each method of \`${type}\`. */`,
    `export const ${property} = {`,
    ...methods.map(({ name, located }) => `  ${name}: rows.${located.operation.operationId},`),
    "};",
    "",
  ].join("\n");
}

function renderMethod(
  document: OpenApiDocument,
  { name, located }: Method,
  types: TypeTexts,
): string {
  const { parameters, result } = types.signature(located);
  const texts = parameters.map(
    ({ name, type, isOptional }) => `${name}${isOptional ? "?" : ""}: ${type}`,
  );
  const docstring = renderDocstring(document, located, parameters).replaceAll(/^/gm, "  ");
  return `${docstring}\n  ${name}(${texts.join(", ")}): Promise<${result}>;`;
}

/** The first server, its variables as they are by default. */
function defaultBaseUrl({ servers }: OpenApiDocument): string {
  const { url = "", variables = {} } = servers?.[0] ?? {};
  return url.replaceAll(
    /\{([^{}]+)\}/g,
    (whole, name: string) => variables[name]?.default ?? whole,
  );
}

/** What the interfaces name of `generated/types.ts`. */
function importsOf(text: string, types: TypeTexts): string {
  const names = types.used();
  return (text.includes("operations[") ? ["operations", ...names] : names).sort().join(", ");
}
