import { get, type OpenApiDocument } from "../../scripts/lib/document/index.js";
import { operations } from "../engine/derive/operation.js";
import { isObject, type Schema } from "../engine/derive/schema.js";
import { resource } from "../resources.js";

/** The schema of create requests as one tree: every reference replaced by what it refers to. */
export function requestSchema(document: OpenApiDocument): Schema {
  const body = operations(document).find(({ id }) => id === resource.create)?.body;
  if (!body) throw new Error(`The document has no request body for ${resource.create}`);
  return inline(document, body.schema.schema) as Schema;
}

/** A schema without references; keywords beside a reference are kept, and win over it. */
export function inline(document: OpenApiDocument, node: unknown): unknown {
  if (Array.isArray(node)) return node.map((member) => inline(document, member));
  if (!isObject(node)) return node;
  const { $ref, ...own } = node;
  const members = Object.fromEntries(
    Object.entries(own).map(([key, value]) => [key, inline(document, value)]),
  );
  if (typeof $ref !== "string") return members;
  return { ...(inline(document, get(document, $ref)) as Schema), ...members };
}
