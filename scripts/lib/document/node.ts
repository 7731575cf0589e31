import { Failure } from "../failure.js";
import { append, get, tokensOf } from "./pointer.js";
import { showText } from "./show.js";

export type JsonObject = Record<string, unknown>;

/** A value together with the document that it stands in and its JSON pointer there. */
export interface Node {
  document: JsonObject;
  pointer: string;
  value: unknown;
  /** Where members stand that were written beside a `$ref` and not at its target. */
  beside?: { pointer: string; keys: Set<string> };
  /** What has been worked out of the document already. */
  memo?: Map<unknown, unknown> | undefined;
  /** Schemas written apart that all have to match; the value is the first one's. */
  all?: Node[];
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The members of an object, or none when the value is something else. */
export function members(node: Node | undefined): JsonObject {
  return isObject(node?.value) ? node.value : {};
}

export function rootNode(document: JsonObject): Node {
  return { document, pointer: "#", value: document, memo: new Map() };
}

/** What is worked out but once for a key, such as a value of the document or a reference in it. */
export function once<T>({ memo }: Node, key: unknown, make: () => T): T {
  const known = memo?.get(key);
  if (known !== undefined) return known as T;
  const made = make();
  memo?.set(key, made);
  return made;
}

/** The root of the document in which a node stands. */
export function rootOf({ document, memo }: Node): Node {
  return { document, pointer: "#", value: document, memo };
}

/** Steps down; `undefined` when nothing stands there. References are followed on arrival. */
export function child(node: Node | undefined, ...tokens: (string | number)[]): Node | undefined {
  let current = node;
  for (const token of tokens) {
    if (!current || typeof current.value !== "object" || current.value === null) return undefined;
    if (!Object.hasOwn(current.value, token)) return undefined;
    const value = (current.value as JsonObject)[token];
    if (value === undefined) return undefined;
    const { document, memo } = current;
    current = follow({ document, memo, pointer: pointerTo(current, token), value });
  }
  return current;
}

/** Each entry of a list, or of an object, as a node by its name; none when the value is something else. */
export function entries(node: Node | undefined): Map<string, Node> {
  if (!node || typeof node.value !== "object" || node.value === null) return new Map();
  return new Map(Object.keys(node.value).map((key) => [key, child(node, key)!]));
}

export const children = (node: Node | undefined): Node[] => [...entries(node).values()];

/** The pointer of a member, whether it stands in the object or beside the reference to it. */
export function pointerTo(node: Node, token: string | number): string {
  const base = node.beside?.keys.has(String(token)) ? node.beside.pointer : node.pointer;
  return append(base, token);
}

/** What may stand beside a `$ref` and replaces what the target says, because it forbids nothing. */
// prettier-ignore
const replacing = new Set([
  "title", "summary", "description", "$comment", "externalDocs", "example", "examples",
  "deprecated", "default", "readOnly", "writeOnly",
]);

/** Where something else than a schema stands. */
const component = /^#\/(components\/(?!schemas\/)[^/]+\/[^/]+|paths\/[^/]+)$/;

/**
 * Follows a `$ref`. Words beside it replace those of the target; limits beside it hold as well as the
 * target's, as if both stood in an `allOf`.
 *
 * @throws Failure when the reference leads nowhere, in a circle, or out of the document.
 */
export function follow(node: Node, trail: string[] = []): Node {
  if (!isObject(node.value) || typeof node.value.$ref !== "string") return node;
  const { $ref, ...beside } = node.value as { $ref: string; allOf?: unknown };
  const keys = Object.keys(beside);
  if (!component.test($ref) && keys.some((key) => !replacing.has(key) && !key.startsWith("x-"))) {
    const parts = Array.isArray(beside.allOf) ? beside.allOf : [];
    return { ...node, value: { ...beside, allOf: [...parts, { $ref }] } };
  }
  if (trail.includes($ref)) {
    throw new Failure(`${node.pointer}: ${showText($ref)} refers to itself.`);
  }
  const target = once(node, $ref, () => follow(lookUp(node, $ref), [...trail, $ref]));
  if (keys.length === 0 || !isObject(target.value)) return target;
  return {
    ...target,
    value: { ...target.value, ...beside },
    beside: { pointer: node.pointer, keys: new Set(keys) },
  };
}

function lookUp({ document, memo, pointer }: Node, $ref: string): Node {
  if (!$ref.startsWith("#")) {
    throw new Failure(
      `${pointer}: the reference ${showText($ref)} leads out of the document. Bundle the document into one file first.`,
    );
  }
  const value = get(document, $ref);
  // `#name` is an anchor, which the reader has put a pointer in place of, if it is there.
  if (value === undefined || /^#[^/]/.test($ref)) {
    throw new Failure(`${pointer}: the document has nothing at ${showText($ref)}.`);
  }
  return { document, memo, pointer: append("#", ...tokensOf($ref)), value };
}

/**
 * What a reference leads to; anything else as it is.
 *
 * @throws Failure like `follow`.
 */
export function resolve<T>(document: object, value: T | { $ref: string }): T {
  return follow({ ...rootNode(document as JsonObject), value }).value as T;
}
