import { append, type OpenApiDocument } from "../../../scripts/lib/document/index.js";
import {
  annotations,
  at,
  child,
  isObject,
  type JsonType,
  jsonTypes,
  type Located,
  list,
  type Schema,
  typeOf,
} from "./schema.js";

/** Everything that the document says about a value under one schema. */
export interface View {
  /**
   * All schemas that hold without condition: the schema itself, what it refers to, and the members
   * of `allOf`.
   */
  parts: Located[];
  properties: Map<string, Located>;
  /** Declarations of a property beside the one in `properties`. */
  repeated: Located[];
  /** Property name → the pointer of the `required` that asks for it. */
  required: Map<string, string>;
  /** The pointer of what closes the object, if anything does. */
  closed: string | undefined;
  /** What an undeclared property has to be, if the document says so. */
  additional: Located | undefined;
  unions: Union[];
  conditions: Condition[];
  items: Located | undefined;
}

export interface Union {
  pointer: string;
  options: Located[];
  /** The property that tells the options apart. */
  discriminator: string | undefined;
}

export interface Condition {
  if: Located;
  /** What has to hold where `if` does, and what has to hold where it does not. */
  consequence: Located | undefined;
  alternative: Located | undefined;
}

/** Reads the schemas of a document, each of them once. */
export interface Views {
  view(located: Located): View;
  /** The JSON types that a value may have. */
  types(located: Located): ReadonlySet<JsonType>;
}

export function createViews(document: OpenApiDocument): Views {
  const views = new Map<string, View>();
  const types = new Map<string, ReadonlySet<JsonType>>();
  const read: Views = {
    view(located) {
      let found = views.get(located.pointer);
      if (!found) views.set(located.pointer, (found = readView(document, located)));
      return found;
    },
    types(located) {
      let found = types.get(located.pointer);
      if (!found) {
        // A union that is one of its own options says nothing more by that.
        types.set(located.pointer, new Set(jsonTypes));
        types.set(located.pointer, (found = readTypes(read, located)));
      }
      return found;
    },
  };
  return read;
}

function readView(document: OpenApiDocument, located: Located): View {
  const result: View = {
    parts: partsOf(document, located),
    properties: new Map(),
    repeated: [],
    required: new Map(),
    closed: undefined,
    additional: undefined,
    unions: [],
    conditions: [],
    items: undefined,
  };
  for (const part of result.parts) addPart(result, part);
  return result;
}

function partsOf(document: OpenApiDocument, located: Located): Located[] {
  const found = new Map<string, Located>();
  const visit = (part: Located | undefined) => {
    if (!part || found.has(part.pointer)) return;
    found.set(part.pointer, part);
    if (typeof part.schema.$ref === "string") visit(at(document, part.schema.$ref));
    for (const index of list(part.schema.allOf).keys()) visit(child(part, "allOf", index));
  };
  visit(located);
  return [...found.values()];
}

function addPart(result: View, part: Located): void {
  const { schema, pointer } = part;
  for (const name of Object.keys((schema.properties as Schema | undefined) ?? {})) {
    const property = child(part, "properties", name);
    if (!property) continue;
    const other = result.properties.get(name);
    if (!other || isPlainType(other)) result.properties.set(name, property);
    else if (!isPlainType(property)) result.repeated.push(property);
  }
  for (const name of list(schema.required) as string[]) {
    result.required.set(name, append(pointer, "required"));
  }
  for (const keyword of ["additionalProperties", "unevaluatedProperties"]) {
    if (schema[keyword] === false) result.closed ??= append(pointer, keyword);
    else if (isObject(schema[keyword])) result.additional ??= child(part, keyword);
  }
  const discriminator = (schema.discriminator as { propertyName?: string } | undefined)
    ?.propertyName;
  for (const keyword of ["oneOf", "anyOf"]) {
    if (!Array.isArray(schema[keyword])) continue;
    const options = [...schema[keyword].keys()].flatMap(
      (index) => child(part, keyword, index) ?? [],
    );
    result.unions.push({ pointer: append(pointer, keyword), discriminator, options });
  }
  const condition = child(part, "if");
  if (condition) {
    const [consequence, alternative] = [child(part, "then"), child(part, "else")];
    result.conditions.push({ if: condition, consequence, alternative });
  }
  result.items ??= child(part, "items");
}

/** Whether a declaration names a type and no more, as that of a parent which its children narrow. */
function isPlainType({ schema }: Located): boolean {
  return Object.keys(schema).every((key) => key === "type" || annotations.has(key));
}

function readTypes(read: Views, located: Located): ReadonlySet<JsonType> {
  let allowed = new Set<JsonType>(jsonTypes);
  const restrict = (types: Iterable<JsonType>) => {
    const these = new Set(types);
    allowed = new Set([...allowed].filter((type) => these.has(type)));
  };
  const { parts, unions } = read.view(located);
  for (const { schema } of parts) {
    if (schema.type !== undefined) restrict([schema.type].flat().map(jsonType));
    if ("const" in schema) restrict([typeOf(schema.const)]);
    if (Array.isArray(schema.enum)) restrict(schema.enum.map(typeOf));
  }
  for (const { options } of unions) {
    restrict(options.flatMap((option) => [...read.types(option)]));
  }
  return allowed;
}

function jsonType(type: unknown): JsonType {
  return type === "integer" ? "number" : (type as JsonType);
}
