import {
  type LocatedOperation,
  listOperations,
  type OpenApiDocument,
  type ParameterObject,
} from "../lib/openapi.js";
import { docsUrl } from "./docs-url.js";
import { header } from "./header.js";

/** The typed fetch client: openapi-fetch, and one documented function for each `operationId`. */
export function renderClient(document: OpenApiDocument): string {
  const operations = listOperations(document);
  return [
    header,
    'import createClient, { type Client, type ClientOptions, type FetchOptions } from "openapi-fetch";',
    'import type { paths } from "./types.js";',
    "",
    "/** The server that requests go to unless another one is named. */",
    `export const defaultBaseUrl = ${JSON.stringify(document.servers?.[0]?.url ?? "")};`,
    "",
    "/** Method and path of every operation, by `operationId`. */",
    "export const operations = {",
    ...operations.map(
      ({ operation, method, path }) =>
        `  ${operation.operationId}: { method: ${JSON.stringify(method.toUpperCase())}, path: ${JSON.stringify(path)} },`,
    ),
    "} as const;",
    "",
    "/** An openapi-fetch client that knows every path of the document. */",
    'export type FetchClient = Client<paths, "application/json">;',
    "",
    "/** Makes an openapi-fetch client that knows every path of the document. */",
    "export function createFetchClient(options?: ClientOptions): FetchClient {",
    '  return createClient<paths, "application/json">(options);',
    "}",
    "",
    ...operations.map((located) => renderOperation(document, located)),
  ].join("\n");
}

function renderOperation(document: OpenApiDocument, located: LocatedOperation): string {
  const { operation, method, path } = located;
  const init = `FetchOptions<paths[${JSON.stringify(path)}][${JSON.stringify(method)}]>`;
  const needsInit =
    located.requestBody?.required || located.parameters.some((parameter) => parameter.required);
  return [
    renderDocstring(document, located),
    `export function ${operation.operationId}(client: FetchClient, init${needsInit ? "" : "?"}: ${init}) {`,
    `  return client.${method.toUpperCase()}(${JSON.stringify(path)}, init);`,
    "}",
    "",
  ].join("\n");
}

function renderDocstring(
  document: OpenApiDocument,
  { operation, method, path, parameters, requestBody }: LocatedOperation,
): string {
  const lines = [
    `${operation.summary ?? operation.operationId} (\`${method.toUpperCase()} ${path}\`).`,
  ];
  if (operation.description) lines.push("", ...operation.description.trim().split("\n"));
  lines.push("", "@param client The client that sends the request.");
  const init = [...parameters.map(describeParameter)];
  if (requestBody) init.push(`\`body\`: ${requestBody.description ?? "the request body."}`);
  lines.push(
    init.length === 0
      ? "@param init Options of this request."
      : `@param init ${init.join(" ").replaceAll("\n", " ")}`,
  );
  if (operation.deprecated) lines.push("@deprecated");
  const url = docsUrl(document, operation);
  if (url) lines.push(`@see ${url}`);
  return ["/**", ...lines.map((line) => ` * ${escapeComment(line)}`.trimEnd()), " */"].join("\n");
}

function describeParameter({
  name,
  in: location,
  description,
  deprecated,
}: ParameterObject): string {
  const deprecation = deprecated ? "Deprecated. " : "";
  return `\`params.${location}.${name}\`: ${deprecation}${description ?? "no description."}`;
}

function escapeComment(text: string): string {
  return text.replaceAll("*/", "*\\/");
}
