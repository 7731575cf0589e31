import { get, listOperations, type OpenApiDocument } from "../lib/document/index.js";

/** The ids of the operations of `after` that `before` does not have in just this form. */
export function changedOperations(
  before: OpenApiDocument | undefined,
  after: OpenApiDocument,
): string[] {
  const known = before ? definitions(before) : new Map<string, string>();
  return [...definitions(after)]
    .filter(([id, definition]) => known.get(id) !== definition)
    .map(([id]) => id);
}

/** Each operation with all that it refers to, as text. */
function definitions(document: OpenApiDocument): Map<string, string> {
  const { servers, security, components } = document as OpenApiDocument & { security?: unknown };
  const { securitySchemes } = { securitySchemes: undefined, ...components };
  const common = [servers, security, securitySchemes];
  return new Map(
    listOperations(document).map(({ operation, method, path, parameters }) => {
      const referred = new Map<string, unknown>();
      collectReferences(document, [operation, parameters], referred);
      const definition = [method, path, operation, parameters, common, [...referred]];
      return [operation.operationId, JSON.stringify(definition)];
    }),
  );
}

/** Adds what `value` refers to, directly or not, under the text of the reference. */
function collectReferences(
  document: OpenApiDocument,
  value: unknown,
  found: Map<string, unknown>,
): void {
  if (typeof value !== "object" || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    if (key === "$ref" && typeof inner === "string" && !found.has(inner)) {
      const target = get(document, inner);
      found.set(inner, target);
      collectReferences(document, target, found);
    } else {
      collectReferences(document, inner, found);
    }
  }
}
