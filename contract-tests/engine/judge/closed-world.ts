import { get, type OpenApiDocument, target } from "../../../scripts/lib/document/index.js";
import { isObject, type JsonObject, type Schema } from "../derive/schema.js";

/**
 * The document with every object schema closed that does not say otherwise: an answer with a
 * property that is not documented is then as wrong as one without a property that is.
 *
 * A schema can be used both as an instance's whole description and as one part of it (in `allOf`,
 * `oneOf`, by reference), so it is not closed where it stands: each *place* of an instance is, by
 * `unevaluatedProperties: false`, which sees through all of its parts. Pointers stay as they were.
 */
export function closeResponses(document: OpenApiDocument): OpenApiDocument {
  const components = (document.components ?? {}) as JsonObject;
  return {
    ...document,
    paths: closeMediaTypes(document, document.paths) as OpenApiDocument["paths"],
    components: {
      ...(closeMediaTypes(document, components) as JsonObject),
      schemas: mapValues(components.schemas, (schema) => part(document, schema)),
    },
  };
}

/** Finds the schemas of media types, and closes them as places. */
function closeMediaTypes(document: OpenApiDocument, node: unknown): unknown {
  if (!isObject(node)) return node;
  return Object.fromEntries(
    Object.entries(node).map(([key, value]) => {
      if (key === "schema") return [key, place(document, value)];
      return [key, closeMediaTypes(document, value)];
    }),
  );
}

/** A schema that describes a place of an instance by itself. */
function place(document: OpenApiDocument, schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map((member) => place(document, member));
  const closed = part(document, schema) as Schema;
  return declaresProperties(document, schema)
    ? { unevaluatedProperties: false, ...closed }
    : closed;
}

const lists = ["allOf", "anyOf", "oneOf"];
const parts = [...lists, "if", "then", "else"];
const partMaps = ["dependentSchemas", "$defs"];
const places = [
  "items",
  "prefixItems",
  "additionalProperties",
  "unevaluatedProperties",
  "contains",
];
const placeMaps = ["properties", "patternProperties"];

/** A schema that describes a place together with others. */
function part(document: OpenApiDocument, schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map((member) => part(document, member));
  if (!isObject(schema)) return schema;
  return Object.fromEntries(
    Object.entries(schema).map(([key, value]) => {
      if (parts.includes(key)) return [key, part(document, value)];
      if (places.includes(key)) return [key, place(document, value)];
      if (placeMaps.includes(key)) {
        return [key, mapValues(value, (member) => place(document, member))];
      }
      if (partMaps.includes(key)) {
        return [key, mapValues(value, (member) => part(document, member))];
      }
      return [key, value];
    }),
  );
}

/** Whether any part of the schema names properties; one that names none documents none. */
function declaresProperties(
  document: OpenApiDocument,
  schema: unknown,
  seen = new Set<unknown>(),
): boolean {
  if (!isObject(schema) || seen.has(schema)) return false;
  seen.add(schema);
  if (isObject(schema.properties)) return true;
  const reference =
    typeof schema.$ref === "string" ? get(document, target(document, schema.$ref)) : undefined;
  return [reference, ...lists.flatMap((key) => (schema[key] as unknown[] | undefined) ?? [])].some(
    (member) => declaresProperties(document, member, seen),
  );
}

function mapValues(value: unknown, change: (member: unknown) => unknown): JsonObject {
  return Object.fromEntries(
    Object.entries((value as JsonObject | undefined) ?? {}).map(([k, v]) => [k, change(v)]),
  );
}
