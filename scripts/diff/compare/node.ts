import { Failure } from "../../lib/failure.js";

export type JsonObject = Record<string, unknown>;

/** A value together with the document that it stands in and its JSON pointer there. */
export interface Node {
  document: JsonObject;
  pointer: string;
  value: unknown;
  /** Where members stand that were written beside a `$ref` and not at its target. */
  beside?: { pointer: string; keys: Set<string> };
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The members of an object, or none when the value is something else. */
export function members(node: Node | undefined): JsonObject {
  return isObject(node?.value) ? node.value : {};
}

export function rootNode(document: JsonObject): Node {
  return { document, pointer: "#", value: document };
}

/** Steps down; `undefined` when nothing stands there. References are followed on arrival. */
export function child(node: Node | undefined, ...tokens: (string | number)[]): Node | undefined {
  let at = node;
  for (const token of tokens) {
    if (!at || typeof at.value !== "object" || at.value === null) return undefined;
    const value = (at.value as JsonObject)[token];
    if (value === undefined) return undefined;
    at = follow({ document: at.document, pointer: pointerTo(at, token), value });
  }
  return at;
}

/** The pointer of a member, whether it stands in the object or beside the reference to it. */
export function pointerTo(node: Node, token: string | number): string {
  const base = node.beside?.keys.has(String(token)) ? node.beside.pointer : node.pointer;
  return `${base}/${escapeToken(token)}`;
}

export function escapeToken(token: string | number): string {
  return String(token).replaceAll("~", "~0").replaceAll("/", "~1");
}

/**
 * Follows a `$ref`. What stands beside it (allowed in OpenAPI 3.1) overrides the target.
 *
 * @throws Failure when the reference leads nowhere, in a circle, or out of the document.
 */
export function follow(node: Node, trail: string[] = []): Node {
  if (!isObject(node.value) || typeof node.value.$ref !== "string") return node;
  const { $ref, ...beside } = node.value as { $ref: string };
  if (!$ref.startsWith("#")) {
    throw new Failure(
      `${node.pointer}: the reference ${$ref} leads out of the document. Bundle the document into one file first.`,
    );
  }
  if (trail.includes($ref)) throw new Failure(`${node.pointer}: ${$ref} refers to itself.`);
  const value = lookUp(node.document, $ref);
  if (value === undefined)
    throw new Failure(`${node.pointer}: the document has nothing at ${$ref}.`);
  const target = follow({ document: node.document, pointer: $ref, value }, [...trail, $ref]);
  const keys = Object.keys(beside);
  if (keys.length === 0 || !isObject(target.value)) return target;
  return {
    ...target,
    value: { ...target.value, ...beside },
    beside: { pointer: node.pointer, keys: new Set(keys) },
  };
}

function lookUp(document: JsonObject, pointer: string): unknown {
  const tokens = pointer
    .split("/")
    .slice(1)
    .map((token) => decode(token).replaceAll("~1", "/").replaceAll("~0", "~"));
  return tokens.reduce<unknown>(
    (value, token) =>
      typeof value === "object" && value !== null ? (value as JsonObject)[token] : undefined,
    document,
  );
}

function decode(token: string): string {
  try {
    return decodeURIComponent(token);
  } catch {
    return token;
  }
}
