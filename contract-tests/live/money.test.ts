import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { OpenApiDocument } from "../../scripts/lib/document/index.js";
import type { JsonObject } from "../engine/derive/schema.js";
import { deriveCases } from "../engine/derive/index.js";
import { createResponseOracle } from "../engine/judge/responses.js";
import type { Deviation } from "../reference-server/deviation.js";
import { type ReferenceServer, startReferenceServer } from "../reference-server/server.js";
import { groupViolations } from "../engine/report/group.js";
import { passed } from "../engine/report/summary.js";
import { document } from "../test-support/models-api.js";
import { describedIn } from "../resources.js";
import { createOwnRequests } from "./own-requests.js";
import { planLive } from "./plan.js";
import type { CreateMode } from "./settings.js";
import { runAgainst, type TestRunOptions } from "./test-run.js";

let server: ReferenceServer;
beforeAll(async () => {
  server = await startReferenceServer(document);
});
afterAll(() => server.close());
beforeEach(() => server.reset());

const theirs = "somebody-elses";
const leftVerdict = "lifecycle / every model of the run can be deleted";

/** A run against the server with a model of others, and what the server was asked for. */
async function runOn(deviation: Deviation, mode: CreateMode, options: TestRunOptions = {}) {
  const accepted: string[] = [];
  const deletes: string[] = [];
  server.reset({
    ...deviation,
    answer(answer, exchange) {
      const changed = deviation.answer?.(answer, exchange) ?? answer;
      const { operationId, body, slug } = exchange;
      if (operationId === "createModel" && changed.status < 300) {
        accepted.push(String((body as JsonObject).slug));
      }
      if (operationId === "deleteModel") deletes.push(String(slug));
      return changed;
    },
  });
  const request = { slug: theirs, datasetId: "data", trainingConfig: { baseModel: "base" } };
  server.kept("model").store.add(theirs, server.kept("model").make(request));
  const lines: string[] = [];
  const run = await runAgainst(server.url, server.token, mode, {
    grep: "/lifecycle . model . (canary|openai|gemini)|minimal|wrong type: number/",
    ...options,
    onLine: (line) => lines.push(line),
  });
  expect(server.kept("model").store.get(theirs)).toBeDefined();
  expect(deletes).not.toContain(theirs);
  const left = lines.filter((line) => line.startsWith("Left behind: "));
  expect(run.leftBehind).toEqual(left);
  const outcome = run.results.find(({ id }) => id === leftVerdict)?.outcome;
  return {
    run,
    accepted,
    left,
    lines,
    outcome,
    kept: server.kept("model").store.list().length - 1,
  };
}

const withId = (change: (id: string) => unknown): Deviation => ({
  answer(answer, { operationId }) {
    if (operationId !== "createModel" || answer.status !== 200) return answer;
    const { id, ...model } = JSON.parse(answer.body) as JsonObject;
    return { ...answer, body: JSON.stringify({ id: change(String(id)), ...model }) };
  },
});

describe("a server that calls the model otherwise", () => {
  const renamed: Deviation = {
    store: (right) => ({
      ...right,
      add: (slug, model) => right.add(`openpipe:${slug}`, { ...model, id: `openpipe:${slug}` }),
    }),
    ...withId((id) => `openpipe:${id}`),
  };

  const unlisted: Deviation = {
    ...renamed,
    store: (right, resource) => ({
      ...renamed.store!(right, resource),
      list: () => right.list().filter(({ id }) => id === theirs),
    }),
  };

  test.each([
    ["one", "listed", renamed],
    ["all", "listed", renamed],
    ["all", "not listed", unlisted],
  ] as const)("%s, %s: is asked once, and keeps nothing", async (mode, _, deviation) => {
    const { accepted, left, outcome, kept, run } = await runOn(deviation, mode);
    expect(accepted).toHaveLength(1);
    expect({ left, outcome, kept }).toEqual({ left: [], outcome: "held", kept: 0 });
    expect(passed(run)).toBe(false);
  });

  test.each([
    ["a stranger's", () => theirs],
    ["a number", () => 17],
    ["missing", () => undefined],
  ])("%s: nothing is deleted by that name, and it is told", async (_, change) => {
    const { accepted, left, outcome, run } = await runOn(withId(change), "all");
    expect(accepted).toHaveLength(1);
    expect(left).toHaveLength(1);
    expect(left[0]).toMatch(/which is no name of this run.*curl -i -X DELETE/);
    expect(outcome).toBe("undecided");
    expect(passed(run)).toBe(false);
  });
});

test("a model of what stands in a text is the run's own, and deleted", async () => {
  const inText: Deviation = {
    parse(_text, _type, right) {
      const json = right();
      return typeof json === "string" && json !== "" ? JSON.parse(json) : json;
    },
  };
  const grep = "/lifecycle . canary|as JSON in a text/";
  const { accepted, left, kept } = await runOn(inText, "all", { grep });
  expect(accepted).toHaveLength(2);
  expect({ left, kept }).toEqual({ left: [], kept: 0 });
});

describe("what cannot be deleted is told, and no more is created", () => {
  const refuse = (status: number, until = 0): Deviation => {
    let deletes = 0;
    return {
      store: (right) => ({
        ...right,
        remove: (slug) => (right.get(slug) && ++deletes > until ? true : right.remove(slug)),
      }),
      answer: (answer, { operationId, slug, store }) =>
        operationId === "deleteModel" && store.get(String(slug))
          ? { ...answer, status, body: '{"message":"In training","code":"CONFLICT"}' }
          : answer,
    };
  };

  test.each([
    [409, "one"],
    [409, "all"],
    [500, "all"],
  ] as const)("%s, %s", async (status, mode) => {
    const { accepted, left, outcome, lines, run } = await runOn(refuse(status), mode);
    expect(accepted).toHaveLength(1);
    expect(left).toEqual([
      `Left behind: ${accepted[0]}; delete it with: curl -i -X DELETE '${server.url}/models/${accepted[0]}' -H "Authorization: Bearer $OPENPIPE_API_KEY"`,
    ]);
    expect(outcome).toBe("violated");
    expect(lines.join("\n")).toMatch(/no other create is sent|creates no more/);
    const skipped = run.results.filter(({ reason }) =>
      /no other create|creates no/.test(reason ?? ""),
    );
    expect(skipped.length).toBeGreaterThan(5);
  });

  test("from the third on", async () => {
    const { accepted, left, run } = await runOn(refuse(409, 2), "all");
    expect(run.results.map(({ reason }) => reason).join()).toContain("refused with 409 to delete");
    // Those that were on their way when the first was refused.
    expect(accepted.length).toBeLessThan(12);
    expect(left).toHaveLength(accepted.length - 2);
  });

  test("a gateway that lets no delete pass is not the server's fault", async () => {
    let mine = "";
    const { left, outcome } = await runOn(
      {
        store: (right) => ({ ...right, remove: () => true }),
        answer(answer, { operationId, body }) {
          if (operationId === "createModel") mine = String((body as JsonObject).slug);
          const passes = mine === "" || operationId === "createModel";
          return passes ? answer : { ...answer, status: 502, body: "" };
        },
      },
      "all",
      { waits: [1, 1] },
    );
    expect(left).toEqual([expect.stringContaining(mine)]);
    expect(outcome).toBe("undecided");
  });

  test("a server that fails where it should say whether it is gone", async () => {
    const { accepted, left } = await runOn(
      {
        store: (right) => ({
          ...right,
          remove: () => true,
          list: () => right.list().filter(({ id }) => id === theirs),
        }),
        answer: (answer, { operationId }) =>
          operationId === "getModel"
            ? { ...answer, status: 500, body: '{"message":"Oh","code":"INTERNAL_SERVER_ERROR"}' }
            : answer,
      },
      "all",
    );
    expect(left).toEqual([expect.stringContaining(accepted[0]!)]);
  });

  test("a server that says it is gone and lists it", async () => {
    const { accepted, left, outcome } = await runOn(
      {
        store: (right) => {
          const removed = new Set<string>();
          return {
            ...right,
            get: (slug) => (removed.has(slug) ? undefined : right.get(slug)),
            remove: (slug) =>
              right.get(slug) !== undefined && !removed.has(slug) && !!removed.add(slug),
          };
        },
      },
      "all",
    );
    expect(left).toEqual([expect.stringContaining(accepted[0]!)]);
    expect({ accepted: accepted.length, outcome }).toEqual({ accepted: 1, outcome: "violated" });
  });
});

test("what cannot be deleted after Ctrl-C is told", async () => {
  const stop = new AbortController();
  const { accepted, left, run } = await runOn(
    {
      store: (right) => ({ ...right, remove: () => true }),
      answer(answer, { operationId }) {
        if (operationId === "createModel") stop.abort(new Error("stopped"));
        return answer;
      },
    },
    "all",
    { signal: stop.signal },
  );
  expect(left).toEqual([expect.stringContaining(accepted[0]!)]);
  expect(run.endedEarly).toBe("stopped");
});

test("what was created on a server that then goes down is told", async () => {
  const other = await startReferenceServer(document);
  let slug = "";
  other.reset({
    answer(answer, { operationId, body }) {
      if (operationId === "createModel") slug = String((body as JsonObject).slug);
      // The first read of it is not answered any more.
      else if (operationId === "getModel" && slug !== "") void other.close();
      return answer;
    },
  });
  const lines: string[] = [];
  const onLine = (line: string) => lines.push(line);
  const run = await runAgainst(other.url, other.token, "all", { grep: "lifecycle", onLine });
  expect(lines.at(-1)).toMatch(new RegExp(`^Left behind: ${slug}; delete it with: curl`));
  expect(passed(run)).toBe(false);
});

test("no more creates are sent than allowed, and what does not fit is skipped", async () => {
  const env = { OPENPIPE_CONTRACT_MAX_CREATES: "3" };
  let creates = 0;
  const count: Deviation = {
    authorize: ({ operationId }, right) => {
      if (operationId === "createModel") creates++;
      return right;
    },
  };
  const { run, lines } = await runOn(count, "all", { env });
  expect(creates).toBe(3);
  expect(lines.join("\n")).toMatch(
    /^Creates {3}3 \(OPENPIPE_CONTRACT_MAX_CREATES=3\), 3 of them valid/m,
  );
  const reasons = run.results.map(({ reason }) => reason);
  expect(reasons).toContain("OPENPIPE_CONTRACT_MAX_CREATES=3 allows no more creates.");
  expect(passed(run)).toBe(true);
});

describe.each([
  ["without a read-only key", undefined],
  ["with a read-only key", "opk_of-a-reader"],
])("%s", (_, key) => {
  const env: Record<string, string> = key ? { OPENPIPE_CONTRACT_READ_ONLY_KEY: key } : {};

  test.each(["one", "all"] as const)("%s: the first model lives before others do", async (mode) => {
    const asked: string[] = [];
    const watched: Deviation = {
      answer(answer, { operationId, slug, body }) {
        if (operationId === "createModel" && answer.status < 300) {
          asked.push(`create ${String((body as JsonObject).slug)}`);
        }
        if (operationId === "deleteModel" && answer.status < 300) asked.push(`delete ${slug}`);
        return answer;
      },
    };
    const { accepted, kept } = await runOn(watched, mode, { env });
    expect(asked.slice(0, 2)).toEqual([`create ${accepted[0]}`, `delete ${accepted[0]}`]);
    expect(accepted.length > 1).toBe(mode === "all");
    expect(kept).toBe(0);
  });

  test.each(["one", "all"] as const)("%s: one that is read wrong is the last", async (mode) => {
    let creates = 0;
    let isRead = false;
    const wrong: Deviation = {
      authorize(exchange, right) {
        if (isRead && exchange.operationId === "createModel") creates++;
        return right;
      },
      answer(answer, { operationId, slug }) {
        if (operationId !== "getModel" || answer.status !== 200 || slug === theirs) return answer;
        isRead = true;
        return { ...answer, body: answer.body.replace("PENDING", "SLEEPING") };
      },
    };
    const { accepted, kept, lines } = await runOn(wrong, mode, { env });
    expect(lines.join("\n")).toContain("no other create is sent");
    expect({ accepted: accepted.length, creates, kept }).toEqual({
      accepted: 1,
      creates: 0,
      kept: 0,
    });
  });
});

describe("limits on what the run replaces in a request", () => {
  const limited = (name: string, keywords: JsonObject): OpenApiDocument => {
    const copy = structuredClone(document);
    const schemas = copy.components!.schemas as Record<string, JsonObject>;
    Object.assign((schemas.CreateModelRequest!.properties as JsonObject)[name] as object, keywords);
    // Few cases for each: settings say nothing of names.
    for (const [branch, { type, required, properties }] of Object.entries(schemas)) {
      const { provider, baseModel } = (properties ?? {}) as JsonObject;
      if (provider) schemas[branch] = { type, required, properties: { provider, baseModel } };
    }
    return copy;
  };

  test.each([
    ["datasetId", { format: "uuid" }, true],
    ["datasetId", { pattern: "^ds-" }, false],
    ["slug", { maxLength: 40, pattern: "^[a-z0-9-]+$" }, true],
    ["slug", { maxLength: 30 }, false],
    ["slug", { pattern: "^[a-z]+$" }, false],
  ])("%s: %o", async (name, keywords, possible) => {
    const grown = limited(name, keywords);
    const api = { document: grown, oracle: createResponseOracle(grown), ...deriveCases(grown) };
    const other = await startReferenceServer(grown);
    const grep = `/lifecycle|createModel . ${name}/`;
    const runWith = (mode: CreateMode, dataset: string) =>
      runAgainst(other.url, other.token, mode, {
        api,
        grep,
        env: { OPENPIPE_CONTRACT_DATASET_ID: dataset },
      });
    try {
      for (const run of [
        await runWith("none", ""),
        await runWith("one", "3f9c1f86-7d0a-4d0b-9a55-6f0c6d8f2b11"),
        await runWith("one", "no dataset of this form"),
      ]) {
        expect(groupViolations(run.results)).toEqual([]);
        expect(run.endedEarly).toBeUndefined();
        const about = run.results.filter(({ id }) => / beyond /.test(id));
        expect(about.some(({ outcome }) => outcome === "held")).toBe(possible);
      }
      expect(other.kept("model").store.list()).toEqual([]);
    } finally {
      await other.close();
    }
  });

  test("what they make of a request is looked at again", () => {
    const strange = limited("datasetId", {});
    const { CreateModelRequest } = strange.components!.schemas as Record<string, JsonObject>;
    const property = (name: string, schema: JsonObject) => ({ properties: { [name]: schema } });
    CreateModelRequest!.if = property("trainingConfig", property("provider", { const: "gemini" }));
    CreateModelRequest!.then = property("slug", { maxLength: 30 });
    const { cases } = deriveCases(strange);
    const named = createOwnRequests(describedIn(strange)[0]!, cases, {
      run: "a-run-of-tests",
      absentDataset: "x",
    });
    const minimal = (branch: string) =>
      named.own(
        cases.find(({ id }) => id === `createModel / ${branch} / minimal`)!,
        "x",
      );
    expect(minimal("openai")).toMatchObject({ group: "valid" });
    expect(minimal("gemini")).toBe("With the names of this run the request would not be valid.");
  });

  test("a dataset that the document does not allow is a reason", async () => {
    const grown = limited("datasetId", { format: "uuid" });
    const { cases } = deriveCases(grown);
    const ids = { run: "a-run-of-tests", absentDataset: randomUUID() };
    const settings = { create: "one", datasetId: "my-dataset" } as const;
    const [plan] = planLive(grown, cases, settings, { grep: "lifecycle" }, ids);
    const reasons = plan!.canary.map(({ contractCase }) => contractCase.undecidableOn?.live);
    expect(reasons[0]).toMatch(/OPENPIPE_CONTRACT_DATASET_ID names: "my-dataset"/);
  });
});
