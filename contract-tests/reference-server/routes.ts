import { listOperations, type OpenApiDocument } from "../../scripts/lib/document/index.js";

export interface Route {
  /** Left out where the path is known and the method is not. */
  operationId?: string;
  /** The value of the path's parameter. */
  slug?: string;
}

/** Finds the operation of a request; `undefined` for a path that the document does not have. */
export type Router = (method: string, path: string) => Route | undefined;

export function createRouter(document: OpenApiDocument): Router {
  const operations = listOperations(document).map(({ path, method, operation }) => ({
    method: method.toUpperCase(),
    pattern: new RegExp(`^${path.replace(/\{[^}]+\}/g, "([^/]+)")}$`),
    operationId: operation.operationId,
  }));
  return (method, path) => {
    const here = operations.filter(({ pattern }) => pattern.test(path));
    if (here.length === 0) return undefined;
    const slug = here[0]!.pattern.exec(path)?.[1];
    const found = here.find((operation) => operation.method === method);
    return {
      ...(found && { operationId: found.operationId }),
      ...(slug !== undefined && { slug: decode(slug) }),
    };
  };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
