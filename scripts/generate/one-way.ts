import { type OpenApiDocument, resolve } from "../lib/document/index.js";
import type { JsonSchema } from "./reduce-schema.js";

/** Which way a value travels. */
type Direction = "sent" | "received";

/**
 * The properties that an object has to have, but not in this direction: what is read-only is missing
 * in what is sent, and what is write-only in what is received.
 */
export function missingNames(
  document: OpenApiDocument,
  schema: unknown,
  direction: Direction,
): string[] {
  // `Omit` forgets all properties of such an object.
  const isOpen = ({ additionalProperties: rest, patternProperties }: JsonSchema) =>
    rest || patternProperties;
  if (partsOf(document, schema).some(isOpen)) return [];
  const required = requiredNames(document, schema, direction, []);
  const kept = new Set(required.filter(({ isOneWay }) => !isOneWay).map(({ name }) => name));
  return [...new Set(required.map(({ name }) => name))].filter((name) => !kept.has(name));
}

/** What is required, and whether the validators ask for it: each part says its own. */
function requiredNames(
  document: OpenApiDocument,
  schema: unknown,
  direction: Direction,
  inherited: string[],
): { name: string; isOneWay: boolean }[] {
  const { $ref, required = [], allOf = [] } = Object(schema) as Parts;
  const oneWay = [...inherited, ...oneWayNames(document, schema, direction)];
  const own = required.map((name) => ({ name, isOneWay: oneWay.includes(name) }));
  // A component is the same wherever it is used.
  const parts = $ref ? requiredNames(document, resolve(document, { $ref }), direction, []) : [];
  return own.concat(
    parts,
    allOf.flatMap((part) => requiredNames(document, part, direction, oneWay)),
  );
}

/** The properties that are not for this direction, of a schema and what it consists of. */
export function oneWayNames(
  document: OpenApiDocument,
  schema: unknown,
  direction: Direction,
): string[] {
  const mark = direction === "sent" ? "readOnly" : "writeOnly";
  return partsOf(document, schema).flatMap(({ properties }) =>
    Object.entries((properties ?? {}) as Record<string, JsonSchema>)
      .filter(([, property]) => property[mark] || resolve<JsonSchema>(document, property)[mark])
      .map(([name]) => name),
  );
}

interface Parts extends JsonSchema {
  $ref?: string;
  required?: string[];
  allOf?: unknown[];
}

/** A schema and what it consists of, by reference and by `allOf`. */
function partsOf(document: OpenApiDocument, schema: unknown): JsonSchema[] {
  const own = Object(schema) as Parts;
  const { $ref, allOf = [] } = own;
  const parts = $ref ? [resolve<unknown>(document, { $ref }), ...allOf] : allOf;
  return [own, ...parts.flatMap((part) => partsOf(document, part))];
}
