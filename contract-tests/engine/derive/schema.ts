import { append, get, type OpenApiDocument } from "../../../scripts/lib/document/index.js";

export type Schema = Record<string, unknown>;

/** A schema and where it stands in the document. */
export interface Located {
  schema: Schema;
  pointer: string;
}

export const jsonTypes = ["null", "boolean", "number", "string", "array", "object"] as const;
export type JsonType = (typeof jsonTypes)[number];

export type JsonObject = Record<string, unknown>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function at(document: OpenApiDocument, pointer: string): Located {
  return { schema: get(document, pointer) as Schema, pointer };
}

/** The subschema of a schema under `keys`; `undefined` where there is none. */
export function child(parent: Located, ...keys: (string | number)[]): Located | undefined {
  const pointer = append(parent.pointer, ...keys);
  const schema = get(parent.schema, append("#", ...keys));
  if (schema === true) return { schema: {}, pointer };
  return isObject(schema) ? { schema, pointer } : undefined;
}

/**
 * All schemas that hold at the same place of an instance without condition: the schema itself, what
 * it refers to, and the members of `allOf`.
 */
export function parts(document: OpenApiDocument, located: Located): Located[] {
  const found: Located[] = [];
  const visit = (part: Located) => {
    if (found.some((seen) => seen.pointer === part.pointer)) return;
    found.push(part);
    if (typeof part.schema.$ref === "string") visit(at(document, part.schema.$ref));
    for (const [index] of list(part.schema.allOf).entries()) {
      visit(child(part, "allOf", index)!);
    }
  };
  visit(located);
  return found;
}

export function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

/** A keyword's value together with the pointer to it. */
export interface Rule<T> {
  value: T;
  pointer: string;
}

/** Everything that the document says about one place of an instance. */
export interface View {
  located: Located;
  parts: Located[];
  properties: Map<string, Located>;
  /** Declarations of a property beside the one in `properties`. */
  repeated: Located[];
  /** Property name → the `required` that asks for it. */
  required: Map<string, Rule<string>>;
  /** What closes the object, if anything does. */
  closed: Rule<false> | undefined;
  /** What an undeclared property has to be, if the document says so. */
  additional: Located | undefined;
  unions: Union[];
  conditions: Condition[];
  items: Located | undefined;
}

export interface Union {
  pointer: string;
  options: { located: Located; name: string }[];
  discriminator: string | undefined;
}

export interface Condition {
  pointer: string;
  if: Located;
  /** What has to hold where `if` does, and what has to hold where it does not. */
  consequence: Located | undefined;
  alternative: Located | undefined;
}

export function view(document: OpenApiDocument, located: Located): View {
  const all = parts(document, located);
  const result: View = {
    located,
    parts: all,
    properties: new Map(),
    repeated: [],
    required: new Map(),
    closed: undefined,
    additional: undefined,
    unions: [],
    conditions: [],
    items: undefined,
  };
  for (const part of all) {
    const { schema, pointer } = part;
    for (const name of Object.keys((schema.properties as Schema | undefined) ?? {})) {
      const property = child(part, "properties", name);
      if (!property) continue;
      if (result.properties.has(name)) result.repeated.push(property);
      else result.properties.set(name, property);
    }
    for (const name of list(schema.required) as string[]) {
      result.required.set(name, { value: name, pointer: append(pointer, "required") });
    }
    for (const keyword of ["additionalProperties", "unevaluatedProperties"]) {
      if (schema[keyword] === false) {
        result.closed ??= { value: false, pointer: append(pointer, keyword) };
      } else if (isObject(schema[keyword])) {
        result.additional ??= child(part, keyword);
      }
    }
    for (const keyword of ["oneOf", "anyOf"]) {
      if (Array.isArray(schema[keyword])) result.unions.push(union(document, part, keyword));
    }
    if (schema.if !== undefined) {
      result.conditions.push({
        pointer,
        if: child(part, "if")!,
        consequence: child(part, "then"),
        alternative: child(part, "else"),
      });
    }
    result.items ??= child(part, "items");
  }
  return result;
}

function union(document: OpenApiDocument, part: Located, keyword: string): Union {
  const discriminator = (part.schema.discriminator as { propertyName?: string } | undefined)
    ?.propertyName;
  return {
    pointer: append(part.pointer, keyword),
    discriminator,
    options: list(part.schema[keyword]).map((_, index) => {
      const located = child(part, keyword, index)!;
      return { located, name: optionName(document, located, index, discriminator) };
    }),
  };
}

function optionName(
  document: OpenApiDocument,
  located: Located,
  index: number,
  discriminator: string | undefined,
): string {
  if (discriminator !== undefined) {
    const property = view(document, located).properties.get(discriminator);
    const constant = property && parts(document, property).find(({ schema }) => "const" in schema);
    if (constant) return String(constant.schema.const);
  }
  if (typeof located.schema.title === "string") return located.schema.title;
  const name = /\/([^/]+)$/.exec(String(located.schema.$ref ?? ""))?.[1];
  return name ?? `alternative ${index + 1}`;
}

/** The JSON types that an instance may have here. */
export function allowedTypes(document: OpenApiDocument, located: Located): Set<JsonType> {
  let allowed = new Set<JsonType>(jsonTypes);
  const restrict = (types: Iterable<JsonType>) => {
    const these = new Set(types);
    allowed = new Set([...allowed].filter((type) => these.has(type)));
  };
  const seen = view(document, located);
  for (const { schema } of seen.parts) {
    if (schema.type !== undefined) restrict([schema.type].flat().map(jsonType));
    if ("const" in schema) restrict([typeOf(schema.const)]);
    if (Array.isArray(schema.enum)) restrict(schema.enum.map(typeOf));
  }
  for (const { options } of seen.unions) {
    restrict(options.flatMap((option) => [...allowedTypes(document, option.located)]));
  }
  return allowed;
}

function jsonType(type: unknown): JsonType {
  return type === "integer" ? "number" : (type as JsonType);
}

export function typeOf(value: unknown): JsonType {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  return typeof value as JsonType;
}
