import { beforeAll, expect, test } from "vitest";
import type { OpenApiDocument } from "../../scripts/lib/document/index.js";
import { operations } from "../engine/derive/operation.js";
import { document } from "../test-support/models-api.js";
import { runMutants } from "./all.js";
import { deriveMutants } from "./derive.js";
import { equivalents } from "./equivalent.js";
import { type Mutant, type MutantClass, mutantClasses } from "./mutant.js";
import type { Schema } from "../engine/derive/schema.js";
import type { Exchange } from "../reference-server/deviation.js";
import { inline } from "../reference-server/request-schema.js";
import { loosened } from "./request/loosen.js";
import { places, type SchemaPlace } from "./request/places.js";
import { tightened } from "./request/tighten.js";
import { answerKinds } from "./response/answers.js";
import { propertyMutants } from "./response/properties.js";
import { runMutant, type Verdict } from "./run.js";
import { createReferenceSuite, type ReferenceSuite } from "./suite.js";
import { allKilled, renderSummary } from "./summary.js";

let suite: ReferenceSuite;
let small: ReferenceSuite;
let mutants: Mutant[];

beforeAll(() => {
  suite = createReferenceSuite(document);
  // What a verdict depends on shows with a few cases as with all.
  small = createReferenceSuite(document, ({ group }) => group === "security");
  mutants = deriveMutants(document);
});

test("the derivation is deterministic, its ids are unique, and no class is empty", () => {
  const ids = mutants.map(({ id }) => id);
  expect(deriveMutants(document).map(({ id }) => id)).toEqual(ids);
  expect(new Set(ids).size).toBe(ids.length);
  expect(new Set(mutants.map((mutant) => mutant.class))).toEqual(new Set(mutantClasses));
  expect(mutants.length).toBeGreaterThan(300);
});

test("nothing is unknown where the path names nothing, though the document knows a 404", () => {
  const get = operations(document).find(({ id }) => id === "getModel")!;
  const names = (path: string) => answerKinds(document, { ...get, path }).map(({ name }) => name);
  expect(names("/models")).not.toContain("unknown slug");
  expect(names("/models/{modelSlug}")).toContain("unknown slug");
});

test("a branch is called as its cases are: by what its discriminator names, or by its schema", () => {
  const branch = (type: object) => ({ required: ["type"], properties: { type } });
  const schemas = { A: branch({ const: "a" }), B: branch({ enum: ["b", "c"] }) };
  const options = ["A", "B"].map((name) => ({ $ref: `#/components/schemas/${name}` }));
  const tree = (union: object) =>
    inline({ components: { schemas } } as unknown as OpenApiDocument, union) as Schema;
  const told = (union: object) => [
    new Set([...places(tree(union))].flatMap(({ branches }) => branches)),
    [...tightened([...places(tree(union))][0]!)]
      .filter(({ name }) => name.includes("without"))
      .map(({ texts, inRequest }) => texts ?? inRequest),
  ];
  expect(told({ oneOf: options, discriminator: { propertyName: "type" } })).toEqual([
    new Set(["a", "B"]),
    ["a", ["B"]],
  ]);
  expect(told({ oneOf: options })).toEqual([new Set(["A", "B"]), [["A"], ["B"]]]);
});

test("a format that no case breaks is not dropped", () => {
  const dropped = (format: string) =>
    [...places({ type: "string", format })]
      .flatMap((place) => [...loosened(place)])
      .some(({ name }) => name === "format dropped");
  expect([dropped("uuid"), dropped("byte"), dropped("regex")]).toEqual([true, false, false]);
});

test("refusing what the document refuses is no deviation", () => {
  const namesFor = (limits: object) =>
    [...places({ type: "array", ...limits })]
      .flatMap((place) => [...tightened(place)])
      .map(({ name }) => name);
  const [empty, some, two] = ["empty arrays", "arrays with items", "arrays of two"];
  expect(namesFor({})).toEqual([empty, some, two].map((name) => `refuses ${name}`));
  expect(namesFor({ minItems: 1 })).toEqual([some, two].map((name) => `refuses ${name}`));
  expect(namesFor({ maxItems: 1 })).toEqual([empty, some].map((name) => `refuses ${name}`));
});

test("what the limits of a number refuse is no deviation, nor is a format that only names its size", () => {
  const namesFor = (change: (place: SchemaPlace) => Iterable<{ name: string }>, schema: object) =>
    [...places(schema as Schema)].flatMap((place) => [...change(place)]).map(({ name }) => name);
  expect(namesFor(tightened, { type: "integer", minimum: 0 })).toEqual([
    "refuses whole numbers",
    "refuses zero",
    "refuses large numbers",
  ]);
  expect(namesFor(tightened, { type: "number", exclusiveMinimum: 0, maximum: 1 })).toEqual([
    "refuses fractions",
    "refuses whole numbers",
  ]);
  expect(namesFor(loosened, { type: "integer", format: "int64" })).not.toContain("format dropped");
  expect(namesFor(loosened, { type: "string", format: "date" })).toContain("format dropped");
});

test("a schema in circles is one tree down to where it comes back", () => {
  const folder = {
    type: "object",
    properties: { inside: { type: "array", items: { $ref: "#/components/schemas/Folder" } } },
  };
  const { $ref } = folder.properties.inside.items;
  const grown = { components: { schemas: { Folder: folder } } } as unknown as OpenApiDocument;
  const items = { $ref: `openapi.json${$ref}` };
  const tree = inline(grown, { $ref }) as Schema;
  expect(tree).toEqual({
    title: "Folder",
    type: "object",
    properties: { inside: { type: "array", items } },
  });
  expect([...places(tree)].map(({ steps }) => steps)).toEqual([[], ["inside"]]);
});

test("a property that the document's example lacks is wrong all the same", () => {
  const properties = { name: { type: "string" } };
  const kind = { operationId: "getThing", status: 200, name: "success" };
  const [wrong] = [...propertyMutants({ ...kind, schema: { type: "object", properties } })].filter(
    ({ id }) => id.includes("name / mistyped: number"),
  );
  const answer = { status: 200, headers: {}, body: "{}" };
  const exchange = { operationId: "getThing" } as Exchange;
  expect(wrong?.deviation.answer?.(answer, exchange).body).toBe('{"name":42}');
});

test("no body deviates in an answer to HEAD, which has none", () => {
  const grown = structuredClone(document);
  for (const item of Object.values(grown.paths)) {
    if (item?.get) item.head = { ...item.get, operationId: `${item.get.operationId}Head` };
  }
  const heads = operations(grown).filter(({ method }) => method === "head");
  expect(heads).not.toEqual([]);
  expect(heads.flatMap((operation) => answerKinds(grown, operation))).toEqual([]);
});

test("a server that wants one of two keys only is found, and one that wants both is right", async () => {
  const grown = structuredClone(document) as OpenApiDocument & {
    security: object[];
    components: { securitySchemes: Record<string, object> };
  };
  grown.security = [{ bearerAuth: [], projectKey: [] }];
  grown.components.securitySchemes.projectKey = { type: "apiKey", in: "header", name: "X-Project" };
  const both = createReferenceSuite(grown, ({ group }) => group === "security");
  const partial = deriveMutants(grown).filter(({ id }) => /looks at .* only/.test(id));
  expect(partial.length).toBeGreaterThan(2);
  const verdicts = await runMutants(both, partial);
  expect(verdicts.filter(({ outcome }) => outcome !== "killed")).toEqual([]);
});

test("every mutant that is listed as equivalent exists", () => {
  const ids = new Set(mutants.map(({ id }) => id));
  expect([...equivalents.keys()].filter((id) => !ids.has(id))).toEqual([]);
});

test("a sample of every class is killed", async () => {
  const chosen = mutantClasses.flatMap((each) => sample(each));
  expect(chosen.length).toBeGreaterThan(2 * mutantClasses.length);
  // That the suite holds without a deviation is for reference-server/suite.test.ts to say.
  const verdicts: Verdict[] = [];
  for (const mutant of chosen) verdicts.push(await runMutant(suite, mutant));
  expect(allKilled(verdicts), renderSummary(verdicts, 0)).toBe(true);
});

test("a server without a deviation survives, and that is a failure", async () => {
  const verdict = await runMutant(small, harmless());
  expect(verdict.outcome).toBe("survived");
  expect(allKilled([verdict])).toBe(false);
  expect(renderSummary([verdict], 0)).toContain("survived: lifecycle / harmless");
});

test("a violation that does not name the deviation is no kill", async () => {
  const [broken] = sample("security");
  const named = { texts: ["no case says this"] };
  const verdict = await runMutant(small, { ...broken!, named });
  expect(verdict.outcome).toBe("noticed");
  expect(allKilled([verdict])).toBe(false);
});

test("an equivalent mutant that is killed is stale, and that is a failure", async () => {
  const [broken] = sample("security");
  const [id] = equivalents.keys();
  const verdict = await runMutant(small, { ...broken!, id: id! });
  expect(verdict.outcome).toBe("stale");
  expect(allKilled([verdict])).toBe(false);
});

test("nothing is counted when the suite fails without a deviation", async () => {
  const broken: ReferenceSuite = {
    ...small,
    run: (options) => small.run({ ...options, deviation: { authorize: () => true } }),
  };
  await expect(runMutants(broken, [harmless()])).rejects.toThrow(/without a deviation/);
});

/** A few of a class, spread evenly. */
function sample(mutantClass: MutantClass, count = 3): Mutant[] {
  const own = mutants.filter((mutant) => mutant.class === mutantClass);
  const step = Math.ceil(own.length / count);
  return own.filter((_, index) => index % step === 0);
}

function harmless(): Mutant {
  return { id: "lifecycle / harmless", class: "lifecycle", deviation: {}, named: { texts: [] } };
}
