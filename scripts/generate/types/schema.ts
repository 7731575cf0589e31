import { escapeToken, get, type OpenApiDocument, resolve } from "../../lib/document/index.js";
import { isBinary } from "../media-types.js";
import { Unsupported } from "../unsupported.js";
import type { Use } from "./files.js";
import { hasType, isSchema, pick, type Schema, typesOf, valuesOf } from "./keywords.js";
import { componentName } from "./references.js";

/** What has to be known to simplify a schema. */
export interface SchemaReader {
  document: OpenApiDocument;
  /** Where the schema is used: in a multipart body, a binary string is a file. */
  use: Use;
  /** The references that are being copied, to notice one that leads back to itself. */
  open: Set<string>;
}

/** A schema that no value fits. */
const never = { enum: [] };

/**
 * Says the type of a schema in few keywords, so that openapi-typescript gets it right: `$ref`,
 * `enum` and `const` without a type, one of `allOf` and `anyOf` with nothing beside it, and objects
 * and arrays. What makes no difference to a type is left out, and so is `discriminator`: each
 * branch names its own value, which openapi-typescript would replace.
 *
 * @param pointer Where the schema stands in the document.
 * @throws Unsupported for what has no type.
 */
export function simplifySchema(schema: unknown, pointer: string, reader: SchemaReader): Schema {
  if (schema === true) return {};
  if (schema === false) return never;
  if (!isSchema(schema)) throw new Unsupported(pointer, "A schema has to stand here.");
  const refused = unsupported.find((keyword) => keyword in schema);
  if (refused) {
    const advice = "Define the schema in components/schemas and refer to it by its name there.";
    throw new Unsupported(`${pointer}/${refused}`, `${refused} has no type. ${advice}`);
  }
  const type = typeOf(schema, pointer, reader);
  const notes = pick(schema, annotations);
  // What a Blob is already.
  if (notes.format === "binary") delete notes.format;
  if (schema.nullable !== true || !hasType(type)) return { ...type, ...notes };
  return { anyOf: [type, { type: "null" }], ...notes };
}

function typeOf(schema: Schema, pointer: string, reader: SchemaReader): Schema {
  if ("enum" in schema) return { enum: valuesOf(schema, pointer) };
  if ("const" in schema) return schema.const === null ? { type: "null" } : pick(schema, ["const"]);
  const all = listOf(schema, "allOf", pointer, reader);
  const required = [schema, ...all.filter((member) => !hasType(member))].flatMap(
    (member) => (member.required as string[] | undefined) ?? [],
  );
  const others = [
    ...referenceOf(schema, pointer, reader),
    ...all.filter(hasType),
    ...alternativesOf(schema, "anyOf", pointer, reader),
    ...alternativesOf(schema, "oneOf", pointer, reader),
  ];
  const own = ownTypeOf(schema, pointer, reader, others.length === 0);
  const parts = [...(hasType(own) ? [own] : []), ...others].map((part) =>
    withRequired(part, required, reader.document),
  );
  if (parts.length > 1) return { allOf: parts };
  return parts[0] ?? (required.length > 0 ? { required } : {});
}

/** What a schema says itself, without its references and alternatives. */
function ownTypeOf(schema: Schema, pointer: string, reader: SchemaReader, alone: boolean): Schema {
  const types = typesOf(schema, pointer);
  if (reader.use !== "elsewhere" && isBinary(schema)) return fileType(types, pointer, reader);
  const own = { ...arrayType(schema, pointer, reader), ...objectType(schema, pointer, reader) };
  // A bare `type: object` beside a reference says nothing new.
  if (!hasType(own) && !alone) return {};
  if ("type" in schema) own.type = schema.type;
  if (alone && types.includes("object") && !isObjectType(own)) {
    own.additionalProperties = schema[restKeyword(schema) ?? ""] === false ? never : {};
  }
  return own;
}

function arrayType(schema: Schema, pointer: string, reader: SchemaReader): Schema {
  const { items, prefixItems } = schema as { items?: unknown; prefixItems?: unknown[] };
  if (items === undefined && prefixItems === undefined) return {};
  const own = pick(schema, ["minItems", "maxItems"]);
  if (items !== undefined) own.items = simplifySchema(items, `${pointer}/items`, reader);
  if (prefixItems) own.prefixItems = listOf(schema, "prefixItems", pointer, reader);
  return { type: "array", ...own };
}

function objectType(schema: Schema, pointer: string, reader: SchemaReader): Schema {
  const own: Schema = {};
  for (const keyword of ["properties", "patternProperties"]) {
    const members = Object.entries((schema[keyword] as Schema | undefined) ?? {}).map(
      ([name, member]) => [
        name,
        simplifySchema(member, `${pointer}/${keyword}/${escapeToken(name)}`, reader),
      ],
    );
    if (members.length > 0) own[keyword] = Object.fromEntries(members);
  }
  const rest = restKeyword(schema);
  if (rest && schema[rest] !== false) {
    own.additionalProperties = simplifySchema(schema[rest], `${pointer}/${rest}`, reader);
  }
  const names = enumeratedNames(schema, reader.document);
  if (names) {
    const value = own.additionalProperties ?? {};
    return { type: "object", properties: Object.fromEntries(names.map((name) => [name, value])) };
  }
  return isObjectType(own) ? { type: "object", ...own } : {};
}

function isObjectType(schema: Schema): boolean {
  return ["properties", "patternProperties", "additionalProperties"].some(
    (keyword) => keyword in schema,
  );
}

/** The keyword that says what the properties are which are not listed. */
function restKeyword(schema: Schema): string | undefined {
  return ["additionalProperties", "unevaluatedProperties"].find((keyword) => keyword in schema);
}

/** A string that is sent as a file. `specialType` knows the mark. */
function fileType(types: string[], pointer: string, { use }: SchemaReader): Schema {
  if (use === "in both") {
    const message =
      "This is a file in a multipart body and text elsewhere. Give each a schema of its own.";
    throw new Unsupported(pointer, message);
  }
  const file = { type: "string", "x-file": true };
  return types.includes("null") ? { anyOf: [file, { type: "null" }] } : file;
}

function referenceOf(schema: Schema, pointer: string, reader: SchemaReader): Schema[] {
  const { $ref } = schema as { $ref?: string };
  if ($ref === undefined) return [];
  if (componentName($ref)) return [{ $ref }];
  // Only components have names, so what stands elsewhere is copied.
  if (reader.open.has($ref)) {
    const message = `${$ref} contains itself. Define it in components/schemas and refer to it there.`;
    throw new Unsupported(`${pointer}/$ref`, message);
  }
  reader.open.add($ref);
  const target = simplifySchema(get(reader.document, $ref), $ref.slice(1), reader);
  reader.open.delete($ref);
  return hasType(target) ? [target] : [];
}

/** `anyOf` or `oneOf` as one type, unless a branch says nothing of the type: then none of it counts. */
function alternativesOf(
  schema: Schema,
  keyword: "anyOf" | "oneOf",
  pointer: string,
  reader: SchemaReader,
): Schema[] {
  const branches = listOf(schema, keyword, pointer, reader);
  if (!branches.every(hasType)) return [];
  return branches.length > 1 ? [{ anyOf: branches }] : branches;
}

/** A part of a schema with the properties that the schema requires beyond what the part does. */
function withRequired(part: Schema, required: string[], document: OpenApiDocument): Schema {
  if (required.length === 0) return part;
  const composed = ["allOf", "anyOf"].find((keyword) => keyword in part);
  if (composed) {
    const inner = part[composed] as Schema[];
    return { ...part, [composed]: inner.map((one) => withRequired(one, required, document)) };
  }
  if (part.properties) {
    return { ...part, required: [...((part.required as string[] | undefined) ?? []), ...required] };
  }
  const name = componentName(part.$ref);
  if (!name) return part;
  const target = document.components?.schemas?.[name] as { required?: string[] };
  const missing = required.filter((property) => !target.required?.includes(property));
  return missing.length > 0 ? { allOf: [part], required: missing } : part;
}

function listOf(schema: Schema, keyword: string, pointer: string, reader: SchemaReader): Schema[] {
  return ((schema[keyword] as unknown[] | undefined) ?? []).map((member, index) =>
    simplifySchema(member, `${pointer}/${keyword}/${index}`, reader),
  );
}

/** The property names that `propertyNames` lists. */
function enumeratedNames(schema: Schema, document: OpenApiDocument): string[] | undefined {
  if (!isSchema(schema.propertyNames) || "properties" in schema) return undefined;
  return resolve<Schema>(document, schema.propertyNames).enum as string[] | undefined;
}

const annotations = "title description deprecated default format readOnly writeOnly examples".split(
  " ",
);
// Their meaning depends on where else they stand, and openapi-typescript does not look there.
const unsupported = "$id $anchor $defs $dynamicRef $dynamicAnchor $recursiveRef".split(" ");
