import { Ajv2020 } from "ajv/dist/2020.js";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import type { OpenApiDocument } from "../../../scripts/lib/document/index.js";
import { documentWith } from "../../test-support/document.js";
import { multiplySpec } from "./multiply-spec.js";
import type { JsonObject } from "./schema.js";

let interpreter: typeof import("@cfworker/json-schema");
let deriveCases: typeof import("./index.js").deriveCases;

// Another test file may have loaded the derivation already, with an interpreter that nobody watches.
beforeAll(async () => {
  vi.resetModules();
  vi.doMock("@cfworker/json-schema", { spy: true });
  interpreter = await import("@cfworker/json-schema");
  ({ deriveCases } = await import("./index.js"));
});

afterAll(() => {
  vi.doUnmock("@cfworker/json-schema");
  vi.resetModules();
});

afterEach(() => vi.restoreAllMocks());

const reference = (name: string) => ({ $ref: `#/components/schemas/${name}` });

/** How often a document is read, a schema compiled or made known to the interpreter, a value judged. */
function workOf(document: OpenApiDocument) {
  vi.clearAllMocks();
  const compile = vi.spyOn(Ajv2020.prototype, "compile");
  const read = vi.spyOn(Ajv2020.prototype, "addSchema");
  const { cases } = deriveCases(document);
  return {
    cases: cases.length,
    read: read.mock.calls.length,
    compiled: compile.mock.calls.length,
    prepared: vi.mocked(interpreter.dereference).mock.calls.length,
    judged: vi.mocked(interpreter.validate).mock.calls.length,
  };
}

/** A document whose `count` operations take the same schema. */
function sharing(count: number): OpenApiDocument {
  const schemas = {
    Thing: { type: "object", required: ["name"], properties: { name: { type: "string" } } },
  };
  const one = documentWith(reference("Thing"), { schemas });
  const item = one.paths["/things"]!;
  const paths = Array.from({ length: count }, (_, index) => [
    `/things${index}`,
    { post: { ...item.post, operationId: `createThing${index}` } },
  ]);
  return { ...one, paths: Object.fromEntries(paths) } as OpenApiDocument;
}

describe("a document that grows", () => {
  it("costs as much for each operation as for the one before", () => {
    const size = { anyOf: [{ const: "auto" }, { type: "integer", minimum: 1 }] };
    const part = { type: "object", required: ["size"], properties: { size } };
    const schemas = { Part: part, List: { type: "array", items: reference("Part") } };
    const properties = { first: reference("Part"), rest: reference("List") };
    const document = documentWith({ type: "object", properties }, { schemas });
    const [two, three, four] = [2, 3, 4].map((times) => workOf(multiplySpec(document, times)));
    const keys = ["cases", "read", "compiled", "prepared", "judged"] as const;
    for (const key of keys) expect(four![key] - three![key], key).toBe(three![key] - two![key]);
    expect(three!.compiled).toBe(3);
  });

  it("has a schema compiled once, however many operations take it", () => {
    const [one, ten] = [workOf(sharing(1)), workOf(sharing(10))];
    expect(ten.cases).toBe(one.cases * 10);
    expect(ten.compiled).toBe(1);
    expect(ten.read).toBe(one.read);
    // Each operation has a place of its own for the body, and all of them the same property.
    expect(ten.prepared - one.prepared).toBe(9);
  });

  it("is derived where every schema leads to every other", () => {
    const derive = (count: number) => {
      const names = Array.from({ length: count }, (_, index) => `Schema${index}`);
      const properties = Object.fromEntries(names.map((name) => [name, reference(name)]));
      const schemas = Object.fromEntries(
        names.map((name) => [name, { type: "object", properties }]),
      );
      return deriveCases(documentWith(reference("Schema0"), { schemas }));
    };
    const { cases, gaps } = derive(6);
    expect(cases.map(({ pointer }) => pointer)).toContain("#/components/schemas/Schema5/type");
    expect(gaps[0]?.reason).toContain("so many places");
    // Walked whole, each of the six would stand inside of all others, in every order.
    expect(cases.length).toBeLessThan(10_000);
  });
});

describe("a schema that refers to itself", () => {
  const node = (properties: JsonObject, required: string[]) => ({
    type: "object",
    required,
    properties,
  });

  it.each<[string, JsonObject, boolean]>([
    [
      "through another branch",
      {
        oneOf: [
          node({ left: reference("Self") }, ["left"]),
          node({ value: { type: "number" } }, ["value"]),
        ],
      },
      true,
    ],
    [
      "as an item or a property of any name",
      {
        anyOf: [
          { type: "string" },
          { type: "array", items: reference("Self") },
          { type: "object", additionalProperties: reference("Self") },
        ],
      },
      true,
    ],
    ["as what it requires", node({ next: reference("Self") }, ["next"]), false],
    ["as an alternative of itself", { anyOf: [reference("Self"), { type: "string" }] }, false],
    [
      "as the base of its own branches",
      { oneOf: [{ allOf: [reference("Self"), { required: ["kind"] }] }] },
      false,
    ],
  ])("%s has cases or a gap", (_, schema, hasCases) => {
    const { cases, gaps } = deriveCases(
      documentWith(reference("Self"), { schemas: { Self: schema } }),
    );
    expect(cases.some(({ group }) => group === "valid")).toBe(hasCases);
    if (!hasCases) expect(gaps[0]?.reason).toMatch(/asks for itself|needs another one inside/);
  });
});
