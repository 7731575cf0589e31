import { child, isObject, type JsonObject, members, rootNode } from "./node.js";
import { append, escapeToken, get, tokensOf } from "./pointer.js";

/** Pointers of the components that some parts of a document lead to, by way of others too. */
export function componentsUsedBy(document: JsonObject, parts: unknown[]): Set<string> {
  const used = new Set([...partsReferredTo(parts)].filter(isComponent));
  // A set that grows while it is walked through.
  for (const component of used) {
    for (const other of usesOf(document, component, get(document, component)))
      if (isComponent(other)) used.add(other);
  }
  return used;
}

export const isComponent = (pointer: string) => /^#\/components\/[^/]+\/[^/]+$/.test(pointer);

/** What a component refers to by itself, and what extends it: with a discriminator, those are its forms. */
export function usesOf(document: JsonObject, component: string, value: unknown): string[] {
  const hasForms = isObject(value) && value.discriminator;
  const forms = hasForms ? extensionsOf(document, component) : [];
  return [...partsReferredTo(value), ...forms];
}

function partsReferredTo(value: unknown, found = new Set<string>()): Set<string> {
  if (typeof value !== "object" || value === null) return found;
  for (const [key, member] of Object.entries(value)) {
    for (const reference of referencesOf(key, member)) found.add(partOf(reference));
    partsReferredTo(member, found);
  }
  return found;
}

/** The component that a pointer leads into. */
export const partOf = (pointer: string) =>
  isComponent(pointer) && !pointer.includes("%")
    ? pointer
    : append("#", ...tokensOf(pointer).slice(0, 3));

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
