import { type OpenApiDocument, resolve } from "../lib/document/index.js";
import { isBinary } from "./media-types.js";
import type { JsonSchema } from "./reduce-schema.js";

/** What has to be known of a value to write it into a URL, a header or a form. */
export type Shape = "file" | "array" | "object" | "text";

/** The shape of a schema's values; undefined where they can have several. */
export function shapeOf(document: OpenApiDocument, value: unknown): Shape | undefined {
  const schema = resolve<JsonSchema>(document, Object(value) as JsonSchema);
  const types = [schema.type ?? []].flat().filter((type) => type !== "null");
  const [type] = types;
  if (types.length !== 1) return "properties" in schema ? "object" : undefined;
  if (type === "object" || type === "array") return type;
  return isBinary(schema) ? "file" : "text";
}

/** The schemas of what an object or an array directly contains, by their place in it. */
export function membersOf(document: OpenApiDocument, value: unknown): [string, unknown][] {
  const { properties, items } = resolve<JsonSchema>(document, Object(value) as JsonSchema);
  const named = Object.entries((properties ?? {}) as JsonSchema).map(([name, member]) => {
    return [`properties/${name}`, member] as [string, unknown];
  });
  return items === undefined ? named : [...named, ["items", items]];
}
