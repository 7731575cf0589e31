import { child, members, type Node, rootNode } from "./node.js";

/** Every method of OpenAPI 3.0 to 3.2. */
// prettier-ignore
export const methods = [
  "get", "put", "post", "delete", "options", "head", "patch", "trace", "query",
] as const;

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
  for (const path of Object.keys(members(paths)).filter((key) => key.startsWith("/"))) {
    const item = child(paths, path);
    for (const method of methods) {
      const node = child(item, method);
      if (!node) continue;
      const label = `${method.toUpperCase()} ${path}`;
      const { operationId } = members(node);
      const id = typeof operationId === "string" ? operationId : undefined;
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

/** A path without the names of its parameters, which are free to choose. */
export const pathKey = (path: string) => path.replaceAll(/\{[^}]*\}/g, "{}");

function readParameters(path: string, item: Node | undefined, operation: Node) {
  const parameters = new Map<string, Node>();
  const placeholders = [...path.matchAll(/\{([^}]*)\}/g)].map(([, name]) => name);
  for (const level of [item, operation]) {
    const list = child(level, "parameters");
    if (!Array.isArray(list?.value)) continue;
    list.value.forEach((_, index) => {
      const parameter = child(list, index)!;
      const { in: place, name } = members(parameter);
      const position = place === "path" ? placeholders.indexOf(String(name)) : -1;
      const written = place === "header" ? String(name).toLowerCase() : name;
      parameters.set(`${place} ${position >= 0 ? position : written}`, parameter);
    });
  }
  return parameters;
}
