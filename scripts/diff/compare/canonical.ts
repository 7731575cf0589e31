import { child, follow, isObject, members, type Node } from "./node.js";

/** Words for people: they change what documentation says, never what is sent or answered. */
export const annotationKeys = [
  "title",
  "summary",
  "description",
  "$comment",
  "externalDocs",
  "tags",
  "termsOfService",
  "contact",
  "license",
  "bearerFormat",
] as const;
export const exampleKeys = ["example", "examples"] as const;

const unordered = new Set(["required", "enum", "type", "anyOf", "oneOf", "allOf"]);
const namedSchemas = new Set(["properties", "patternProperties", "dependentSchemas"]);
const silent = new Set<string>([...annotationKeys, ...exampleKeys, "deprecated", "default"]);

/** JSON with sorted keys, for comparing plain values. */
export function stableJson(value: unknown): string {
  return JSON.stringify(value, (_, part) =>
    isObject(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

/** A text that is equal for schemas that accept the same by the same keywords, however written. */
export function canonicalSchema(node: Node, trail: string[] = []): string {
  if (trail.includes(node.pointer)) return `"<${trail.length - trail.indexOf(node.pointer)} up>"`;
  const at = follow(node);
  if (!isObject(at.value)) return stableJson(at.value);
  const path = [...trail, node.pointer];
  const parts = Object.keys(members(at))
    .filter((key) => !silent.has(key) && !key.startsWith("x-"))
    .map((key) => {
      const value = (at.value as Record<string, unknown>)[key];
      if (key === "const") return `"enum":${stableJson([value])}`;
      if (namedSchemas.has(key) && isObject(value)) {
        const names = Object.keys(value).sort();
        return `"${key}":{${names.map((name) => `${JSON.stringify(name)}:${canonicalSchema(child(at, key, name)!, path)}`)}}`;
      }
      if (Array.isArray(value)) {
        const items = value.map((item, index) =>
          isObject(item) ? canonicalSchema(child(at, key, index)!, path) : stableJson(item),
        );
        return `"${key}":[${unordered.has(key) ? items.sort() : items}]`;
      }
      return `"${key}":${isObject(value) ? canonicalSchema(child(at, key)!, path) : stableJson(value)}`;
    });
  return `{${parts.sort()}}`;
}
