import { get, type OpenApiDocument } from "../../scripts/lib/document/index.js";
import type { RequestBody } from "../engine/derive/operation.js";
import { isObject, type Schema } from "../engine/derive/schema.js";

/** The schema of an operation's body as one tree: every reference replaced by what it refers to. */
export function requestSchema(document: OpenApiDocument, body: RequestBody): Schema {
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
