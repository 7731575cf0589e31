import { expect, it } from "vitest";
import { parse } from "yaml";
import { judgeDocuments, verdictOf } from "./verdict.js";

// A document with something of everything. Each of its members is taken out, changed, and given an
// unknown member: whatever is not words or examples must come out as a change. Each is judged with what
// uses it, and without the rest, which would be compared a thousand times.

const everything = parse(`
openapi: 3.1.0
info: { title: Things, version: 1.0.0, description: All of them, license: { name: MIT } }
jsonSchemaDialect: https://example.com/dialect
servers:
  - url: https://{region}.example.com/{version}
    description: Live
    variables:
      region: { default: eu, enum: [eu, us], description: Where }
      version: { default: v1 }
security: [{ token: [read] }]
tags: [{ name: things, description: What there is }]
externalDocs: { url: https://example.com }
webhooks:
  made:
    post:
      requestBody:
        content: { application/json: { schema: { $ref: "#/components/schemas/Thing" } } }
      responses: { "204": { description: Seen } }
paths:
  /things/{id}:
    summary: One thing
    parameters:
      - { name: id, in: path, required: true, schema: { type: string, format: uuid } }
    get:
      operationId: getThing
      tags: [things]
      security: [{ token: [read, list] }, { key: [] }]
      parameters:
        - name: fields
          in: query
          description: Which
          style: form
          explode: false
          allowReserved: true
          allowEmptyValue: true
          deprecated: true
          schema: { type: array, items: { type: string, minLength: 1 } }
        - name: filter
          in: query
          content: { application/json: { schema: { type: object, maxProperties: 3 } } }
        - { $ref: "#/components/parameters/Trace" }
      responses:
        "200":
          description: The thing
          headers:
            X-Rate: { required: true, explode: true, schema: { type: integer, minimum: 0 } }
            X-Info: { content: { text/plain: { schema: { type: string, maxLength: 9 } } } }
          content:
            application/json:
              schema: { $ref: "#/components/schemas/Animal" }
              examples: { one: { value: { kind: cat } } }
          links:
            again: { operationId: getThing, parameters: { id: $response.body#/id } }
        4XX: { $ref: "#/components/responses/Error" }
        default: { description: Else }
    put:
      operationId: putThing
      deprecated: true
      requestBody: { $ref: "#/components/requestBodies/Thing" }
      callbacks:
        done: { "{$request.body#/url}": { post: { responses: { "200": { description: Ok } } } } }
      responses: { "202": { description: Later } }
    query:
      operationId: queryThings
      requestBody: { content: { application/jsonl: { itemSchema: { type: string, pattern: "^a" } } } }
      responses: { "204": { description: None } }
components:
  parameters:
    Trace: { name: X-Trace, in: header, schema: { type: string, maxLength: 5 } }
    Idle: { name: idle, in: query, schema: { type: string } }
  requestBodies:
    Thing:
      required: true
      content:
        application/json: { schema: { $ref: "#/components/schemas/Thing" } }
        multipart/form-data:
          schema: { type: object, properties: { file: { type: string } } }
          encoding: { file: { contentType: image/png } }
  responses:
    Error: { description: No, content: { application/json: { schema: { $ref: "#/components/schemas/Error" } } } }
  securitySchemes:
    token:
      type: oauth2
      flows:
        clientCredentials: { tokenUrl: https://example.com/token, scopes: { read: See, list: List } }
    key: { type: apiKey, in: header, name: X-Key, description: A key }
  schemas:
    Error: { type: object, required: [message], properties: { message: { type: string, const: no } } }
    Unused: { type: string, maxLength: 3 }
    Animal:
      oneOf: [{ $ref: "#/components/schemas/Cat" }, { $ref: "#/components/schemas/Dog" }]
      discriminator: { propertyName: kind, mapping: { cat: "#/components/schemas/Cat", dog: "#/components/schemas/Dog" } }
    Cat: { type: object, required: [kind], properties: { kind: { type: string }, lives: { type: integer, exclusiveMaximum: 10 } } }
    Dog: { type: object, required: [kind], properties: { kind: { type: string }, pet: { $ref: "#/components/schemas/Pet" } } }
    Pet:
      type: object
      required: [sort]
      properties: { sort: { type: string } }
      discriminator: { propertyName: sort, mapping: { eel: "#/components/schemas/Eel" } }
    Eel: { allOf: [{ $ref: "#/components/schemas/Pet" }, { type: object, properties: { volts: { type: number, multipleOf: 5 } } }] }
    Bee: { allOf: [{ $ref: "#/components/schemas/Pet" }, { type: object, minProperties: 2 }] }
    Thing:
      type: object
      title: A thing
      required: [id, name]
      additionalProperties: { type: string, minLength: 2 }
      minProperties: 3
      dependentRequired: { a: [b] }
      patternProperties: { "^p": { type: number, maximum: 7 } }
      propertyNames: { maxLength: 20 }
      if: { required: [a] }
      then: { required: [b] }
      else: { required: [c] }
      properties:
        id: { type: string, readOnly: true, format: uuid }
        secret: { type: string, writeOnly: true }
        name: { type: [string, "null"], maxLength: 9, default: x, deprecated: true }
        list: { type: array, items: { type: integer }, minItems: 1, uniqueItems: true, contains: { const: 1 }, minContains: 1 }
        pair: { type: array, prefixItems: [{ type: string }, { type: number }], items: false }
        state: { enum: [on, off] }
        open: { anyOf: [{ type: string, enum: [a, b] }, { type: string }] }
        some: { anyOf: [{ type: string, maxLength: 3 }, { type: number, minimum: 1 }] }
        one: { oneOf: [{ required: [a] }, { required: [b] }] }
        both: { allOf: [{ type: string, pattern: "^a" }, { pattern: "b$", maxLength: 4 }], maxLength: 5 }
        never: { not: { type: string, maxLength: 2 } }
        beside: { $ref: "#/components/schemas/Unlike", maxLength: 2 }
        coded: { type: string, contentEncoding: base64, contentMediaType: image/png }
        rest: { type: object, unevaluatedProperties: false, dependentSchemas: { a: { required: [b] } } }
        xml: { type: string, xml: { name: x } }
    Unlike: { type: string, minLength: 1 }
`);

const schemaNames = {
  Animal: ["Animal", "Cat", "Dog", "Pet", "Eel", "Bee"],
  Thing: ["Thing", "Unlike"],
};

/** The document with simple schemas in place of the large ones. */
function withSimpleSchemas(): any {
  const document = structuredClone(everything);
  for (const name of Object.values(schemaNames).flat()) delete document.components.schemas[name];
  for (const name of Object.keys(schemaNames)) {
    document.components.schemas[name] = { type: "object" };
  }
  return document;
}

/** Schemas, with an operation that sends and answers one of them. */
function withOnly(name: string, names: string[]): any {
  const schema = { $ref: `#/components/schemas/${name}` };
  const content = { "application/json": { schema } };
  const post = { requestBody: { content }, responses: { "200": { description: "Ok", content } } };
  const { openapi, info, jsonSchemaDialect, components } = everything;
  const schemas = Object.fromEntries(names.map((each) => [each, components.schemas[each]]));
  return { openapi, info, jsonSchemaDialect, paths: { "/": { post } }, components: { schemas } };
}

/** Where only words, examples and what no operation uses change. */
const words =
  /#\/(info|openapi)|(title|summary|description|externalDocs|tags|license|examples)(\/|$)|Idle|change .*scopes\/|extend #\/components(\/[^/]+)?$/;

/** What may come and go because something else says the same. */
const free = [
  // The version is what the verdict is for.
  "remove #/info/version",
  "change #/info/version",
  // No address has such a variable.
  "extend #/servers/0/variables",
  // The default.
  "remove #/paths/~1things~1{id}/get/parameters/0/style",
  // A number has nothing to explode.
  "remove #/paths/~1things~1{id}/get/responses/200/headers/X-Rate/explode",
  "change #/paths/~1things~1{id}/get/responses/200/headers/X-Rate/explode",
  "remove #/components/schemas/Error/properties/message/type",
  "remove #/components/schemas/Eel/allOf/1/type",
  "remove #/components/schemas/Bee/allOf/1/type",
  "remove #/components/schemas/Thing/properties/list/minContains",
  "remove #/components/schemas/Thing/properties/open/anyOf/0/type",
  // A part of the `allOf` allows less.
  "remove #/components/schemas/Thing/properties/both/maxLength",
  "change #/components/schemas/Thing/properties/both/maxLength",
];

it("no member of a document changes in silence", () => {
  const silent: string[] = [];
  for (const { name, old, next } of mutations()) {
    let verdict: string;
    try {
      verdict = verdictOf(judgeDocuments(old, next));
    } catch (error) {
      verdict = (error as Error).name === "Failure" ? "refused" : String(error);
    }
    const enough = words.test(name) ? verdict !== "none" : !["none", "patch"].includes(verdict);
    if (!enough) silent.push(name);
  }
  expect(silent).toEqual(free);
});

interface Mutation {
  name: string;
  old: any;
  next: any;
}

function* mutations(): Generator<Mutation> {
  const simple = withSimpleSchemas();
  for (const pointer of pointers(simple, [])) {
    if (pointer[1] !== "schemas" || !(pointer[2]! in schemaNames))
      yield* mutationsAt(pointer, simple);
  }
  for (const [root, names] of Object.entries(schemaNames)) {
    const old = withOnly(root, names);
    for (const name of names) {
      for (const pointer of pointers({ [name]: old.components.schemas[name] }, [])) {
        yield* mutationsAt(["components", "schemas", ...pointer], old);
      }
    }
  }
}

function* mutationsAt(pointer: string[], old: any): Generator<Mutation> {
  const name = `#/${pointer.map((token) => token.replaceAll("/", "~1")).join("/")}`;
  for (const kind of ["remove", "change", "extend"] as const) {
    const next = structuredClone(old);
    const key = pointer.at(-1)!;
    const holder = pointer.slice(0, -1).reduce((value, token) => value[token], next);
    const value = holder[key];
    if (kind === "remove") {
      if (Array.isArray(holder)) holder.splice(Number(key), 1);
      else delete holder[key];
    } else if (kind === "change") {
      if (typeof value === "object") continue;
      holder[key] =
        typeof value === "number" ? value + 1 : typeof value === "boolean" ? !value : `${value}x`;
    } else {
      if (typeof value !== "object" || Array.isArray(value)) continue;
      value.unknown = { type: "string" };
    }
    yield { name: `${kind} ${name}`, old, next };
  }
}

function* pointers(value: unknown, path: string[]): Generator<string[]> {
  if (typeof value !== "object" || value === null) return;
  for (const [key, member] of Object.entries(value)) {
    yield [...path, key];
    yield* pointers(member, [...path, key]);
  }
}
