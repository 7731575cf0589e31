import { type OpenApiDocument, resolve } from "../../lib/document/index.js";

type Schema = Record<string, unknown>;

/**
 * A small value of a schema, for where the document gives no example: what it says itself (`const`,
 * `default`, `examples`), else required properties only. No promise that it is valid.
 */
export function exampleValue(document: OpenApiDocument, schema: unknown, depth = 0): unknown {
  const node = resolve(document, schema as Schema);
  if (typeof node !== "object" || node === null || depth > 8) return "string";
  if ("const" in node) return node.const;
  if ("default" in node) return node.default;
  for (const list of [node.examples, node.enum]) if (Array.isArray(list)) return list[0];
  const below = (part: unknown) => exampleValue(document, part, depth + 1);
  for (const list of [node.oneOf, node.anyOf]) if (Array.isArray(list)) return below(list[0]);
  if (Array.isArray(node.allOf)) return merge(node.allOf.map(below));
  switch ([node.type].flat()[0] ?? (node.properties || node.required ? "object" : undefined)) {
    case "object": {
      const required = (node.required ?? []) as string[];
      const properties = (node.properties ?? {}) as Record<string, unknown>;
      return Object.fromEntries(required.map((name) => [name, below(properties[name] ?? {})]));
    }
    case "array":
      return node.items ? [below(node.items)] : [];
    case "integer":
    case "number":
      return node.minimum ?? 1;
    case "boolean":
      return true;
    case "null":
      return null;
    default:
      return exampleText(node);
  }
}

function exampleText({ format }: Schema): string {
  const known: Record<string, string> = {
    date: "2026-01-31",
    "date-time": "2026-01-31T12:00:00Z",
    email: "someone@example.com",
    uri: "https://example.com/",
    uuid: "3f9c1f86-7d0a-4d0b-9a55-6f0c6d8f2b11",
  };
  return known[String(format)] ?? "string";
}

function merge(values: unknown[]): unknown {
  const objects = values.filter((value) => typeof value === "object" && value !== null);
  return objects.length > 0 ? Object.assign({}, ...objects) : values[0];
}
