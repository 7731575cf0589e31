import { escapeToken, type OpenApiDocument } from "../../lib/document/index.js";
import { Unsupported } from "../unsupported.js";
import { isMultipart, type Use, usesOfComponents } from "./files.js";
import { isSchema, type Schema } from "./keywords.js";
import { componentName } from "./references.js";
import { simplifySchema } from "./schema.js";

/** Makes a part of the document fit for openapi-typescript. */
type Rewrite = (value: unknown, pointer: string) => unknown;

/**
 * What openapi-typescript has to know of the document, with every schema in the words that it
 * understands. Examples and what else makes no type are left out, because they cost time.
 *
 * @throws Unsupported at a schema that has no type.
 */
export function documentForTypes(document: OpenApiDocument): OpenApiDocument {
  const useOf = usesOfComponents(document);
  const simplify = (value: unknown, pointer: string, use: Use) =>
    simplifySchema(value, pointer, { document, use, open: new Set() });

  const schema: Rewrite = (value, pointer) => simplify(value, pointer, "elsewhere");
  const media = object({ schema });
  const upload = object({
    schema: (value, pointer) => simplify(value, pointer, "in a multipart body"),
  });
  const described = object({ schema, content: each(media) });
  const parameter: Rewrite = (value, pointer) => withSchema(described(value, pointer));
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
    schemas: each((value, pointer, name) => simplify(value, pointer, useOf(name))),
    responses: each(response),
    parameters: each(parameter),
    requestBodies: each(requestBody),
    headers: each(parameter),
    pathItems: each(pathItem),
  });
  const whole = object({ paths: each(pathItem), webhooks: each(pathItem), components });
  const simple = whole(document, "") as OpenApiDocument;
  refuseCycles((simple.components?.schemas ?? {}) as Record<string, Schema>);
  return simple;
}

/** TypeScript cannot resolve a type that is itself, or a choice of itself and others. */
function refuseCycles(schemas: Record<string, Schema>): void {
  const done = new Set<string>();
  function follow(name: string, path: string[]): void {
    if (path.includes(name)) {
      throw new Unsupported(
        `/components/schemas/${escapeToken(name)}`,
        `The schema "${name}" consists of itself, by way of $ref, allOf, anyOf or oneOf alone. Put an object or an array in between.`,
      );
    }
    const schema = schemas[name];
    if (!schema || done.has(name)) return;
    for (const next of directReferences(schema)) follow(next, [...path, name]);
    done.add(name);
  }
  for (const name of Object.keys(schemas)) follow(name, []);
}

/** The components that a schema consists of, other than by its properties and items. */
function directReferences({ $ref, allOf = [], anyOf = [] }: Schema): string[] {
  const parts = [allOf, anyOf].flat() as Schema[];
  return [componentName($ref) ?? [], parts.flatMap(directReferences)].flat();
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

/** A parameter or header whose type stands in its media type, which openapi-typescript does not read. */
function withSchema(parameter: unknown): unknown {
  if (!isSchema(parameter) || !isSchema(parameter.content)) return parameter;
  const { content, ...rest } = parameter;
  const [media] = Object.values(content as Record<string, Schema>);
  return { ...rest, schema: media?.schema ?? {} };
}

/** Rewrites every member of a list or a map. */
function each(rewrite: (value: unknown, pointer: string, name: string) => unknown): Rewrite {
  return (value, pointer) => {
    const entries = Object.entries(value as object).map(([name, member]) => [
      name,
      rewrite(member, `${pointer}/${escapeToken(name)}`, name),
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
