import type { OpenApiDocument } from "../../scripts/lib/document/index.js";
import type { JsonObject } from "../engine/derive/schema.js";

/** A small document with one operation, `createThing`, that takes a body of this schema. */
export function documentWith(
  schema: JsonObject,
  { examples, schemas, ...operation }: JsonObject = {},
): OpenApiDocument {
  const json = (content: JsonObject) => ({
    description: "",
    content: { "application/json": content },
  });
  return {
    openapi: "3.1.0",
    info: { title: "Things", version: "1.0.0" },
    security: [{ bearerAuth: [] }],
    paths: {
      "/things": {
        post: {
          operationId: "createThing",
          requestBody: {
            required: true,
            content: {
              "application/json": { schema, ...(examples !== undefined && { examples }) },
            },
          },
          responses: {
            "200": json({ schema: { type: "object" } }),
            "400": json({ schema: { $ref: "#/components/schemas/Error" } }),
            default: json({ schema: { $ref: "#/components/schemas/Error" } }),
          },
          ...operation,
        },
      },
    },
    components: {
      securitySchemes: { bearerAuth: { type: "http", scheme: "bearer" } },
      schemas: {
        Error: {
          type: "object",
          required: ["message"],
          properties: { message: { type: "string" } },
        },
        ...(schemas as JsonObject),
      },
    },
  } as OpenApiDocument;
}
