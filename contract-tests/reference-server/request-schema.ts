import { get, type OpenApiDocument } from "../../scripts/lib/document/index.js";
import { documentKey } from "../engine/judge/ajv.js";
import type { RequestBody } from "../engine/derive/operation.js";
import { isObject, type Schema } from "../engine/derive/schema.js";

/** The schema of an operation's body as one tree: every reference replaced by what it refers to. */
export function requestSchema(document: OpenApiDocument, body: RequestBody): Schema {
  return inline(document, body.schema.schema) as Schema;
}

/**
 * A schema without references, but for those that lead back into what they stand in, which name the
 * document; keywords beside a reference are kept, and win over it. Its name becomes the title, by which
 * the cases know a branch.
 *
 * @param within the references that lead here.
 */
export function inline(
  document: OpenApiDocument,
  node: unknown,
  within: readonly string[] = [],
): unknown {
  if (Array.isArray(node)) return node.map((member) => inline(document, member, within));
  if (!isObject(node)) return node;
  const { $ref, ...own } = node;
  const members = Object.fromEntries(
    Object.entries(own).map(([key, value]) => [key, inline(document, value, within)]),
  );
  if (typeof $ref !== "string") return members;
  if (within.includes($ref)) return { $ref: documentKey + $ref, ...members };
  const target = inline(document, get(document, $ref), [...within, $ref]);
  return { ...(target as Schema), title: $ref.split("/").pop(), ...members };
}
