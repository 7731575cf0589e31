import { expect, it } from "vitest";
import { edited, otherDocuments, schemaDocuments } from "./pairs/all.js";
import { editPairs } from "./pairs/edits.js";
import { rules } from "./rules.js";
import { judgeDocuments } from "./verdict.js";

const told = (old: object, next: object) => [
  ...new Set(
    judgeDocuments({ ...old }, { ...next }).map(({ semver, rule }) => `${semver} ${rule}`),
  ),
];

it.each(editPairs)("%s", (name, given, change, there, back) => {
  const [old, next] = [edited(given), edited(given, change)];
  const both = [told(old, next), told(next, old)];
  // On the side of answers a wider media type breaks where it helps requests.
  expect(both, name).toEqual([there, back]);
});

it("what a reference leads to in another operation counts for both", () => {
  const limited = (maxLength: number) =>
    edited((d) => {
      const schema = { type: "string", maxLength };
      d.get.responses["200"]!.content = { "text/plain": { schema } };
      const $ref = "#/paths/~1things~1{thingId}/get/responses/200/content/text~1plain/schema";
      const items = { type: "array", items: { $ref } };
      d.post.requestBody!.content = { "application/json": { schema: items } };
    });
  const both = ["major constraint-tightened", "minor constraint-tightened"];
  expect(told(limited(9), limited(5))).toEqual(both);
});

const thing = (schema: unknown) => (d: any) => (d.components.schemas.Thing = schema);

it.each<[string, (d: any) => unknown, (d: any) => unknown]>([
  ["parameters", () => {}, (d) => (d.post.parameters = { q: { name: "q", in: "query" } })],
  ["responses", () => {}, (d) => (d.post.responses = ["204"])],
  ["required", thing({ type: "object" }), thing({ type: "object", required: "a" })],
  ["enum", thing({ type: "string" }), thing({ type: "string", enum: "a" })],
  ["readOnly", thing({ properties: { a: {} } }), thing({ properties: { a: { readOnly: "yes" } } })],
  ["a schema", thing({ items: {} }), thing({ items: "string" })],
])("%s in a shape that OpenAPI does not have is no silence", (_, given, change) => {
  const [old, next] = [edited(given), edited(given, change)];
  expect(told(old, next)).toContain("major not-understood");
  expect(told(next, old)).toContain("major not-understood");
});

it("two paths that differ in the name of their parameter are compared both", () => {
  const typed = (type: string) =>
    edited((d) => {
      const content = { "text/plain": { schema: { type } } };
      const get = { responses: { "200": { description: "The other", content } } };
      d.paths = { "/things/{other}": { get }, ...d.paths };
    });
  expect(told(typed("string"), typed("integer"))).toEqual(["major type-changed"]);
});

it("a schema that is a part of its own branch ends, and its change is told", () => {
  const cycle = (more: object) =>
    edited((d) => {
      d.components.schemas.Thing = {
        type: "object",
        oneOf: [{ $ref: "#/components/schemas/Cat" }],
      };
      const part = { type: "object", properties: { a: { type: "string", ...more } } };
      d.components.schemas.Cat = { allOf: [{ $ref: "#/components/schemas/Thing" }, part] };
    });
  expect(told(cycle({}), cycle({}))).toEqual([]);
  expect(told(cycle({}), cycle({ maxLength: 3 }))).toContain("major constraint-tightened");
});

it("schemas that extend and refer to each other crosswise come to an end", () => {
  const crossed = (maxLength: number) =>
    edited((d) => {
      for (let index = 0; index < 12; index += 1) {
        const ref = (step: number) => ({
          $ref: `#/components/schemas/S${(index * 5 + step) % 12}`,
        });
        const properties = {
          a: ref(1),
          b: ref(7),
          c: { items: ref(4) },
          d: { type: "string", maxLength },
        };
        d.components.schemas[`S${index}`] = { type: "object", properties, allOf: [ref(2)] };
      }
      d.components.schemas.Thing = { $ref: "#/components/schemas/S0" };
    });
  expect(told(crossed(9), crossed(9))).toEqual([]);
  expect(told(crossed(9), crossed(5))).toContain("major constraint-tightened");
});

it("every rule has a pair", () => {
  const lines = [...schemaDocuments(), ...otherDocuments()].flatMap(({ old, next }) => [
    ...told(old, next),
    ...told(next, old),
  ]);
  const used = new Set(lines.map((line) => line.split(" ")[1]));
  expect(Object.keys(rules).filter((rule) => !used.has(rule))).toEqual([]);
});
