// Every pair writes what no type of the fixture has.
type Json = any;
export type Edit = (document: Json) => void;

const query = (more: object) => ({ name: "q", in: "query", schema: { type: "string" }, ...more });
const ok = (d: Json) => d.paths["/things/{thingId}"].get.responses["200"];
const flow = (scopes: object) => ({
  type: "oauth2",
  flows: { clientCredentials: { tokenUrl: "https://a.example/token", scopes } },
});
const secure = (d: Json, scheme: object) => {
  d.components.securitySchemes.bearer = scheme;
  d.security = [{ bearer: [] }];
};
const servers = (d: Json, list?: string[]) => {
  const region = { default: "eu", ...(list && { enum: list }) };
  d.servers = [{ url: "https://{region}.example", variables: { region } }];
};
const pet = (d: Json, mapping: object, more: object = {}) => {
  const kind = { type: "object", required: ["kind"], properties: { kind: { type: "string" } } };
  d.components.schemas.Cat = { ...kind, ...more };
  d.components.schemas.Thing = {
    oneOf: [{ $ref: "#/components/schemas/Cat" }],
    discriminator: { propertyName: "kind", mapping },
  };
  d.components.schemas.Thing.oneOf.push({ type: "object", title: "Other", required: ["other"] });
};
const cat = "#/components/schemas/Cat";

/** A change to the base document, with what the step there and the step back are told as, each once. */
type EditPair = [name: string, given: Edit, change: Edit, there: string[], back: string[]];

export const editPairs: EditPair[] = [
  [
    "allowEmptyValue",
    (d) => (d.get.parameters[1] = query({})),
    (d) => (d.get.parameters[1] = query({ allowEmptyValue: true })),
    ["minor empty-value-allowed"],
    ["major empty-value-forbidden"],
  ],
  [
    "a parameter from schema to content",
    (d) => (d.get.parameters[1] = query({})),
    (d) =>
      (d.get.parameters[1] = {
        name: "q",
        in: "query",
        content: { "application/json": { schema: { type: "string" } } },
      }),
    ["major parameter-serialization-changed"],
    ["major parameter-serialization-changed"],
  ],
  [
    "a media range of a request",
    () => {},
    (d) => (d.post.requestBody.content = { "*/*": d.post.requestBody.content["application/json"] }),
    ["minor media-type-widened"],
    ["major media-type-narrowed"],
  ],
  [
    "a media type beside the range that it lies in",
    (d) => (d.post.requestBody.content = { "application/*": { schema: {} } }),
    (d) => (d.post.requestBody.content["application/json"] = { schema: { type: "string" } }),
    ["major type-narrowed", "minor media-type-added"],
    ["minor media-type-widened", "minor type-widened"],
  ],
  [
    "a range that became two media types",
    (d) => (d.post.requestBody.content = { "*/*": { schema: { type: "string" } } }),
    (d) =>
      (d.post.requestBody.content = {
        "text/html": { schema: { type: "string" } },
        "text/plain": { schema: { type: "string", maxLength: 3 } },
      }),
    ["major media-type-narrowed", "major constraint-tightened"],
    ["minor media-type-widened", "minor constraint-loosened"],
  ],
  [
    "explode of a header",
    (d) => (ok(d).headers = { A: { schema: { type: "array" } } }),
    (d) => (ok(d).headers.A.explode = true),
    ["major header-serialization-changed"],
    ["major header-serialization-changed"],
  ],
  [
    "explode of a deep object",
    (d) => (d.get.parameters[1] = query({ style: "deepObject", schema: { type: "object" } })),
    (d) => (d.get.parameters[1].explode = true),
    [],
    [],
  ],
  [
    "an encoding that says nothing",
    () => {},
    (d) => (d.post.requestBody.content["application/json"].encoding = { a: {} }),
    [],
    [],
  ],
  [
    "explode of what is neither list nor object",
    (d) => (d.get.parameters[1] = query({ style: "form" })),
    (d) => (d.get.parameters[1].explode = false),
    [],
    [],
  ],
  [
    "content of a header",
    (d) => (ok(d).headers = { A: { content: { "text/plain": { schema: { type: "string" } } } } }),
    (d) => (ok(d).headers.A.content["text/plain"].schema.maxLength = 3),
    ["minor constraint-tightened"],
    ["major constraint-loosened"],
  ],
  [
    "a scope",
    (d) => secure(d, flow({ read: "See" })),
    (d) => secure(d, flow({ read: "See", list: "List" })),
    ["minor scope-added"],
    ["major scope-removed"],
  ],
  [
    "words of a scope",
    (d) => secure(d, flow({ read: "See" })),
    (d) => secure(d, flow({ read: "Look" })),
    ["patch documentation-changed"],
    ["patch documentation-changed"],
  ],
  [
    "an extension of a security scheme",
    (d) => secure(d, { type: "http", scheme: "bearer" }),
    (d) => secure(d, { type: "http", scheme: "bearer", "x-a": 1 }),
    ["patch documentation-changed"],
    ["patch documentation-changed"],
  ],
  [
    "a value of a server variable",
    (d) => servers(d, ["eu"]),
    (d) => servers(d, ["eu", "us"]),
    ["minor server-variable-widened"],
    ["major server-variable-narrowed"],
  ],
  [
    "a list for a server variable",
    (d) => servers(d),
    (d) => servers(d, ["eu"]),
    ["major server-variable-narrowed"],
    ["minor server-variable-widened"],
  ],
  [
    "an alias of a mapping",
    (d) => pet(d, { cat }),
    (d) => pet(d, { cat, kitten: cat }),
    ["minor discriminator-value-added"],
    ["major discriminator-changed"],
  ],
  [
    "a subtype that only its own allOf tells of",
    (d) => {
      d.components.schemas.Thing = { type: "object", discriminator: { propertyName: "kind" } };
      const own = { type: "object", properties: { lives: { type: "number" } } };
      d.components.schemas.Cat = { allOf: [{ $ref: "#/components/schemas/Thing" }, own] };
    },
    (d) => d.components.schemas.Cat.allOf.shift(),
    ["major branch-removed", "minor unused-schema-changed", "minor branch-removed"],
    ["major branch-added", "minor branch-added", "minor unused-schema-changed"],
  ],
  [
    "a limit in a subtype that only its own allOf tells of",
    (d) => {
      d.components.schemas.Thing = { type: "object", discriminator: { propertyName: "kind" } };
      const own = { type: "object", properties: { name: { type: "string" } } };
      d.components.schemas.Cat = { allOf: [{ $ref: "#/components/schemas/Thing" }, own] };
    },
    (d) => (d.components.schemas.Cat.allOf[1].properties.name.maxLength = 9),
    ["major constraint-tightened", "minor constraint-tightened"],
    ["major constraint-loosened", "minor constraint-loosened"],
  ],
  [
    "paths that differ by a slash",
    (d) => (d.paths["/things/"] = { post: { responses: { 200: { description: "A" } } } }),
    (d) => delete d.paths["/things/"],
    ["major operation-removed"],
    ["minor operation-added"],
  ],
  [
    "a query operation",
    () => {},
    (d) => (d.paths["/things"].query = { responses: {} }),
    ["minor operation-added"],
    ["major operation-removed"],
  ],
  [
    "a schema inlined",
    () => {},
    (d) => {
      d.post.requestBody.content["application/json"].schema = { type: "string" };
      ok(d).content["application/json"].schema = { type: "string" };
      delete d.components.schemas.Thing;
    },
    ["minor schema-removed"],
    [],
  ],
  [
    "an unused schema",
    (d) => (d.components.schemas.Idle = { type: "string" }),
    (d) => (d.components.schemas.Idle = { type: "number" }),
    ["minor unused-schema-changed"],
    ["minor unused-schema-changed"],
  ],
  [
    "another unused component",
    (d) => (d.components.headers = { A: {} }),
    (d) => (d.components.headers = {}),
    ["patch unused-component-changed"],
    ["patch unused-component-changed"],
  ],
];
