/** The parts of a bundled OpenAPI 3.1 document that the scripts read. */
export interface OpenApiDocument {
  openapi: string;
  info: { title: string; version: string; summary?: string; description?: string };
  externalDocs?: { url: string };
  servers?: { url: string; description?: string }[];
  paths: Record<string, PathItem>;
  components?: { schemas?: Record<string, unknown> };
}

export interface PathItem extends Partial<Record<HttpMethod, OperationObject>> {
  parameters?: (ParameterObject | ReferenceObject)[];
}

export interface OperationObject {
  operationId: string;
  summary?: string;
  description?: string;
  deprecated?: boolean;
  tags?: string[];
  parameters?: (ParameterObject | ReferenceObject)[];
  requestBody?: RequestBodyObject | ReferenceObject;
  responses?: Record<string, ResponseObject | ReferenceObject>;
}

export interface ParameterObject {
  name: string;
  in: string;
  required?: boolean;
  deprecated?: boolean;
  description?: string;
  examples?: Record<string, ExampleObject>;
}

export interface RequestBodyObject {
  description?: string;
  required?: boolean;
  content?: Record<string, MediaTypeObject>;
}

export interface MediaTypeObject {
  schema?: unknown;
  examples?: Record<string, ExampleObject>;
}

export interface ExampleObject {
  summary?: string;
  value: unknown;
}

export interface ResponseObject {
  description?: string;
  content?: Record<string, MediaTypeObject>;
}

export interface ReferenceObject {
  $ref: string;
}

export const httpMethods = [
  "get",
  "put",
  "post",
  "delete",
  "options",
  "head",
  "patch",
  "trace",
] as const;
export type HttpMethod = (typeof httpMethods)[number];

/** An operation together with where it stands in the document. */
export interface LocatedOperation {
  path: string;
  method: HttpMethod;
  operation: OperationObject;
  /** Parameters of the path item and of the operation, references resolved. */
  parameters: ParameterObject[];
  requestBody: RequestBodyObject | undefined;
}

/** All operations of the document, in document order. */
export function listOperations(document: OpenApiDocument): LocatedOperation[] {
  const found: LocatedOperation[] = [];
  for (const [path, item] of Object.entries(document.paths)) {
    for (const [key, operation] of Object.entries(item)) {
      if (!isHttpMethod(key)) continue;
      const located = operation as OperationObject;
      found.push({
        path,
        method: key,
        operation: located,
        parameters: [...(item.parameters ?? []), ...(located.parameters ?? [])].map((parameter) =>
          resolve<ParameterObject>(document, parameter),
        ),
        requestBody: located.requestBody && resolve(document, located.requestBody),
      });
    }
  }
  return found;
}

/** Follows a local reference (`#/components/…`); anything else is returned as it is. */
export function resolve<T>(document: OpenApiDocument, value: T | ReferenceObject): T {
  if (typeof value !== "object" || value === null || !("$ref" in value)) return value as T;
  const target = value.$ref
    .replace(/^#\//, "")
    .split("/")
    .map((token) => token.replaceAll("~1", "/").replaceAll("~0", "~"))
    .reduce<unknown>(
      (node, token) => (node as Record<string, unknown> | undefined)?.[token],
      document,
    );
  if (target === undefined) throw new Error(`The document has nothing at ${value.$ref}`);
  return resolve(document, target as T | ReferenceObject);
}

function isHttpMethod(key: string): key is HttpMethod {
  return (httpMethods as readonly string[]).includes(key);
}
