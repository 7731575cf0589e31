interface Content {
  [type: string]: { schema: unknown; example?: unknown };
}

interface FixtureOperation {
  operationId?: string;
  tags?: string[];
  description?: string;
  deprecated?: boolean;
  security?: object[];
  parameters?: Record<string, unknown>[];
  requestBody?: { required?: boolean; content: Content };
  responses: Record<string, { description: string; headers?: object; content?: Content }>;
}

/** A small document with a request and an answer; `post` and `get` are short cuts to its operations. */
export interface Fixture {
  openapi: string;
  info: { title: string; version: string };
  servers: { url: string; variables?: Record<string, { default: string }> }[];
  security?: object[];
  paths: Record<string, Record<string, FixtureOperation>>;
  components: {
    schemas: Record<string, unknown>;
    securitySchemes: Record<string, { [member: string]: string }>;
  };
  readonly post: FixtureOperation;
  readonly get: FixtureOperation;
}

/** One schema, used by a request and by an answer through the same reference. */
export function baseDocument(thing: unknown = { type: "string" }): Fixture {
  const content = () => ({
    "application/json": { schema: { $ref: "#/components/schemas/Thing" } },
  });
  const post: FixtureOperation = {
    operationId: "createThing",
    requestBody: { content: content() },
    responses: { "204": { description: "Made" } },
  };
  const get: FixtureOperation = {
    operationId: "getThing",
    parameters: [{ name: "thingId", in: "path", required: true, schema: { type: "string" } }],
    responses: { "200": { description: "The thing", content: content() } },
  };
  const document = {
    openapi: "3.1.0",
    info: { title: "Things", version: "1.0.0" },
    servers: [{ url: "https://a.example" }],
    paths: { "/things": { post }, "/things/{thingId}": { get } },
    components: {
      schemas: { Thing: structuredClone(thing) },
      securitySchemes: {
        bearer: { type: "http", scheme: "bearer" },
        basic: { type: "http", scheme: "basic" },
      },
    },
  };
  // Not enumerable, so that no document has them.
  return Object.defineProperties(document, { post: { value: post }, get: { value: get } }) as never;
}
