import { child, isObject, type JsonObject, members, rootNode } from "./node.js";
import { escapeToken, tokensOf } from "./pointer.js";

/** Pointers of the components that some parts of a document lead to, by way of others too. */
export function componentsUsedBy(document: JsonObject, parts: unknown[]): Set<string> {
  const root = rootNode(document);
  const used = new Set<string>();
  const open = [...parts];
  const use = (pointer: string): void => {
    const [area, kind, name] = tokensOf(pointer);
    if (area !== "components" || kind === undefined || name === undefined) return;
    const component = `#/components/${escapeToken(kind)}/${escapeToken(name)}`;
    if (used.has(component)) return;
    used.add(component);
    const value = members(child(root, "components", kind))[name];
    open.push(value);
    // What extends a schema with a discriminator is one of its forms.
    if (isObject(value) && value.discriminator) extensionsOf(document, component).forEach(use);
  };
  for (let part = open.pop(); open.length > 0 || part !== undefined; part = open.pop()) {
    if (typeof part !== "object" || part === null) continue;
    for (const [key, member] of Object.entries(part)) {
      referencesOf(key, member).forEach(use);
      open.push(member);
    }
  }
  return used;
}

/** What a member refers to: with `$ref`, a discriminator's mapping, or names of security schemes. */
export function referencesOf(key: string, member: unknown): string[] {
  if (key === "$ref" && typeof member === "string") return [member];
  if (key === "mapping" && isObject(member)) {
    return Object.values(member).map((target) =>
      String(target).replace(/^(?!#)/, "#/components/schemas/"),
    );
  }
  if (key !== "security" || !Array.isArray(member)) return [];
  const names = member.flatMap((way: unknown) => (isObject(way) ? Object.keys(way) : []));
  return names.map((name) => `#/components/securitySchemes/${escapeToken(name)}`);
}

/** Pointers of the component schemas whose `allOf` refers to this one. */
export function extensionsOf(document: JsonObject, pointer: string): string[] {
  const schemas = members(child(rootNode(document), "components", "schemas"));
  return Object.entries(schemas).flatMap(([name, value]) => {
    const parts = isObject(value) && Array.isArray(value.allOf) ? value.allOf : [];
    const extendsIt = parts.some((part: unknown) => isObject(part) && part.$ref === pointer);
    return extendsIt ? [`#/components/schemas/${escapeToken(name)}`] : [];
  });
}
