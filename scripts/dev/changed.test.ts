import { expect, test } from "vitest";
import { type OpenApiDocument, tokensOf } from "../lib/document/index.js";
import { changedOperations } from "./changed.js";

const answers = (schema: string) => ({
  "200": {
    content: { "application/json": { schema: { $ref: `#/components/schemas/${schema}` } } },
  },
  default: { $ref: "#/components/responses/Failed" },
});
const all = ["createThing", "listThings", "getThing"];

/** A small document in which everything refers to something. */
function read(): OpenApiDocument {
  const document = {
    openapi: "3.1.0",
    info: { title: "Things", version: "1.0.0", description: "What there is." },
    servers: [{ url: "https://example.com" }],
    paths: {
      "/things": {
        post: { operationId: "createThing", responses: answers("Thing") },
        get: { operationId: "listThings", summary: "List", responses: answers("ThingList") },
      },
      "/things/{id}": {
        parameters: [{ $ref: "#/components/parameters/Id" }],
        get: { operationId: "getThing", responses: answers("Thing") },
      },
    },
    components: {
      parameters: { Id: { name: "id", in: "path", description: "Which one." } },
      responses: { Failed: { description: "It failed." } },
      schemas: {
        Thing: { properties: { size: { $ref: "#/components/schemas/Size" } } },
        ThingList: { type: "array" },
        Size: { type: "number" },
      },
      securitySchemes: { bearerAuth: { type: "http", scheme: "bearer" } },
    },
  };
  return structuredClone(document) as unknown as OpenApiDocument;
}

test("without a document before, every operation is new; without a change, none is", () => {
  expect(changedOperations(undefined, read())).toEqual(all);
  expect(changedOperations(read(), read())).toEqual([]);
});

// Where a change is made, and the operations that it reaches.
test.each<[string, string[]]>([
  ["/paths/~1things/get/summary", ["listThings"]],
  ["/paths/~1things~1{id}/parameters/0", ["getThing"]],
  ["/components/parameters/Id/description", ["getThing"]],
  ["/components/schemas/ThingList/type", ["listThings"]],
  ["/components/schemas/Size/type", ["createThing", "getThing"]],
  ["/components/responses/Failed/description", all],
  ["/components/securitySchemes/bearerAuth/scheme", all],
  ["/servers", all],
  ["/info/description", []],
])("a change at %s reaches %j", (pointer, expected) => {
  const after = read();
  const names = tokensOf(pointer);
  const last = names.pop()!;
  let node = after as unknown as Record<string, unknown>;
  for (const name of names) node = node[name] as Record<string, unknown>;
  expect(node).toHaveProperty([last]);
  node[last] = "changed";
  expect(changedOperations(read(), after)).toEqual(expected);
});

test("an operation that is gone is not among them", () => {
  const after = read();
  delete after.paths["/things"]!.get;
  expect(changedOperations(read(), after)).toEqual([]);
});
