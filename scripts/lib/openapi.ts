/** The parts of a bundled OpenAPI 3.1 document that the scripts read. */
export interface OpenApiDocument {
  openapi: string;
  info: { title: string; version: string; summary?: string; description?: string };
  externalDocs?: { url: string };
  servers?: ServerObject[];
  paths: Record<string, PathItem>;
  security?: Record<string, string[]>[];
  tags?: { name: string; description?: string }[];
  components?: {
    schemas?: Record<string, unknown>;
    securitySchemes?: Record<string, SecuritySchemeObject | ReferenceObject>;
  };
}

export interface ServerObject {
  url: string;
  description?: string;
  variables?: Record<string, { default: string }>;
}

export interface SecuritySchemeObject {
  type: string;
  scheme?: string;
  in?: string;
  name?: string;
}

export interface PathItem extends Partial<Record<HttpMethod, OperationObject>> {
  servers?: ServerObject[];
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
  security?: Record<string, string[]>[];
  servers?: ServerObject[];
}

export interface ParameterObject {
  name: string;
  in: string;
  required?: boolean;
  deprecated?: boolean;
  description?: string;
  schema?: unknown;
  content?: Record<string, MediaTypeObject>;
  style?: string;
  explode?: boolean;
  allowReserved?: boolean;
  examples?: Record<string, ExampleObject>;
}

export interface RequestBodyObject {
  description?: string;
  required?: boolean;
  content?: Record<string, MediaTypeObject>;
}

export interface MediaTypeObject {
  schema?: unknown;
  encoding?: unknown;
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
  /** The JSON pointer of the operation. */
  pointer: string;
  operation: OperationObject;
  /** Parameters of the path item and of the operation, references resolved. */
  parameters: (ParameterObject & { pointer: string })[];
  requestBody: RequestBodyObject | undefined;
}

/** All operations of the document, in document order. */
export function listOperations(document: OpenApiDocument): LocatedOperation[] {
  return Object.entries(document.paths).flatMap(([path, item]) => {
    const place = `/paths/${path.replaceAll("~", "~0").replaceAll("/", "~1")}`;
    const shared = locateParameters(document, item.parameters, place);
    return Object.keys(item)
      .filter(isHttpMethod)
      .map((method) => {
        const operation = item[method]!;
        const pointer = `${place}/${method}`;
        const own = locateParameters(document, operation.parameters, pointer);
        // A parameter of the operation replaces that of its path.
        const isReplaced = (one: ParameterObject) =>
          own.some((other) => other.name === one.name && other.in === one.in);
        return {
          path,
          method,
          pointer,
          operation,
          parameters: shared.filter((parameter) => !isReplaced(parameter)).concat(own),
          requestBody: operation.requestBody && resolve(document, operation.requestBody),
        };
      });
  });
}

function locateParameters(
  document: OpenApiDocument,
  parameters: (ParameterObject | ReferenceObject)[] = [],
  place: string,
) {
  return parameters.map((parameter, index) => {
    const resolved = resolve<ParameterObject>(document, parameter);
    const { $ref } = parameter as Partial<ReferenceObject>;
    const pointer = $ref ? $ref.slice(1) : `${place}/parameters/${index}`;
    return { ...resolved, pointer };
  });
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
