import {
  escapeToken,
  type LocatedOperation,
  type OpenApiDocument,
  resolve,
  type ResponseObject,
} from "../lib/document/index.js";
import { docsUrl } from "./docs-url.js";
import { checkForm } from "./forms.js";
import { header } from "./header.js";
import { mediaTypeMode } from "./media-types.js";
import { type JsonSchema } from "./reduce-schema.js";
import { pathParametersOf, renderParameters } from "./parameters.js";
import { renderSecurity } from "./security.js";
import { isReserved } from "./reserved.js";
import { Unsupported } from "./unsupported.js";
import type { SchemaWriter } from "./validators.js";

/** The operation table: for each operation a row of data that `src/pipeline/` carries out. */
export function renderOperations(
  document: OpenApiDocument,
  operations: LocatedOperation[],
  schemas: SchemaWriter,
): string {
  const rows = operations.map((located) => {
    const operationId = checkName(located);
    const fields = Object.entries(rowOf(document, located, schemas))
      .filter(([, text]) => text !== undefined)
      .map(([name, text]) => `  ${name}: ${text!.replaceAll("\n", "\n  ")},\n`);
    return `/** \`${located.method.toUpperCase()} ${located.path}\` */\nexport const ${operationId} = {\n${fields.join("")}};\n`;
  });
  return [header, 'import * as schemas from "./validators.js";', "", ...rows].join("\n");
}

/** The name of the row. */
function checkName({ operation, pointer }: LocatedOperation): string {
  const { operationId } = operation;
  if (/^[A-Za-z_$][\w$]*$/.test(operationId) && !isReserved(operationId)) return operationId;
  throw new Unsupported(
    `${pointer}/operationId`,
    `"${operationId}" cannot name a constant. Use a verb and a noun in camelCase, such as createModel.`,
  );
}

/** The fields of a row, as TypeScript. */
function rowOf(document: OpenApiDocument, located: LocatedOperation, schemas: SchemaWriter) {
  const { operation, method, path, requestBody, pointer } = located;
  checkServers(document, located);
  const answers = answersOf(document, located);
  const body = requestBody && {
    required: requestBody.required ?? false,
    content: renderContent(requestBody.content ?? {}, `${pointer}/requestBody`, schemas, "sent"),
  };
  const url = docsUrl(document, operation);
  return {
    id: JSON.stringify(operation.operationId),
    method: JSON.stringify(method.toUpperCase()),
    path: JSON.stringify(path),
    parameters: renderParameters(pathParametersOf(located), schemas),
    body: body && `{ required: ${body.required}, content: ${body.content} }`,
    answers: printObject(
      answers.success.map(([status, response]) => {
        const at = `${pointer}/responses/${status}`;
        return [status, renderContent(response.content ?? {}, at, schemas, "received")];
      }),
    ),
    errors: JSON.stringify(answers.errors),
    accept: JSON.stringify(answers.accept),
    security: renderSecurity(document, located),
    deprecated: operation.deprecated ? "true" : undefined,
    docs: url && JSON.stringify(url),
  };
}

/** A client has one base URL, so an operation cannot have a server of its own. */
function checkServers(
  { paths }: OpenApiDocument,
  { operation, path, pointer }: LocatedOperation,
): void {
  if (!operation.servers && !paths[path]?.servers) return;
  throw new Unsupported(
    pointer,
    `${operation.operationId} has servers of its own, and a client has one base URL. Describe the server at the top of the document.`,
  );
}

/** What comes on success, and what else; without a success status, `default` is one. */
function answersOf(document: OpenApiDocument, { operation }: LocatedOperation) {
  const all = Object.entries(operation.responses ?? {}).map(([status, response]) => {
    return [
      status.toUpperCase().replace("DEFAULT", "default"),
      resolve(document, response),
    ] as const;
  });
  const isSuccess = ([status]: readonly [string, ResponseObject]) => status.startsWith("2");
  const success = all.some(isSuccess)
    ? all.filter(isSuccess)
    : all.filter(([status]) => status === "default");
  const rest = all.filter((entry) => !success.includes(entry));
  const types = [success, rest]
    .flat()
    .flatMap(([, response]) => Object.keys(response.content ?? {}));
  return {
    success,
    errors: rest.map(([status]) => status),
    accept: [...new Set(types)].join(", ") || "*/*",
  };
}

function renderContent(
  content: Record<string, { schema?: unknown; encoding?: unknown }>,
  pointer: string,
  schemas: SchemaWriter,
  direction: "sent" | "received",
): string {
  const entries = Object.entries(content).map(([mediaType, { schema, encoding }]) => {
    const place = `${pointer}/content/${escapeToken(mediaType)}`;
    const mode = mediaTypeMode(mediaType, schema as JsonSchema, direction, place);
    if (mode === "form") checkForm(schemas.document, mediaType, { schema, encoding }, place);
    return [mediaType, mode ? schemas.write(schema, mode, `${place}/schema`) : "{}"] as const;
  });
  if (direction === "sent" && entries.length === 0) {
    throw new Unsupported(pointer, "A request body needs a media type.");
  }
  return printObject(entries);
}

function printObject(entries: (readonly [string, string])[]): string {
  const members = entries.map(([name, text]) => `${JSON.stringify(name)}: ${text}`);
  return members.length === 0 ? "{}" : `{ ${members.join(", ")} }`;
}
