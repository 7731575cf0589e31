import type { OpenApiDocument } from "../../lib/document/index.js";

const answer = (schema: object, mediaType = "application/json") => ({
  description: "It is done.",
  content: { [mediaType]: { schema } },
});

const report = (name: string) => ({
  requestBody: { content: { "application/json": { schema: { properties: { [name]: {} } } } } },
  responses: { "204": { description: "Noted." } },
});

const uploadFile = {
  operationId: "createFile",
  tags: ["files"],
  summary: "Upload a file",
  description: "A description with <iframe srcdoc=\"<script>alert('x')</script>\"></iframe> in it.",
  requestBody: {
    required: true,
    content: {
      "multipart/form-data": {
        schema: {
          type: "object",
          required: ["purpose", "labels"],
          properties: {
            purpose: {
              type: "string",
              enum: ["fine-tune", "batch|run", "it's", "</script>", "größe"],
            },
            labels: { type: "array", items: { type: "string" } },
            partSize: { type: "integer", minimum: 5, maximum: 500, multipleOf: 5 },
            retention: { oneOf: [{ type: "integer", minimum: 1 }, { const: "for ever" }] },
            span: {
              type: ["array", "null"],
              prefixItems: [{ type: "integer" }, { type: "string" }],
              items: false,
            },
            nickname: { type: "string", not: { const: "root" } },
          },
        },
      },
    },
  },
  security: [{ bearer: [], project: [] }],
  callbacks: { scanned: { "{$request.query.reportTo}": { post: report("virusName") } } },
  responses: {
    "201": {
      ...answer({ $ref: "#/components/schemas/File" }),
      headers: {
        Location: { required: true, description: "Where it is.", schema: { type: "string" } },
        ETag: { $ref: "#/components/headers/ETag" },
      },
      links: { entries: { $ref: "#/components/links/Entries" } },
    },
  },
};

const listEntries = {
  operationId: "listDatasetEntries",
  tags: ["datasets"],
  summary: "List the entries",
  deprecated: true,
  parameters: [
    { name: "entryNumber", in: "path", required: true, schema: { type: "integer" } },
    {
      name: "tags",
      in: "query",
      schema: { type: "array", items: { type: "string" } },
      examples: { two: { value: ["a b", "c"] } },
    },
    {
      name: "sortOrders",
      in: "query",
      schema: { type: "array", items: { type: "string", enum: ["-created", "created"] } },
    },
    {
      name: "filter",
      in: "query",
      style: "deepObject",
      schema: { type: "object", properties: { minCost: { type: "number", minimum: 0 } } },
    },
    { name: "X-Trace", in: "header", required: true, schema: { type: "string", default: "none" } },
  ],
  responses: {
    "200": {
      description: "It is done.",
      content: {
        "text/plain": {
          schema: { type: "string" },
          examples: { elsewhere: { externalValue: "https://example.com/entries.txt" } },
        },
      },
    },
  },
};

const updateEntries = {
  operationId: "updateDatasetEntries",
  tags: ["datasets"],
  requestBody: {
    content: { "application/x-www-form-urlencoded": { schema: { required: ["q"] } } },
  },
  responses: { "204": { description: "Nothing to say." } },
};

const createJob = {
  operationId: "createFineTuningJob",
  tags: ["fine-tuning jobs"],
  summary: "Create a job",
  requestBody: {
    content: { "application/json": { schema: { $ref: "#/components/schemas/JobRequest" } } },
  },
  responses: {
    "2XX": answer({ type: "array", items: { $ref: "#/components/schemas/Tree" } }),
    "503": { $ref: "#/components/responses/Busy" },
    "418": {
      description: "Choose another pot.",
      content: {
        "application/json": {
          schema: { $ref: "#/components/schemas/Problem" },
          examples: { teapot: { summary: "A teapot", value: { code: "CODE_OF_AN_EXAMPLE" } } },
        },
      },
    },
    default: answer({ $ref: "#/components/schemas/Problem" }),
  },
};

const schemas = {
  File: {
    allOf: [
      { $ref: "#/components/schemas/Tree" },
      {
        type: "object",
        properties: { checksum: { type: ["string", "null"], pattern: "^[a-f|0-9]+$" } },
      },
    ],
  },
  Tree: {
    type: "object",
    properties: {
      label: { type: "string", minLength: 1, maxLength: 64 },
      'quo"te & 50% #1?': { type: "string" },
      parent: { $ref: "#/components/schemas/Tree" },
      children: { type: "array", maxItems: 9, items: { $ref: "#/components/schemas/Tree" } },
      extras: { type: "object", additionalProperties: { properties: { insideOfExtras: {} } } },
      pair: {
        type: "array",
        prefixItems: [{ type: "object", properties: { leftSide: { type: "number" } } }],
      },
    },
    patternProperties: {
      "^x-": { type: "object", properties: { insideOfPattern: { const: "marked" } } },
    },
    dependentRequired: { parent: ["label"] },
  },
  JobRequest: {
    type: "object",
    required: ["engine"],
    properties: { engine: { $ref: "#/components/schemas/Engine" } },
  },
  Engine: {
    oneOf: [{ $ref: "#/components/schemas/Steam" }, { $ref: "#/components/schemas/Petrol" }],
    discriminator: {
      propertyName: "kind",
      mapping: { steam: "#/components/schemas/Steam", petrol: "#/components/schemas/Petrol" },
    },
  },
  Steam: {
    type: "object",
    required: ["kind", "boilers"],
    properties: {
      kind: { const: "steam" },
      boilers: { type: "integer", default: 2 },
      whistle: {
        anyOf: [{ enum: ["high", "low"] }, { type: "object", properties: { hertz: {} } }],
      },
    },
    if: { properties: { boilers: { const: 3 } } },
    then: { required: ["whistle"] },
    not: { properties: { forbiddenHere: { enum: ["never-this"] } } },
  },
  Petrol: {
    type: "object",
    required: ["kind"],
    properties: { kind: { const: "petrol" }, cylinders: { enum: [4, 6, 8, null, true] } },
  },
  Problem: {
    type: "object",
    required: ["code"],
    properties: { code: { enum: ["QUITE_NEW_CODE"] }, message: { type: "string" } },
  },
  Anything: true,
};

/** A document with what the real one does not have (yet): for tests of what must work for any. */
export const grownDocument = {
  openapi: "3.1.0",
  info: { title: "Grown API", version: "2.0.0" },
  externalDocs: { url: "https://docs.example.com/api/" },
  servers: [{ url: "https://api.example.com/v9" }],
  tags: [{ name: "files" }, { name: "datasets", description: "Rows to train on." }],
  paths: {
    "/files": { post: uploadFile },
    "/datasets/{entryNumber}": { get: listEntries },
    "/datasets": { patch: updateEntries },
    "/jobs": { post: createJob },
    "/health": {
      get: { operationId: "getHealth", responses: { "200": { description: "Fine." } } },
    },
  },
  webhooks: { jobEnded: { post: report("endedWhen") } },
  components: {
    schemas,
    responses: {
      Busy: {
        description: "Come again.",
        content: {
          "text/plain": {
            schema: { type: "string", enum: ["overloaded", "underMaintenance"] },
            examples: { busy: { summary: "Too many", value: "overloaded" } },
          },
        },
      },
    },
    links: { Entries: { operationId: "listDatasetEntries", parameters: { entryNumber: 1 } } },
    headers: { ETag: { schema: { type: "string" } } },
    securitySchemes: {
      bearer: { type: "http", scheme: "bearer" },
      project: { type: "apiKey", in: "header", name: "X-Project" },
    },
  },
} as unknown as OpenApiDocument;
