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

export interface ParameterObject extends HeaderObject {
  name: string;
  in: string;
  allowReserved?: boolean;
}

/** Also what a parameter says beside its name and place. */
export interface HeaderObject {
  required?: boolean;
  deprecated?: boolean;
  description?: string;
  schema?: unknown;
  content?: Record<string, MediaTypeObject>;
  style?: string;
  explode?: boolean;
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
  description?: string;
  value: unknown;
}

export interface ResponseObject {
  description?: string;
  headers?: Record<string, HeaderObject | ReferenceObject>;
  content?: Record<string, MediaTypeObject>;
}

export interface ReferenceObject {
  $ref: string;
}

/** Every method of OpenAPI 3.0 to 3.2. */
// prettier-ignore
export const methods = [
  "get", "put", "post", "delete", "options", "head", "patch", "trace", "query",
] as const;
export type HttpMethod = (typeof methods)[number];

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
