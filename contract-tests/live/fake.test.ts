import { afterAll, beforeAll, expect, test } from "vitest";
import { type Served, serveFetch } from "../../scripts/lib/serve.js";
import { createFakeModels } from "../../src/testing/fake-models.js";
import { createResponseOracle } from "../engine/judge/responses.js";
import { resourceOf, resources } from "../resources.js";
import * as project from "../test-support/project.js";
import { runAgainst } from "./test-run.js";

let server: Served;
beforeAll(async () => {
  const token = "fake-token";
  server = await serveFetch(createFakeModels({ apiKey: token, statusMs: 1 }).fetch);
});
afterAll(() => server.close());

test("the published fake keeps the contract, with nothing undecided", async () => {
  const { document, gaps } = project;
  const api = {
    document,
    gaps,
    // It knows no parameters but those of the path, as the API does today.
    cases: project.cases.filter(
      ({ operationId, id }) =>
        resourceOf(operationId, resources) !== undefined && !/ \/ (query|header|cookie) /.test(id),
    ),
    oracle: createResponseOracle(document),
  };
  const { results, leftBehind, ...run } = await runAgainst(server.url, "fake-token", "all", {
    api,
  });
  expect(results.flatMap(({ violations }) => violations)).toEqual([]);
  expect(results.filter(({ outcome }) => outcome === "undecided")).toEqual([]);
  expect(results.filter(({ outcome }) => outcome === "held").length).toBeGreaterThan(100);
  expect(run.endedEarly).toBeUndefined();
  expect(leftBehind).toEqual([]);
});
