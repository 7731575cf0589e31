import { httpMethods } from "../../lib/openapi.js";
import { child, members, type Node, pointerTo, rootNode } from "./node.js";

/** An operation with all that reaches it from its path and from the document. */
export interface Operation {
  node: Node;
  path: string;
  /** `GET /models`. */
  label: string;
  /** How it is called in reports: its operationId, else its label. */
  name: string;
  id: string | undefined;
  /** By place and name; those in the path by their position. */
  parameters: Map<string, Node>;
  /** The nearest `security` and `servers`, with where they stand. */
  security: Node | undefined;
  servers: Node | undefined;
}

/** All operations, by method and path without the names of its parameters. */
export function readOperations(document: Record<string, unknown>): Map<string, Operation> {
  const root = rootNode(document);
  const operations = new Map<string, Operation>();
  const paths = child(root, "paths");
  for (const path of Object.keys(members(paths))) {
    const item = child(paths, path);
    for (const method of httpMethods) {
      const node = child(item, method);
      if (!node) continue;
      const label = `${method.toUpperCase()} ${path}`;
      const id = members(node).operationId as string | undefined;
      operations.set(`${method} ${pathKey(path)}`, {
        node,
        path,
        label,
        id,
        name: id ?? label,
        parameters: readParameters(path, item, node),
        security: child(node, "security") ?? child(root, "security"),
        servers: child(node, "servers") ?? child(item, "servers") ?? child(root, "servers"),
      });
    }
  }
  return operations;
}

/** A path without the names of its parameters and without a slash at the end. */
export function pathKey(path: string): string {
  return path.replaceAll(/\{[^}]*\}/g, "{}").replace(/(.)\/$/, "$1");
}

function readParameters(path: string, item: Node | undefined, operation: Node) {
  const parameters = new Map<string, Node>();
  const placeholders = [...path.matchAll(/\{([^}]*)\}/g)].map(([, name]) => name);
  for (const level of [item, operation]) {
    const list = child(level, "parameters");
    if (!Array.isArray(list?.value)) continue;
    list.value.forEach((_, index) => {
      const parameter = child(list, index)!;
      const { in: place, name } = members(parameter) as { in: string; name: string };
      const position = place === "path" ? placeholders.indexOf(name) : -1;
      const key = position >= 0 ? position : place === "header" ? name.toLowerCase() : name;
      parameters.set(`${place} ${key}`, parameter);
    });
  }
  return parameters;
}

/** The end of a difference at a member, or at the object itself when it has no such member. */
export function endAt(node: Node, key?: string) {
  const value = key === undefined ? undefined : members(node)[key];
  return value === undefined
    ? { pointer: node.pointer }
    : { pointer: pointerTo(node, key!), value };
}

/** What is missing has no place; the other end says where it stood or stands. */
export function endsOf(old: Node | undefined, next: Node | undefined) {
  return { ...(old && { old: endAt(old) }), ...(next && { new: endAt(next) }) };
}
