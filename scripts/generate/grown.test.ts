import { describe, expect, it } from "vitest";
import type { OpenApiDocument } from "../lib/document/index.js";
import { renderDocument } from "./render.js";
import { methodName } from "./resources.js";
import { openEditor } from "./test-support/editor.js";
import { Unsupported } from "./unsupported.js";

const json = (schema: unknown) => ({ content: { "application/json": { schema } } });
const ok = { "200": { description: "", ...json({ $ref: "#/components/schemas/Thing" }) } };

/** A document with the given operations, each `"METHOD /path": operation`. */
function documentOf(
  operations: Record<string, object>,
  more: Record<string, unknown> = {},
): OpenApiDocument {
  const paths: Record<string, Record<string, object>> = {};
  for (const [name, operation] of Object.entries(operations)) {
    const [method = "", path = ""] = name.split(" ");
    paths[path] = {
      ...paths[path],
      [method.toLowerCase()]: { tags: ["things"], responses: ok, ...operation },
    };
  }
  return {
    openapi: "3.1.0",
    info: { title: "t", version: "1" },
    servers: [{ url: "https://a.example" }],
    security: [{ bearerAuth: [] }],
    paths,
    components: {
      schemas: { Thing: { type: "object", properties: { id: { type: "string" } } } },
      securitySchemes: {
        bearerAuth: { type: "http", scheme: "bearer" },
        adminKey: { type: "apiKey", in: "header", name: "X-Admin-Key" },
        login: { type: "http", scheme: "basic" },
      },
    },
    ...more,
  } as unknown as OpenApiDocument;
}

const id = { name: "thing_id", in: "path", required: true, schema: { type: "integer" } };

/** The line of `client.ts` that declares a method. */
async function methodLine(name: string, operations: Record<string, object>): Promise<string> {
  const client = (await renderDocument(documentOf(operations))).get("client.ts")!;
  return client.match(new RegExp(`^ {2}${name}\\(.*$`, "m"))?.[0].trim() ?? client;
}

it.each([
  ["createModel", "models", "create"],
  ["listModels", "models", "list"],
  ["createDatasetEntries", "datasets", "createEntries"],
  ["cancelModel", "models", "cancel"],
  ["listModelCheckpoints", "models", "listCheckpoints"],
  ["listFineTuningJobs", "fine-tuning jobs", "list"],
  ["getCategory", "categories", "get"],
  ["deleteBatch", "batches", "delete"],
  ["getModelsUsage", "models", "getUsage"],
  ["uploadFile", "models", "uploadFile"],
])("%s with the tag %s is the method %s", (operationId, tag, method) => {
  expect(methodName(operationId, tag)).toBe(method);
});

describe("a method", () => {
  it("takes path parameters, then the body, then options, and resolves what the document says", async () => {
    const requestBody = {
      required: true,
      ...json({ type: "array", items: { $ref: "#/components/schemas/Thing" } }),
    };
    const operation = { operationId: "updateThing", parameters: [id], requestBody };
    expect(await methodLine("update", { "PUT /things/{thing_id}": operation })).toBe(
      "update(thingId: number, body: Thing[], options?: Options): Promise<Thing>;",
    );
  });

  it("has its query and headers in the options, which are required if one of them is", async () => {
    const limit = { name: "limit", in: "query", schema: { type: "integer" } };
    const trace = { name: "X-Trace", in: "header", required: true, schema: { type: "string" } };
    const list = { "GET /things": { operationId: "listThings", parameters: [limit] } };
    expect(await methodLine("list", list)).toBe(
      'list(options?: Options & { query?: NonNullable<operations["listThings"]["parameters"]["query"]> }): Promise<Thing>;',
    );
    const traced = { "GET /things": { operationId: "listThings", parameters: [trace] } };
    expect(await methodLine("list", traced)).toMatch(
      /^list\(options: Omit<Options, "headers"> & \{ headers: NonNullable<operations\["listThings"\]/,
    );
  });

  it.each([
    [{ "204": { description: "" } }, "undefined"],
    [
      { "200": { description: "", content: { "text/plain": { schema: { type: "string" } } } } },
      "string",
    ],
    [{ "200": { description: "", content: { "text/event-stream": {} } } }, "Response"],
    [{ ...ok, "202": { description: "" } }, "Thing | undefined"],
    [{ default: { description: "", ...json({ type: "boolean" }) } }, "boolean"],
    [
      { "2XX": { description: "", ...json({ type: "object", properties: {} }) } },
      'operations["getThings"]["responses"]["2XX"]["content"]["application/json"]',
    ],
  ])("resolves by the answers of its operation: %j", async (responses, type) => {
    const line = await methodLine("get", {
      "GET /things": { operationId: "getThings", responses },
    });
    expect(line).toBe(`get(options?: Options): Promise<${type}>;`);
  });

  it("takes no read-only property, and resolves no write-only one", async () => {
    const Thing = {
      allOf: [{ $ref: "#/components/schemas/Entity" }, { type: "object", required: ["secret"] }],
      properties: { secret: { type: "string", writeOnly: true } },
    };
    const Entity = {
      type: "object",
      required: ["id", "name"],
      properties: { id: { type: "string", readOnly: true }, name: { type: "string" } },
    };
    const requestBody = { required: true, ...json({ $ref: "#/components/schemas/Thing" }) };
    const document = documentOf({ "POST /things": { operationId: "createThing", requestBody } });
    document.components!.schemas = { Thing, Entity };
    expect((await renderDocument(document)).get("client.ts")).toContain(
      'create(body: Omit<Thing, "id">, options?: Options): Promise<Omit<Thing, "secret">>;',
    );
  });

  it("takes a read-only property that a component requires without saying that it is one", async () => {
    const Entity = { type: "object", required: ["id"], properties: { id: { type: "string" } } };
    const Thing = {
      allOf: [{ $ref: "#/components/schemas/Entity" }],
      properties: { id: { type: "string", readOnly: true } },
    };
    const requestBody = { required: true, ...json({ $ref: "#/components/schemas/Thing" }) };
    const document = documentOf({ "POST /things": { operationId: "createThing", requestBody } });
    document.components!.schemas = { Thing, Entity };
    const files = await renderDocument(document);
    expect(files.get("client.ts")).toContain("create(body: Thing,");
    expect(files.get("validators.ts")).toMatch(/sentEntity = \{[^}]*required: \["id"\]/);
  });

  it.each([{ additionalProperties: true }, { patternProperties: { "^x-": {} } }])(
    "takes an object with %j whole, since a type without one of its properties would lose them all",
    async (more) => {
      const schema = { type: "object", required: ["id"], properties: { id: { readOnly: true } } };
      const requestBody = { required: true, ...json({ ...schema, ...more }) };
      const line = await methodLine("create", {
        "POST /things": { operationId: "createThing", requestBody },
      });
      expect(line).toMatch(/^create\(body: [^O]/);
    },
  );

  it("says what the document says of it", async () => {
    const operation = {
      operationId: "getThing",
      summary: "Get a thing",
      description: "Reads it. */ is harmless here.",
      deprecated: true,
      parameters: [{ ...id, description: "Which one." }],
    };
    const document = documentOf(
      { "GET /things/{thing_id}": operation },
      { externalDocs: { url: "https://docs.example/" } },
    );
    const client = (await renderDocument(document)).get("client.ts")!;
    expect(client).toContain("* Get a thing (`GET /things/{thing_id}`).");
    expect(client).toContain("Reads it. *\\/ is harmless here.");
    expect(client).toContain("@param thingId Which one.");
    expect(client).toContain("@deprecated");
    expect(client).toContain("@see https://docs.example/#/things/getthing");
  });
});

it("fills in the variables of the server", async () => {
  const servers = [{ url: "https://{region}.a.example", variables: { region: { default: "eu" } } }];
  const client = (await renderDocument(documentOf({}, { servers }))).get("client.ts")!;
  expect(client).toContain('defaultBaseUrl = "https://eu.a.example"');
});

it("puts each tag on a property of its own", async () => {
  const document = documentOf({
    "GET /things": { operationId: "listThings" },
    "GET /jobs": { operationId: "listFineTuningJobs", tags: ["fine-tuning jobs"] },
  });
  const client = (await renderDocument(document)).get("client.ts")!;
  expect(client).toContain("fineTuningJobs: FineTuningJobsResource<Options>;");
  expect(client).toContain("export const resources = { things, fineTuningJobs };");
});

it("writes a row with all that a request takes", async () => {
  const document = documentOf({
    "PATCH /things/{thing_id}": {
      operationId: "updateThing",
      parameters: [
        { name: "deep", in: "query", style: "deepObject", schema: { type: "object" } },
        id,
        { name: "authorization", in: "header", schema: { type: "string" } },
      ],
      requestBody: {
        content: {
          "application/vnd.acme+json": { schema: { $ref: "#/components/schemas/Thing" } },
        },
      },
      responses: { ...ok, "4XX": { description: "" } },
      security: [{ adminKey: [] }, {}],
    },
  });
  const files = await renderDocument(document);
  expect(files.get("operations.ts")).toContain(`export const updateThing = {
  id: "updateThing",
  method: "PATCH",
  path: "/things/{thing_id}",
  parameters: [{ name: "thing_id", in: "path", required: true, style: "simple", explode: false, schema: "integer" }, { name: "deep", in: "query", required: false, style: "deepObject", explode: true, schema: "object" }],
  body: { required: false, content: { "application/vnd.acme+json": schemas.sentThing } },
  answers: { "200": { "application/json": schemas.receivedThing } },
  errors: ["4XX"],
  accept: "application/json",
  security: [[{ name: "adminKey", header: "x-admin-key", prefix: "" }], []],
};`);
});

it("writes code that compiles, whatever the parameters of a row are", async () => {
  const object = (name: string) => ({
    type: "object",
    properties: { [name]: { type: "integer" } },
  });
  const parameters = [
    { name: "page", in: "query", schema: object("size") },
    { name: "filter", in: "query", style: "deepObject", schema: object("cost") },
    { name: "where", in: "query", content: { "application/json": { schema: object("year") } } },
  ];
  const files = await renderDocument(
    documentOf({ "GET /things": { operationId: "listThings", parameters } }),
  );
  const use = `import type { Operation } from "../../src/pipeline/operation.js";
    import type { ThingsResource } from "./client.js";
    import * as operations from "./operations.js";
    export const table: Operation[] = Object.values(operations);
    export const list = (things: ThingsResource<object>) =>
      things.list({ query: { page: { size: 1 }, filter: { cost: 2 }, where: { year: 3 } } });`;
  const folder = "generated/grown";
  const sources = [...files, ["use.ts", use] as const];
  const editor = openEditor(new Map(sources.map(([name, text]) => [`${folder}/${name}`, text])));
  expect(editor.problems(`${folder}/use.ts`)).toEqual([]);
});

describe("what cannot be generated is refused by its place", () => {
  const post = (content: object) => ({ operationId: "createThing", requestBody: { content } });

  it.each<[string, Record<string, object>, string, string]>([
    [
      "a cookie",
      {
        "GET /things": {
          operationId: "listThings",
          parameters: [{ name: "c", in: "cookie", schema: {} }],
        },
      },
      "/paths/~1things/get/parameters/0",
      "cookie",
    ],
    [
      "basic login",
      { "GET /things": { operationId: "listThings", security: [{ login: [] }] } },
      "/components/securitySchemes/login",
      "http, basic",
    ],
    [
      "a body of XML objects",
      { "POST /things": post({ "application/xml": { schema: { type: "object" } } }) },
      "/paths/~1things/post/requestBody/content/application~1xml",
      "application/xml",
    ],
    [
      "any media type in a request",
      { "POST /things": post({ "*/*": {} }) },
      "/paths/~1things/post/requestBody/content/*~1*",
      "*/*",
    ],
    [
      "an encoding of parts",
      {
        "POST /things": post({
          "multipart/form-data": { schema: {}, encoding: { a: { style: "form" } } },
        }),
      },
      "/paths/~1things/post/requestBody/content/multipart~1form-data/encoding/a/style",
      "style",
    ],
    [
      "a part of another type than it has by nature",
      {
        "POST /things": post({
          "multipart/form-data": {
            schema: { properties: { a: { type: "array", items: { type: "string" } } } },
            encoding: { a: { contentType: "application/json" } },
          },
        }),
      },
      "/paths/~1things/post/requestBody/content/multipart~1form-data/encoding/a/contentType",
      '"a" as "application/json"',
    ],
    [
      "an object in a form of a URL",
      {
        "POST /things": post({
          "application/x-www-form-urlencoded": {
            schema: { properties: { b: { type: "string" }, a: { type: "object" } } },
          },
        }),
      },
      "/paths/~1things/post/requestBody/content/application~1x-www-form-urlencoded/schema",
      'the field "a"',
    ],
    [
      "a list in an object in the query",
      {
        "GET /things": {
          operationId: "listThings",
          parameters: [
            {
              name: "filter",
              in: "query",
              style: "deepObject",
              schema: { type: "object", properties: { ids: { type: "array" } } },
            },
          ],
        },
      },
      "/paths/~1things/get/parameters/0/schema",
      "properties/ids",
    ],
    [
      "an operation without tag",
      { "GET /things": { operationId: "listThings", tags: [] } },
      "/paths/~1things/get",
      "no tag",
    ],
    [
      "two operations of one name",
      { "GET /things": { operationId: "listThings" }, "GET /all": { operationId: "listThing" } },
      "/paths/~1all/get/operationId",
      "things.list",
    ],
    [
      "a name that is no identifier",
      { "GET /things": { operationId: "list-things" } },
      "/paths/~1things/get/operationId",
      "list-things",
    ],
    [
      "a path parameter that is not described",
      { "GET /things/{x}": { operationId: "getThing" } },
      "/paths/~1things~1{x}/get",
      '"x"',
    ],
    [
      "a server of its own",
      { "GET /things": { operationId: "listThings", servers: [{ url: "https://b.example" }] } },
      "/paths/~1things/get",
      "one base URL",
    ],
    [
      "an unknown style",
      {
        "GET /things/{thing_id}": {
          operationId: "getThing",
          parameters: [{ ...id, style: "form" }],
        },
      },
      "/paths/~1things~1{thing_id}/get/parameters/0/style",
      "simple, label, matrix",
    ],
  ])("%s", async (_, operations, pointer, said) => {
    const failure = await renderDocument(documentOf(operations)).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(Unsupported);
    expect((failure as Unsupported).pointer).toBe(pointer);
    expect((failure as Unsupported).message).toContain(said);
  });

  it.each(["default", "resources", "then", "Модели", "größen", "3d things", "-"])(
    "the tag %s",
    async (tag) => {
      const listThings = { "GET /things": { operationId: "listThings", tags: [tag] } };
      await expect(renderDocument(documentOf(listThings))).rejects.toMatchObject({
        pointer: "/paths/~1things/get/tags/0",
        message: expect.stringContaining(`"${tag}"`),
      });
    },
  );
});
