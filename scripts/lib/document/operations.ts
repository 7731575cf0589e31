import { child, members, type JsonObject, type Node, rootNode } from "./node.js";
import {
  type HttpMethod,
  type LocatedOperation,
  methods,
  type OpenApiDocument,
} from "./openapi.js";

/** An operation with all that reaches it from its path and from the document. */
export interface Operation {
  node: Node;
  path: string;
  method: HttpMethod;
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

/** All operations in document order, by method and path without the names of its parameters. */
export function readOperations(
  document: JsonObject,
  root = rootNode(document),
): Map<string, Operation> {
  const operations = new Map<string, Operation>();
  const paths = child(root, "paths");
  for (const path of Object.keys(members(paths)).filter((key) => key.startsWith("/"))) {
    const item = child(paths, path);
    for (const method of Object.keys(members(item)).filter(isMethod)) {
      const node = child(item, method)!;
      const label = `${method.toUpperCase()} ${path}`;
      const { operationId } = members(node);
      const id = typeof operationId === "string" ? operationId : undefined;
      const key = `${method} ${pathKey(path)}`;
      // Paths that differ in the names of their parameters alone must not be there, and still are.
      operations.set(operations.has(key) ? `${method} ${path}` : key, {
        node,
        path,
        method,
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

/** All operations of our own document, with its types. */
export function listOperations(document: OpenApiDocument): LocatedOperation[] {
  const operations = readOperations(document as unknown as JsonObject).values();
  return [...operations].map(({ node, path, method, parameters }) => ({
    path,
    method,
    pointer: node.pointer.slice(1),
    operation: node.value as LocatedOperation["operation"],
    parameters: [...parameters.values()].map(
      ({ value, pointer }) =>
        ({ ...(value as object), pointer: pointer.slice(1) }) as LocatedOperation["parameters"][0],
    ),
    requestBody: child(node, "requestBody")?.value as LocatedOperation["requestBody"],
  }));
}

const isMethod = (key: string): key is HttpMethod => (methods as readonly string[]).includes(key);

/** A path without the names of its parameters, which are free to choose. */
export const pathKey = (path: string) => path.replaceAll(/\{[^}]*\}/g, "{}");

/** Those of the path and of the operation, which replaces those of the path. */
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
      const key = `${place} ${position >= 0 ? position : written}`;
      // One that replaces another stands where its own level has it.
      parameters.delete(key);
      parameters.set(key, parameter);
    });
  }
  return parameters;
}
