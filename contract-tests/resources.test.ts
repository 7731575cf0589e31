import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { OpenApiDocument } from "../scripts/lib/document/index.js";
import { deriveCases } from "./engine/derive/index.js";
import { createResponseOracle } from "./engine/judge/responses.js";
import { runAgainst } from "./live/test-run.js";
import { deriveMutants } from "./mutants/derive.js";
import { runMutants } from "./mutants/all.js";
import { createReferenceSuite } from "./mutants/suite.js";
import type { Deviation } from "./reference-server/deviation.js";
import { type ReferenceServer, startReferenceServer } from "./reference-server/server.js";
import { describedIn, type Resource, resources } from "./resources.js";
import { document as models } from "./test-support/models-api.js";

const dataset: Resource = {
  name: "dataset",
  create: "createDataset",
  read: "getDataset",
  list: "listDatasets",
  items: "/datasets",
  delete: "deleteDataset",
  identity: { request: "/title", response: "/name" },
};
const listed = [...resources, dataset];

const document = withDatasets();
const { cases, gaps } = deriveCases(document, listed);
const api = { document, cases, gaps, oracle: createResponseOracle(document), resources: listed };

/** The models API with a second resource, which has no more than it must and other names for all. */
function withDatasets(): OpenApiDocument {
  const { paths, ...rest } = structuredClone(models);
  const known = {
    type: "object",
    required: ["name", "rows"],
    properties: { name: { type: "string" }, rows: { type: "integer" } },
  };
  const json = (schema: object, value: object) => ({
    "application/json": { schema, examples: { one: { value } } },
  });
  const refused = (...statuses: string[]) => {
    const names: Record<string, string> = {
      "400": "BadRequest",
      "404": "NotFound",
      "409": "Conflict",
    };
    const named = statuses.map((status) => [status, names[status]]);
    return Object.fromEntries(
      [...named, ["401", "Unauthorized"], ["default", "UnexpectedError"]].map(([status, name]) => [
        status,
        { $ref: `#/components/responses/${name}` },
      ]),
    ) as object;
  };
  const answer = (schema: object, value: object) => ({
    description: "",
    content: json(schema, value),
  });
  const one = { name: "a", rows: 0 };
  const all = {
    type: "object",
    required: ["datasets"],
    properties: { datasets: { type: "array", items: known } },
  };
  const title = {
    type: "object",
    required: ["title"],
    additionalProperties: false,
    properties: { title: { type: "string", minLength: 1 } },
  };
  const parameters = [
    { name: "name", in: "path", required: true, schema: { type: "string" }, example: "a" },
  ];
  return {
    ...rest,
    paths: {
      ...paths,
      "/datasets": {
        post: {
          operationId: "createDataset",
          requestBody: { required: true, content: json(title, { title: "a" }) },
          responses: { "201": answer(known, one), ...refused("400", "409") },
        },
        get: {
          operationId: "listDatasets",
          responses: { "200": answer(all, { datasets: [one] }), ...refused() },
        },
      },
      "/datasets/{name}": {
        parameters,
        get: {
          operationId: "getDataset",
          responses: { "200": answer(known, one), ...refused("404") },
        },
        delete: {
          operationId: "deleteDataset",
          responses: { "204": { description: "" }, ...refused("404") },
        },
      },
    },
  } as unknown as OpenApiDocument;
}

test("a document that has a part of a resource only is refused", () => {
  const partial: OpenApiDocument = structuredClone(document);
  delete (partial.paths["/datasets"] as Record<string, unknown>).get;
  expect(describedIn(models, listed).map(({ name }) => name)).toEqual(["model"]);
  expect(() => describedIn(partial, listed)).toThrow("names listDatasets, which the document");
});

test("other resources give other cases of the same document", () => {
  const ids = (all: typeof cases) => all.map(({ id }) => id);
  expect(ids(deriveCases(document).cases)).not.toEqual(ids(cases));
});

describe("on the reference server", () => {
  // Of the first resource little else than its life: all of it is tried elsewhere.
  const suite = createReferenceSuite(
    document,
    ({ operationId, group }) => group === "security" || operationId === dataset.create,
    listed,
  );

  test("each resource lives its life, and nothing is found", async () => {
    const { results } = await suite.run();
    expect(results.flatMap(({ violations }) => violations)).toEqual([]);
    const lives = results.filter(({ id }) => id.startsWith("lifecycle / dataset / "));
    expect(lives.filter(({ outcome }) => outcome === "held").length).toBeGreaterThan(20);
  });

  test("what a server gets wrong about the second is found", async () => {
    const own = deriveMutants(document, listed)
      .filter(({ id }) => id.startsWith("lifecycle / dataset / "))
      // One that replaces another of its name cannot be told from it: it says nothing else.
      .filter(({ id }) => !id.includes("a refused slug replaces"))
      .filter((_, index) => index % 3 === 0);
    expect(own.length).toBeGreaterThan(5);
    const verdicts = await runMutants(suite, own);
    expect(verdicts.filter(({ outcome }) => outcome !== "killed")).toEqual([]);
  });
});

describe("a live run", () => {
  const grep = "/dataset|lifecycle . model . (canary|openai)|createModel . openai . minimal/i";
  let server: ReferenceServer;
  beforeAll(async () => {
    server = await startReferenceServer(document, undefined, listed);
  });
  afterAll(() => server.close());

  test.each(["none", "one", "all"] as const)(
    "leaves nothing of either behind: %s",
    async (mode) => {
      server.reset();
      const run = await runAgainst(server.url, server.token, mode, { api, grep });
      expect(run.results.flatMap(({ violations }) => violations)).toEqual([]);
      expect(run.leftBehind).toEqual([]);
      for (const name of ["model", "dataset"]) {
        expect(server.kept(name).store.list()).toEqual([]);
        const lives = run.results.filter(({ id }) => id.startsWith(`lifecycle / ${name} / `));
        const isLed = lives.some(({ outcome }) => outcome === "held");
        expect(isLed).toBe(mode !== "none");
      }
    },
  );

  test("says of which something is left, and creates no more", async () => {
    const keeps: Deviation = {
      store: (right, { name }) => (name === "dataset" ? { ...right, remove: () => true } : right),
    };
    server.reset(keeps);
    const run = await runAgainst(server.url, server.token, "all", { api, grep, waits: [1] });
    expect(run.leftBehind).toHaveLength(1);
    expect(run.leftBehind?.[0]).toContain("/datasets/openpipe-models-contract-");
    expect(server.kept("model").store.list()).toEqual([]);
    expect(server.kept("dataset").store.list()).toHaveLength(1);
  });

  test("has one limit on creates for all", async () => {
    server.reset();
    const env = { OPENPIPE_CONTRACT_MAX_CREATES: "2" };
    const { results } = await runAgainst(server.url, server.token, "one", {
      api,
      env,
      grep: "lifecycle",
    });
    const created = results.filter(
      ({ id, outcome }) => id.includes("create answers the new") && outcome === "held",
    );
    expect(created.map(({ operationId }) => operationId)).toEqual(["createModel"]);
  });
});
