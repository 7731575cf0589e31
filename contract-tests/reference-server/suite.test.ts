import { beforeAll, expect, test } from "vitest";
import { createReferenceSuite, type ReferenceSuite } from "../mutants/suite.js";
import { operations } from "../engine/derive/operation.js";
import { documentWith } from "../test-support/document.js";
import { document } from "../test-support/models-api.js";
import { documentedRefusal } from "./documented.js";
import { refusals } from "./refusal.js";
import { createRouter } from "./routes.js";
import type { RunResult } from "../engine/run/result.js";

let suite: ReferenceSuite;
let run: RunResult;

beforeAll(async () => {
  suite = createReferenceSuite(document);
  run = await suite.run();
});

test("every case and the lifecycle hold on the reference server", () => {
  expect(run.results.flatMap(({ violations }) => violations)).toEqual([]);
  expect(run.endedEarly).toBeUndefined();
  expect(run.gaps).toEqual([]);
  expect(run.results.length).toBeGreaterThan(suite.cases.length);
});

test("only what the lifecycle does instead is skipped", () => {
  const skipped = run.results.filter(({ outcome }) => outcome === "skipped");
  const others = skipped.filter(({ id }) => !id.includes("read-only key"));
  expect(others.map(({ id }) => id)).toEqual([
    "getModel / existing resource",
    "deleteModel / existing resource",
  ]);
});

test("the lifecycle runs for a model of every branch", () => {
  const lifecycle = run.results.filter(({ group }) => group === "lifecycle").map(({ id }) => id);
  for (const branch of ["openpipe", "openpipeReward", "openai", "gemini"]) {
    expect(lifecycle.join("\n")).toContain(branch);
  }
});

test.each([
  [{ default: { description: "" } }, 415, "UNSUPPORTED_MEDIA_TYPE"],
  [{ "400": { description: "" }, "200": { description: "" } }, 400, undefined],
])(
  "an operation with the answers %j refuses in words of their status",
  (responses, status, code) => {
    const grown = documentWith({ type: "object" }, { responses });
    const [operation] = operations(grown);
    const answer = documentedRefusal(grown, operation!, refusals.mediaType());
    expect(answer.status).toBe(status);
    if (code !== undefined) expect(JSON.parse(answer.body)).toMatchObject({ code });
    else expect(answer.body).toBe("");
  },
);

test("a path means its own characters and no others", () => {
  const post = documentWith({}).paths["/things"]!;
  const paths = { "/things.v2/{id}:run(1)+": post };
  const route = createRouter({ ...documentWith({}), paths });
  expect(route("POST", "/things.v2/a%20b:run(1)+")).toMatchObject({ texts: ["a b"] });
  expect(route("POST", "/thingsXv2/a:run(1)+")).toBeUndefined();
});
