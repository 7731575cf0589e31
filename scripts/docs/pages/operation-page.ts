import { docsAnchor } from "../../generate/docs-url.js";
import { methodName, propertyName } from "../../generate/resources.js";
import {
  type HeaderObject,
  type LocatedOperation,
  type MediaTypeObject,
  type OpenApiDocument,
  resolve,
  type ResponseObject,
  type SecuritySchemeObject,
} from "../../lib/document/index.js";
import { listRequests } from "../samples/requests.js";
import { blocks, code, json, plain, table } from "./markdown.js";
import type { Page } from "./page.js";
import { schemaBlocks } from "./property-rows.js";
import { sampleBlocks } from "./sample-blocks.js";
import {
  asWritten,
  constraintTexts,
  listedValues,
  nodeOf,
  refName,
  typeText,
} from "./schema-text.js";

/** The page of an operation: what it does and takes and answers, with samples. */
export function operationPage(document: OpenApiDocument, located: LocatedOperation): Page {
  const { operation, method, path, requestBody } = located;
  const { operationId, summary = operationId, description = "", deprecated } = operation;
  const line = `${method.toUpperCase()} ${path}`;
  return {
    path: operationPath(operationId),
    group: "Operations",
    label: summary,
    title: `${summary} (${operationId})`,
    description: plain(description || `${summary}: ${line}.`),
    interactive: docsAnchor(operation),
    markdown: blocks(
      `# ${summary}`,
      `${code(line)}, operationId ${code(operationId)}${clientCall(located)}`,
      deprecated ? "**Deprecated.** It may go away." : undefined,
      description,
      keyText(document, located),
      parameterBlocks(document, located),
      requestBody ? bodyBlocks(document, located) : undefined,
      sampleBlocks(document, listRequests(document, located)),
      "## Answers",
      ...Object.entries(operation.responses ?? {}).map(([status, response]) =>
        answerBlocks(document, status, response),
      ),
      asWritten(document, "## Callbacks", Object(operation).callbacks),
    ),
  };
}

export function operationPath(operationId: string): string {
  return `operations/${operationId}`;
}

/** How the TypeScript client calls it. */
function clientCall({ operation, path, requestBody }: LocatedOperation): string {
  const [tag] = operation.tags ?? [];
  if (tag === undefined) return "";
  const names = [...path.matchAll(/\{([^}]+)\}/g)].map(([, name]) => name!);
  const list = [...names, ...(requestBody ? ["body"] : []), "options?"].join(", ");
  return `, in TypeScript ${code(`${propertyName(tag)}.${methodName(operation.operationId, tag)}(${list})`)}`;
}

/** Which keys it needs, if any; alternatives are told apart. */
function keyText(document: OpenApiDocument, { operation }: LocatedOperation): string | undefined {
  const alternatives = (operation.security ?? document.security ?? []).map(Object.keys);
  if (alternatives.length === 0) return undefined;
  const texts = alternatives.map((names) => names.map(code).join(" and ") || "no key");
  const descriptions = [...new Set(alternatives.flat())].map((name) => {
    const scheme = document.components?.securitySchemes?.[name] ?? { type: "" };
    const { description = "" } = resolve<SecuritySchemeObject & { description?: string }>(
      document,
      scheme,
    );
    return description.trim();
  });
  return [`Key: ${texts.join(", or ")}.`, ...descriptions].filter(Boolean).join(" ");
}

function parameterBlocks(
  document: OpenApiDocument,
  { parameters }: LocatedOperation,
): string | undefined {
  if (parameters.length === 0) return undefined;
  const rows = parameters.map((parameter) => {
    const [name, type, text] = valueCells(document, parameter.name, parameter);
    return [name, `${type}, in the ${parameter.in}`, text];
  });
  const objects = parameters.filter((each) => nodeOf(document, schemaOf(each)).properties);
  return blocks(
    "## Parameters",
    table(["Name", "Type", "What it is"], rows),
    ...objects.map((each) =>
      blocks(`### In ${code(each.name)}`, schemaBlocks(document, schemaOf(each), true, "####")),
    ),
  );
}

/** A parameter or a header of an answer in a table: its name, its type, what it is. */
function valueCells(document: OpenApiDocument, name: string, value: HeaderObject) {
  const schema = schemaOf(value);
  const { items } = nodeOf(document, schema);
  const texts = [schema, items].flatMap((each) => listedValues(document, each ?? {}).texts);
  const text = [
    value.deprecated ? "**Deprecated.**" : "",
    value.required ? "**Required.**" : "",
    value.description ?? "",
    ...constraintTexts(nodeOf(document, schema)),
    texts.length > 0 ? `One of: ${texts.map(code).join(", ")}.` : "",
  ];
  return [code(name), typeText(document, schema), text.filter(Boolean).join(" ")] as const;
}

/** What the value has to be, however it is sent. */
function schemaOf({ schema, content = {} }: HeaderObject): unknown {
  return schema ?? Object.values(content)[0]?.schema ?? {};
}

function bodyBlocks(document: OpenApiDocument, { requestBody }: LocatedOperation): string {
  const { description, required, content = {} } = requestBody!;
  return blocks(
    "## Request body",
    [description, required ? "" : "It may be left out."].filter(Boolean).join(" "),
    ...Object.entries(content).map(([type, media]) => mediaBlocks(document, type, media)),
  );
}

function mediaBlocks(document: OpenApiDocument, type: string, { schema }: MediaTypeObject): string {
  const name = refName(schema);
  const what = name === undefined ? "" : `: ${typeText(document, schema)}`;
  return blocks(
    `Sent as ${code(type)}${what}.`,
    schema === undefined ? undefined : schemaBlocks(document, schema, true, "###"),
  );
}

/** Shared errors are the same everywhere: their examples stand in the catalogue, named schemas on pages. */
function answerBlocks(
  document: OpenApiDocument,
  status: string,
  response: NonNullable<LocatedOperation["operation"]["responses"]>[string],
): string {
  const target = resolve<ResponseObject>(document, response);
  const { description, content = {}, headers = {} } = target;
  const isShared = refName(response) !== undefined;
  const media = Object.entries(content).filter(
    ([, { schema }]) => !isShared || (schema !== undefined && refName(schema) === undefined),
  );
  return blocks(
    `### ${status}`,
    description,
    isShared ? "[What to do](/errors.md)." : undefined,
    headerTable(document, headers),
    asWritten(document, "What to send next:", Object(target).links),
    ...media.map(([type, { schema, examples }]) =>
      blocks(
        `As ${code(type)}${refName(schema) === undefined ? "" : `: ${typeText(document, schema)}`}.`,
        schema === undefined ? undefined : schemaBlocks(document, schema, true, "####"),
        ...Object.values((isShared ? undefined : examples) ?? {})
          .filter(({ value }) => value !== undefined)
          .map(({ summary, value }) =>
            blocks(summary === undefined ? undefined : `Example: ${summary}`, json(value)),
          ),
      ),
    ),
  );
}

function headerTable(document: OpenApiDocument, headers: NonNullable<ResponseObject["headers"]>) {
  const rows = Object.entries(headers).map(([name, header]) => [
    ...valueCells(document, name, resolve<HeaderObject>(document, header)),
  ]);
  return rows.length > 0 ? table(["Header", "Type", "What it is"], rows) : undefined;
}
