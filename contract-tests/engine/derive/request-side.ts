import { target, get, type OpenApiDocument } from "../../../scripts/lib/document/index.js";
import { oncePerDocument } from "./once.js";
import { isObject, type JsonObject, list } from "./schema.js";

/**
 * The document as requests see it: without the properties that only answers have (`readOnly`). What
 * remains keeps its pointers.
 */
export const requestSide = oncePerDocument(withoutAnswers);

function withoutAnswers(document: OpenApiDocument): OpenApiDocument {
  const resolved = (node: unknown) =>
    isObject(node) && typeof node.$ref === "string"
      ? get(document, target(document, node.$ref))
      : node;

  /** The names of a schema's own properties that only answers have. */
  const readOnlyNames = (schema: unknown): string[] =>
    Object.entries(isObject(schema) && isObject(schema.properties) ? schema.properties : {})
      .filter(([, property]) =>
        [property, resolved(property)].some((each) => isObject(each) && each.readOnly === true),
      )
      .map(([name]) => name);

  /** @param above names that a schema around this one declares for the same object. */
  const copyOf = (node: unknown, above: readonly string[] = []): unknown => {
    if (Array.isArray(node)) return node.map((member) => copyOf(member));
    if (!isObject(node)) return node;
    const own = readOnlyNames(node);
    const members = list(node.allOf);
    const names = [...above, ...own, ...members.flatMap((each) => readOnlyNames(resolved(each)))];
    const copy: JsonObject = {};
    for (const [key, value] of Object.entries(node)) {
      copy[key] =
        key === "allOf" && members.length > 0
          ? members.map((each) => copyOf(each, names))
          : copyOf(value);
    }
    for (const name of own) delete (copy.properties as JsonObject)[name];
    if (names.length > 0 && Array.isArray(node.required)) {
      copy.required = node.required.filter((name) => !names.includes(name as string));
    }
    return copy;
  };
  return copyOf(document) as OpenApiDocument;
}
