import type { LocatedOperation, OpenApiDocument } from "../lib/document/index.js";
import { docsUrl } from "./docs-url.js";
import type { MethodParameter } from "./type-texts.js";

/** The docstring of a method: what the document says, and what any operation of its method throws. */
export function renderDocstring(
  document: OpenApiDocument,
  { operation, method, path }: LocatedOperation,
  parameters: MethodParameter[],
): string {
  const lines = [
    `${operation.summary ?? operation.operationId} (\`${method.toUpperCase()} ${path}\`).`,
  ];
  if (operation.description) lines.push("", ...operation.description.trim().split("\n"));
  lines.push("");
  for (const { name, description } of parameters) {
    if (description)
      lines.push(`@param ${name} ${description.trim().replaceAll(/\s*\n\s*/g, " ")}`);
  }
  lines.push(
    "@throws InvalidRequestError before anything is sent; ApiError for an answer with an error status; ConnectionError, TimeoutError, InvalidResponseError.",
  );
  if (method === "post" || method === "patch") {
    lines.push(
      "@throws OutcomeUnknownError when it may have been processed; it is not sent again then.",
    );
  }
  if (operation.deprecated) lines.push("@deprecated");
  const url = docsUrl(document, operation);
  if (url) lines.push(`@see ${url}`);
  return [
    "/**",
    ...lines.map((line) => ` * ${line.replaceAll("*/", "*\\/")}`.trimEnd()),
    " */",
  ].join("\n");
}
