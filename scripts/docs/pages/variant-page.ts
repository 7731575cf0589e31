import { docsAnchor } from "../../generate/docs-url.js";
import {
  listOperations,
  type LocatedOperation,
  type OpenApiDocument,
} from "../../lib/document/index.js";
import { listRequests, type SampleRequest } from "../samples/requests.js";
import { blocks, code, json, plain } from "./markdown.js";
import { operationPath } from "./operation-page.js";
import type { Page } from "./page.js";
import { schemaBlocks } from "./property-rows.js";
import { sampleBlocks } from "./sample-blocks.js";
import { schemaPath } from "./schema-text.js";
import { holdsVariant, requiredPart, type Variant } from "./variants.js";

/** What people come for: the settings of one provider, its base models, requests that use it. */
export function variantPage(document: OpenApiDocument, variant: Variant): Page {
  const { schema, union, property, value, path } = variant;
  const { description = "" } = Object(document.components?.schemas?.[schema]) as {
    description?: string;
  };
  const heading = `${capitalize(property)} ${value}`;
  const uses = listUses(document, variant);
  return {
    path,
    group: `By ${property}`,
    label: value,
    title: `${heading}: settings, values and samples`,
    description: plain(description),
    interactive: uses[0]
      ? `?${property}=${encodeURIComponent(value)}${docsAnchor(uses[0].located.operation)}`
      : interactiveSchema(schema),
    markdown: blocks(
      `# ${capitalize(property)} ${code(value)}`,
      description,
      `The ${code(`${property}: ${JSON.stringify(value)}`)} kind of [${union}](/${schemaPath(union)}.md); its schema is [${schema}](/${schemaPath(schema)}.md).`,
      ...smallestRequest(document, uses[0]),
      "## Properties",
      schemaBlocks(document, { $ref: `#/components/schemas/${schema}` }, true, "##"),
      sampleBlocks(
        document,
        uses.map(({ request }) => request),
      ),
    ),
  };
}

/** The fragment of a schema on the interactive page. */
export function interactiveSchema(name: string): string {
  return `#/schemas/${name.toLowerCase()}`;
}

interface Use {
  located: LocatedOperation;
  request: SampleRequest;
}

function listUses(document: OpenApiDocument, variant: Variant): Use[] {
  return listOperations(document).flatMap((located) =>
    listRequests(document, located)
      .filter(({ body }) => holdsVariant(body, variant))
      .map((request) => ({ located, request })),
  );
}

function smallestRequest(document: OpenApiDocument, use: Use | undefined): string[] {
  if (!use) return [];
  const { method, path, operation, requestBody } = use.located;
  const schema = requestBody?.content?.[use.request.mediaType ?? ""]?.schema;
  return [
    "## The smallest request",
    `[${code(`${method.toUpperCase()} ${path}`)}](/${operationPath(operation.operationId)}.md) with`,
    json(requiredPart(document, schema, use.request.body)),
  ];
}

function capitalize(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
