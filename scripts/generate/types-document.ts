import type { OpenApiDocument } from "../lib/openapi.js";
import { isMultipart, sentAsFiles } from "./types-files.js";
import { isSchema, type SchemaReader, simplifySchema } from "./types-schema.js";
import { escapePointer } from "./unsupported.js";

/** Makes a part of the document fit for openapi-typescript. */
type Rewrite = (value: unknown, pointer: string) => unknown;

/**
 * What openapi-typescript has to know of the document, with every schema in the words that it
 * understands. Examples and what else makes no type are left out, because they cost time.
 *
 * @throws Unsupported at a schema that has no type.
 */
export function documentForTypes(document: OpenApiDocument): Record<string, unknown> {
  const files = sentAsFiles(document);
  const reader: SchemaReader = { document, inUpload: false, open: new Set() };
  const schema: Rewrite = (value, pointer) => simplifySchema(value, pointer, reader);
  const uploaded: Rewrite = (value, pointer) =>
    simplifySchema(value, pointer, { ...reader, inUpload: true });

  const media = object({ schema });
  const upload = object({ schema: uploaded });
  const parameter = object({ schema, content: each(media) });
  const requestBody = object({
    content: each((value, pointer, type) => (isMultipart(type) ? upload : media)(value, pointer)),
  });
  const response = object({ headers: each(parameter), content: each(media) });
  const operation = object({
    parameters: each(parameter),
    requestBody,
    responses: each(response),
  });
  const methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];
  const pathItem = object({
    parameters: each(parameter),
    ...Object.fromEntries(methods.map((method) => [method, operation])),
  });
  const components = object({
    schemas: each((value, pointer, name) => (files.has(name) ? uploaded : schema)(value, pointer)),
    responses: each(response),
    parameters: each(parameter),
    requestBodies: each(requestBody),
    headers: each(parameter),
    pathItems: each(pathItem),
  });
  const whole = object({ paths: each(pathItem), webhooks: each(pathItem), components });
  return whole(document, "") as Record<string, unknown>;
}

/** Rewrites the members that are named, drops those without a type, and keeps the others. */
function object(members: Record<string, Rewrite>): Rewrite {
  return (value, pointer) =>
    isSchema(value)
      ? Object.fromEntries(
          Object.entries(value)
            .filter(([name]) => !typeless.has(name))
            .map(([name, member]) => [
              name,
              members[name]?.(member, `${pointer}/${name}`) ?? member,
            ]),
        )
      : value;
}

/** Rewrites every member of a list or a map. */
function each(rewrite: (value: unknown, pointer: string, name: string) => unknown): Rewrite {
  return (value, pointer) => {
    const entries = Object.entries(value as object).map(([name, member]) => [
      name,
      rewrite(member, `${pointer}/${escapePointer(name)}`, name),
    ]);
    return Array.isArray(value) ? entries.map(([, member]) => member) : Object.fromEntries(entries);
  };
}

const typeless = new Set([
  "callbacks",
  "example",
  "examples",
  "links",
  "security",
  "securitySchemes",
]);
