import { expect, it } from "vitest";
import { judgeDocuments } from "./verdict.js";

const reference = (index: number) => ({ $ref: `#/components/schemas/S${index}` });

/** Schemas that extend, choose and hold each other in circles, and how often one of them is read. */
function denseDocument(size: number, maxLength: number) {
  const reads = { count: 0 };
  const schemas = Array.from({ length: size }, (_, index) => {
    const [one, two, three] = [1, 5, 11].map((step) => reference((index * step + 1) % size));
    const part = {
      get type() {
        reads.count += 1;
        return "object";
      },
      properties: {
        kind: { const: index },
        text: { type: "string", maxLength: index === 0 ? maxLength : 9 },
        list: { type: "array", items: one },
        choice: { oneOf: [two, three] },
      },
      required: ["kind"],
    };
    return index % 3 === 0 ? part : { allOf: [reference(index - 1), part] };
  });
  const components = {
    schemas: Object.fromEntries(schemas.map((schema, index) => [`S${index}`, schema])),
  };
  const content = { "application/json": { schema: reference(0) } };
  const get = { responses: { "200": { description: "All", content } } };
  const document = { openapi: "3.1.0", info: {}, paths: { "/things": { get } }, components };
  return { document, reads };
}

function readsFor(size: number, maxLength: number): number {
  const { document, reads } = denseDocument(size, 9);
  judgeDocuments(document, denseDocument(size, maxLength).document);
  return reads.count;
}

it("the work for schemas in circles grows no faster than their number", () => {
  expect(readsFor(80, 3)).toBeLessThan(2.5 * readsFor(40, 3));
});

it("what is untouched is told by its text alone", () => {
  expect(readsFor(40, 9)).toBeLessThan(4 * 40);
});
