import {
  answer,
  config,
  type Documents,
  error,
  type Json,
  models,
  operation,
  request,
} from "./documents.js";

/** Another way to write the vendor's document that means the same. */
export interface Rewriting {
  name: string;
  rewrite: (documents: Documents) => void;
}

const rewriting = (name: string, rewrite: (vendor: Json, ours: Json) => void): Rewriting => ({
  name,
  rewrite: ({ vendor, ours }) => rewrite(vendor, ours),
});

export const rewritings: Rewriting[] = [
  rewriting("type arrays for nullable, as in OpenAPI 3.1", (vendor) => {
    vendor.openapi = "3.1.0";
    everySchema(vendor, (schema) => {
      if (schema.nullable) schema.type = [schema.type, "null"];
      delete schema.nullable;
    });
  }),
  rewriting("a null branch for nullable", (vendor) =>
    models(vendor).forEach((model) => {
      model.properties.description = { anyOf: [{ type: "string" }, { type: "null" }] };
    }),
  ),
  rewriting("const for an enum of one", (vendor) =>
    everySchema(vendor, (schema) => {
      if (schema.enum?.length !== 1) return;
      schema.const = schema.enum[0];
      delete schema.enum;
    }),
  ),
  rewriting("enum without a type", (vendor) =>
    everySchema(vendor, (schema) => {
      if (schema.enum) delete schema.type;
    }),
  ),
  rewriting("oneOf for anyOf", (vendor) => {
    const { trainingConfig } = request(vendor).properties;
    request(vendor).properties.trainingConfig = { oneOf: trainingConfig.anyOf };
  }),
  rewriting("oneOf of references with a discriminator", (vendor) => {
    const { anyOf } = request(vendor).properties.trainingConfig;
    const mapping = Object.fromEntries(
      anyOf.map((branch: Json) => {
        const [provider] = branch.properties.provider.enum;
        return [provider, component(vendor, `${provider}Config`, branch).$ref];
      }),
    );
    request(vendor).properties.trainingConfig = {
      type: "object",
      oneOf: Object.values(mapping).map(($ref) => ({ $ref })),
      discriminator: { propertyName: "provider", mapping },
    };
  }),
  rewriting("an enum for branches of literals", (vendor) => {
    const { properties } = config(vendor, 0).properties.preference_hyperparameters;
    properties.variant = { type: "string", enum: ["APO Zero", "DPO"] };
  }),
  rewriting("one component for every copy of the model", (vendor) => {
    const model = component(vendor, "Model", models(vendor)[1]);
    answer(operation.list(vendor)).properties.data.items = model;
    for (const one of [operation.post(vendor), operation.get(vendor)]) {
      one.responses["200"].content["application/json"].schema = model;
    }
  }),
  rewriting("a reference into another operation", (vendor) => {
    const $ref = "#/paths/~1models/post/responses/200/content/application~1json/schema";
    operation.get(vendor).responses["200"].content["application/json"].schema = { $ref };
  }),
  rewriting("the error response inlined", (vendor) =>
    Object.values(operation).forEach((of) => {
      of(vendor).responses.default = structuredClone(vendor.components.responses.error);
    }),
  ),
  rewriting("allOf of one", (vendor) => {
    const { properties } = request(vendor);
    for (const name of Object.keys(properties)) properties[name] = { allOf: [properties[name]] };
  }),
  rewriting("allOf of a type and its required properties", (vendor) => {
    const { required, ...schema } = error(vendor);
    vendor.components.responses.error.content["application/json"].schema = {
      allOf: [schema, { required }],
    };
  }),
  rewriting("another order of everything that has none", (vendor) => {
    everySchema(vendor, (schema) => {
      for (const key of ["required", "enum", "anyOf"]) schema[key]?.reverse();
      if (schema.properties) {
        schema.properties = Object.fromEntries(Object.entries(schema.properties).reverse());
      }
    });
    vendor.paths = Object.fromEntries(Object.entries(vendor.paths).reverse());
  }),
  rewriting("words, examples and extensions", (vendor) => {
    everySchema(vendor, (schema) => {
      Object.assign(schema, { title: "T", description: "D", example: 1, "x-internal": true });
    });
    Object.assign(operation.post(vendor), { summary: "S", description: "D", tags: ["a"] });
    vendor.components.securitySchemes.Authorization.bearerFormat = "JWT";
    vendor.info = { title: "Other", version: "9.0.0" };
  }),
  rewriting("a default that is an empty object left out", (vendor) =>
    everySchema(vendor, (schema) => {
      if (JSON.stringify(schema.default) === "{}") delete schema.default;
    }),
  ),
  rewriting("additionalProperties true, left out, or empty", (vendor) => {
    const [first, second] = models(vendor).map(
      (model) => model.properties.openpipe.properties.hyperparameters,
    );
    first.additionalProperties = true;
    delete second.additionalProperties;
  }),
  rewriting("limits that limit nothing", (vendor) => {
    request(vendor).properties.slug.minLength = 0;
    request(vendor).properties.pruningRuleIds.minItems = 0;
  }),
  rewriting("exclusive limits of 3.0 and 3.1", (vendor, ours) => {
    Object.assign(request(vendor).properties.defaultTemperature, {
      minimum: 0,
      exclusiveMinimum: true,
      maximum: 2,
      exclusiveMaximum: false,
    });
    Object.assign(ours.components.schemas.CreateModelRequest.properties.defaultTemperature, {
      exclusiveMinimum: 0,
      maximum: 2,
    });
  }),
  rewriting("the server's path in the paths", (vendor) => {
    vendor.servers[0].url = "https://api.openpipe.ai";
    movePaths(vendor, (path) => `/api/v1${path}`);
  }),
  rewriting("a part of the server's path in the paths, with a reference there", (vendor) => {
    vendor.servers[0].url = "https://api.openpipe.ai/api/";
    const $ref = "#/paths/~1v1~1models/post/responses/200/content/application~1json/schema";
    operation.get(vendor).responses["200"].content["application/json"].schema = { $ref };
    movePaths(vendor, (path) => `/v1${path}`);
  }),
  rewriting("a relative server", (vendor) => {
    vendor.servers = [{ url: "/api/v1" }];
  }),
  rewriting("no servers", (vendor) => {
    delete vendor.servers;
  }),
  rewriting("a slash at the end of server and paths", (vendor) => {
    vendor.servers[0].url += "/";
    movePaths(vendor, (path) => `${path}/`);
  }),
  rewriting("another name for the path parameter", (vendor) => {
    movePaths(vendor, (path) => path.replace("{modelSlug}", "{id}"));
    for (const of of ["get", "delete"]) {
      vendor.paths["/models/{id}"][of].parameters[0].name = "id";
    }
  }),
  rewriting("parameters at the path, by reference", (vendor) => {
    const item = vendor.paths["/models/{modelSlug}"];
    vendor.components.parameters = { slug: item.get.parameters[0] };
    item.parameters = [{ $ref: "#/components/parameters/slug" }];
    delete item.get.parameters;
    delete item.delete.parameters;
  }),
  rewriting("no or other operation ids", (vendor) => {
    delete operation.get(vendor).operationId;
    operation.list(vendor).operationId = "models-list";
  }),
  rewriting("authentication for the whole document, under another name", (vendor) => {
    vendor.components.securitySchemes = { token: { type: "http", scheme: "Bearer" } };
    vendor.security = [{ token: [] }];
    for (const of of Object.values(operation)) delete of(vendor).security;
  }),
  rewriting("a request body by reference", (vendor) => {
    vendor.components.requestBodies = { create: operation.post(vendor).requestBody };
    operation.post(vendor).requestBody = { $ref: "#/components/requestBodies/create" };
  }),
  rewriting("other resources added and removed", (vendor) => {
    delete vendor.paths["/report"];
    vendor.paths["/datasets"] = { get: { responses: {} } };
    vendor.paths["/models-of-others"] = { get: { responses: {} } };
  }),
];

/** Moves a schema to the components and gives the reference to it. */
function component(vendor: Json, name: string, schema: Json): { $ref: string } {
  vendor.components.schemas ??= {};
  vendor.components.schemas[name] = structuredClone(schema);
  return { $ref: `#/components/schemas/${name}` };
}

function movePaths(vendor: Json, rename: (path: string) => string): void {
  vendor.paths = Object.fromEntries(
    Object.entries(vendor.paths).map(([path, item]) => [rename(path), item]),
  );
}

function everySchema(value: Json, change: (schema: Json) => void): void {
  if (typeof value !== "object" || value === null) return;
  if (!Array.isArray(value) && isSchema(value)) change(value);
  for (const [key, inner] of Object.entries(value)) {
    if (key !== "default" && key !== "required" && key !== "enum") everySchema(inner, change);
  }
}

function isSchema(value: Json): boolean {
  const types = ["string", "number", "boolean", "object", "array"];
  return types.includes(value.type) || Array.isArray(value.anyOf);
}
