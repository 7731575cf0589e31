import { expect, it } from "vitest";
import { parse } from "yaml";
import { findDrift } from "./drift.js";
import { readPublication } from "./page.js";
import { entriesFor, review } from "./review.js";
import { selectOperations } from "./select.js";

const ours = parse(`
openapi: 3.1.0
servers: [{ url: https://api.example.com/v1 }]
paths:
  /things:
    get:
      operationId: listThings
      responses: { "200": { description: All, content: { application/json: { schema: { $ref: "#/components/schemas/Thing" } } } } }
    post:
      operationId: createThing
      requestBody: { content: { application/json: { schema: { $ref: "#/components/schemas/NewThing" } } } }
      responses: { "204": { description: Made } }
components:
  schemas:
    Thing: { type: object, required: [id], properties: { id: { type: [string, "null"] } } }
    NewThing: { type: object, properties: { name: { type: string, maxLength: 9 } } }
`);

const list = `openapi: 3.0.3
servers: [{ url: https://api.example.com/v1 }]
paths:
  /things:
    get:
      responses:
        "200":
          description: All
          content:
            application/json:
              schema: { type: object, required: [id], properties: { id: { type: string, nullable: true } } }
`;
const page = (document: string, fence = "yaml get /things") =>
  `# A page\n\n> Words\n\n\`\`\`\`${fence}\n${document}\n\`\`\`\`\n`;

const entry = (pointer: string, change: string) => ({ pointer, change, reason: "R", at: "list:1" });
const accepted = [
  entry("#/components/schemas/NewThing/properties/name/maxLength", "`maxLength` 9 removed"),
];

function look(...texts: string[]) {
  const selections = selectOperations(
    ours,
    texts.map((text, index) => readPublication(text, `page ${index}`)),
  );
  const operations = selections.flatMap((selection) => [...selection.ours.values()]);
  const { unexpected, outdated } = review(
    findDrift(selections),
    entriesFor(operations, ours, accepted),
  );
  return {
    unexpected: unexpected.map(({ change }) => change),
    outdated: outdated.map(({ change }) => change),
  };
}

const create = `{"openapi":"3.0.0","paths":{"/v1/things":{"post":{"requestBody":{"content":{"application/json":{"schema":{"type":"object","properties":{"name":{"type":"string"}}}}}},"responses":{"204":{"description":"Made"}}}}}}`;

it("a page is about its operation, and only the entries of that operation apply", () => {
  expect(look(page(list))).toEqual({ unexpected: [], outdated: [] });
  expect(look(list)).toEqual({ unexpected: [], outdated: [] });
});

it("several sources, Markdown and OpenAPI, are compared together", () => {
  expect(look(page(list), create)).toEqual({ unexpected: [], outdated: [] });
  expect(
    look(page(create, "json post /things").replace("post /things", "post /v1/things")),
  ).toEqual({ unexpected: [], outdated: [] });
});

it("tells drift, and an entry that no longer applies", () => {
  expect(look(page(list.replace(", nullable: true", ""))).unexpected).toEqual([
    "no longer nullable",
  ]);
  expect(look(create.replace('"string"', '"string","maxLength":9')).outdated).toEqual([
    "`maxLength` 9 removed",
  ]);
});

it("a document of several operations is about the whole resource", () => {
  const two = list.replace("    get:", "    put: { responses: {} }\n    get:");
  expect(look(two).unexpected).toEqual([
    "operation POST /things removed",
    "operation PUT /things added",
  ]);
});

it.each([
  [
    page("paths:\n  path: /things\n  method: get\n  request: {}\n  response: {}"),
    "has the older form",
  ],
  ["paths:\n  path: /things\n  method: get\n", "has the older form"],
  [page(list, "yaml post /things"), "has no such operation"],
  [page("a: 1", "yaml"), "has no OpenAPI block"],
  [`# A\n\n\`\`\`yaml get /things\n${list}`, "has no end"],
  [page(list.replace("/things:", "/others:"), "yaml get /others"), "has none of the paths"],
])("refuses %j", (text, message) => {
  expect(() => look(text)).toThrow(message);
});
