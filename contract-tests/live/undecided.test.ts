import type http from "node:http";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { serve } from "../../scripts/lib/serve.js";
import type { JsonObject } from "../engine/derive/schema.js";
import type { Deviation } from "../reference-server/deviation.js";
import { type ReferenceServer, startReferenceServer } from "../reference-server/server.js";
import { groupViolations } from "../engine/report/group.js";
import { countOutcomes, passed } from "../engine/report/summary.js";
import { renderText } from "../engine/report/text.js";
import { document } from "../test-support/models-api.js";
import { runAgainst, type TestRunOptions } from "./test-run.js";

let server: ReferenceServer;
beforeAll(async () => {
  server = await startReferenceServer(document);
});
afterAll(() => server.close());
beforeEach(() => {
  server.reset();
  addTheirs("a-colleagues");
});

function addTheirs(slug: string): void {
  const request = { slug, datasetId: "data", trainingConfig: { baseModel: "base" } };
  server.kept("model").store.add(slug, server.kept("model").make(request));
}

/** What stands between the run and the server; whether it has answered the nth request itself. */
type Gateway = (
  response: http.ServerResponse,
  number: number,
  request: http.IncomingMessage,
) => boolean;

/** A run through a gateway, with what it found. */
async function runThrough(
  gateway: Gateway,
  options: TestRunOptions = {},
  compress?: (body: Buffer) => Buffer,
) {
  let number = 0;
  const proxy = await serve((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.once("end", async () => {
      if (gateway(response, ++number, request)) return;
      const { pathname, origin } = new URL(server.url);
      const answer = await fetch(origin + pathname + request.url, {
        method: request.method!,
        headers: request.headers as Record<string, string>,
        ...(chunks.length > 0 && { body: Buffer.concat(chunks) }),
      });
      const body = Buffer.from(await answer.arrayBuffer());
      response.writeHead(answer.status, {
        "content-type": answer.headers.get("content-type") ?? "",
        ...(compress && { "content-encoding": "gzip" }),
      });
      response.end(compress?.(body) ?? body);
    });
  });
  try {
    return await verdict(proxy.url, options);
  } finally {
    await proxy.close();
  }
}

async function verdict(url: string, options: TestRunOptions) {
  const run = await runAgainst(url, server.token, "all", {
    grep: "/lifecycle . model . (body|openai|gemini|a slug)|a listed model|minimal/",
    ...options,
  });
  const undecided = run.results.filter(({ outcome }) => outcome === "undecided");
  const broken = groupViolations(run.results).map(
    ({ first }) => `${first.caseId}: ${first.actual}`,
  );
  return { run, broken, undecided, reasons: undecided.map(({ reason }) => reason).join("\n") };
}

const runOn = (deviation: Deviation, options: TestRunOptions = {}) => {
  server.reset(deviation);
  addTheirs("a-colleagues");
  return verdict(server.url, options);
};

/** After the canary, every so many requests. */
const every = (count: number, number: number) => number > 12 && number % count === 0;

describe("a gateway between, now and then", () => {
  test.each<[string, Gateway]>([
    ["answers 502", (response) => !!response.writeHead(502).end("<html>Bad gateway</html>")],
    ["answers 503", (response) => !!response.writeHead(503, { "retry-after": "0" }).end()],
    ["breaks the connection", (response) => !!response.destroy()],
  ])("%s: nobody is accused", async (_, fault) => {
    const seen: Record<string, number> = {};
    const { run, broken, undecided } = await runThrough((response, number, request) => {
      // Counted by method: a fault that meets GETs only leaves nothing undecided.
      const ofMethod = (seen[request.method!] = (seen[request.method!] ?? 0) + 1);
      return number > 12 && ofMethod % 5 === 0 && fault(response, number, request);
    });
    expect(broken).toEqual([]);
    expect(run.leftBehind).toEqual([]);
    expect(passed(run)).toBe(true);
    expect(undecided.length).toBeGreaterThan(0);
    expect(passed({ ...run, strict: true })).toBe(false);
    expect(renderText(run, { colors: false })).toMatch(
      /Undecided, \d+ cases?: (A gateway|The conn)/,
    );
  });

  test("asks to wait no time at all: everything is decided", async () => {
    const { broken, undecided } = await runThrough((response, number) => {
      return every(5, number) && !!response.writeHead(429, { "retry-after": "0" }).end();
    });
    expect({ broken, undecided }).toEqual({ broken: [], undecided: [] });
  });

  test("leaves open what became of a model whose delete it did not pass on", async () => {
    let deletes = 0;
    const { run, broken, undecided } = await runThrough(
      (response, _, { method, headers, url }) => {
        const isRight = headers.authorization === `Bearer ${server.token}`;
        const isDelete =
          method === "DELETE" && isRight && /\/openpipe-models-contract-r\w+-\d+$/.test(url!);
        return isDelete && ++deletes === 2 && !!response.writeHead(504).end();
      },
      { grep: "lifecycle" },
    );
    expect(broken).toEqual([]);
    expect(undecided.map(({ id }) => id.replace(/.* \/ /, ""))).toEqual([
      "delete says which model it deleted",
      "a deleted model is not readable",
      "a deleted model is not listed",
      "a deleted model cannot be deleted again",
    ]);
    expect(run.leftBehind).toEqual([]);
  });

  test("loses the answer to a create or a delete that it passed on: nobody is accused", async () => {
    let creates = 0;
    const { run, broken, undecided } = await runOn({
      answer: (answer, { operationId }) =>
        operationId === "createModel" && answer.status === 200 && ++creates % 3 === 0
          ? { ...answer, status: 504, body: "<html>Timeout</html>" }
          : answer,
    });
    expect(broken).toEqual([]);
    expect(undecided.length).toBeGreaterThan(0);
    expect(run.leftBehind).toEqual([]);

    let deletes = 0;
    const lost = await runThrough((response, number, { method, headers, url }) => {
      if (method !== "DELETE" || number < 12 || ++deletes % 3 > 0) return false;
      const { origin, pathname } = new URL(server.url);
      const { authorization = "" } = headers;
      void fetch(origin + pathname + url, { method, headers: { authorization } }).then(() =>
        response.destroy(),
      );
      return true;
    });
    expect(lost.broken).toEqual([]);
    expect(lost.undecided.length).toBeGreaterThan(0);
    expect(lost.run.leftBehind).toEqual([]);
  });

  test("does not hide what is broken", async () => {
    server.reset({ create: ({ pricing: _, ...model }) => model });
    const { broken } = await runThrough(
      (response, number) => every(7, number) && !!response.writeHead(502).end(),
    );
    expect(broken.join()).toContain("create answers the new model");
  });
});

describe("a colleague", () => {
  const during = (change: () => void): Deviation => {
    let seen = 0;
    return {
      answer(answer, { operationId }) {
        if (operationId === "createModel" && ++seen === 2) change();
        return answer;
      },
    };
  };

  test("who deletes or renames a model leaves the rule about others undecided", async () => {
    for (const change of [
      () => server.kept("model").store.remove("a-colleagues"),
      () => server.kept("model").store.remove("a-colleagues") && addTheirs("renamed"),
    ]) {
      const { run, broken, undecided, reasons } = await runOn(during(change));
      expect(broken).toEqual([]);
      expect(undecided.map(({ id }) => id)).toEqual([
        "lifecycle / the models of others are still there",
      ]);
      expect(reasons).toContain("a-colleagues");
      expect(passed(run)).toBe(true);
    }
  });

  test("who creates a model changes nothing", async () => {
    const { broken, undecided } = await runOn(during(() => addTheirs("another")));
    expect({ broken, undecided }).toEqual({ broken: [], undecided: [] });
  });

  test("who changes the listed model while it is read", async () => {
    const rename = (body: string) => JSON.stringify({ ...JSON.parse(body), name: "new" });
    let lists = 0;
    const { broken, undecided } = await runOn({
      answer(answer, { operationId, slug, store }) {
        if (operationId === "listModels" && ++lists === 1) {
          Object.assign(store.get("a-colleagues")!, { name: "new" });
          return answer;
        }
        return operationId === "getModel" && slug === "a-colleagues"
          ? { ...answer, body: rename(answer.body) }
          : answer;
      },
    });
    expect({ broken, undecided }).toEqual({ broken: [], undecided: [] });
  });
});

test("a list that is behind is read again, and one that stays wrong is broken", async () => {
  const behind = (ms: number): Deviation => {
    let shown: { at: number; list: JsonObject[] }[] = [];
    return {
      store(right) {
        const note = () => void shown.push({ at: performance.now(), list: right.list() });
        return {
          ...right,
          add: (slug, model) => (right.add(slug, model), note()),
          remove: (slug) => [right.remove(slug), note()][0] as boolean,
          list() {
            const old = shown.filter(({ at }) => at < performance.now() - ms);
            shown = shown.slice(Math.max(0, old.length - 1));
            return old.at(-1)?.list ?? [];
          },
        };
      },
    };
  };
  const { broken, undecided, run } = await runOn(behind(25), {
    grep: "lifecycle",
    waits: [5, 10, 20, 40],
  });
  expect({ broken, undecided, left: run.leftBehind }).toEqual({
    broken: [],
    undecided: [],
    left: [],
  });
  const { broken: never } = await runOn(behind(60_000), { grep: "lifecycle" });
  expect(never.join()).toContain("a created model is listed");
});

test("a read that is behind keeps nothing back from the look at what is left", async () => {
  const removed = new Map<string, { model: JsonObject; at: number }>();
  const { broken, run } = await runOn(
    {
      store: (right) => ({
        ...right,
        get(slug) {
          const { model, at = 0 } = removed.get(slug) ?? {};
          return right.get(slug) ?? (performance.now() - at < 150 ? model : undefined);
        },
        remove(slug) {
          const model = right.get(slug);
          if (model) removed.set(slug, { model, at: performance.now() });
          return right.remove(slug);
        },
      }),
    },
    { grep: "minimal", waits: Array<number>(10).fill(50) },
  );
  expect({ broken, left: run.leftBehind }).toEqual({ broken: [], left: [] });
});

describe("what a server need not have", () => {
  const sent: string[][] = [];
  const choosy: Deviation = {
    answer(answer, { operationId, body }) {
      if (operationId !== "createModel" || answer.status !== 200) return answer;
      const { trainingConfig = {}, pruningRuleIds = [] } = body as {
        trainingConfig?: JsonObject;
        pruningRuleIds?: string[];
      };
      const tunes =
        trainingConfig.enable_preference_tuning && trainingConfig.baseModel !== "tunable";
      sent.push(pruningRuleIds);
      const prunes = pruningRuleIds.some((id) => id !== "real-rule");
      if (!tunes && !prunes) return answer;
      server.kept("model").store.remove(String((body as JsonObject).slug));
      const message = "No such thing here";
      const refusal = prunes ? { message, code: "NOT_FOUND" } : { message, code: "BAD_REQUEST" };
      return { ...answer, status: prunes ? 404 : 400, body: JSON.stringify(refusal) };
    },
  };
  const grep = "/createModel . (openpipe . enable_pref|pruningRuleIds)/";

  test("is undecided where it is refused", async () => {
    const { run, broken, reasons } = await runOn(choosy, { grep });
    expect(broken).toEqual([]);
    expect(reasons).toContain("OPENPIPE_CONTRACT_PREFERENCE_MODEL");
    expect(reasons).toContain("OPENPIPE_CONTRACT_PRUNING_RULE_ID");
    expect(passed(run)).toBe(true);
  });

  test("is decided where settings name it", async () => {
    const env = {
      OPENPIPE_CONTRACT_PREFERENCE_MODEL: "tunable",
      OPENPIPE_CONTRACT_PRUNING_RULE_ID: "real-rule",
    };
    const { run, broken, undecided } = await runOn(choosy, { grep, env });
    expect({ broken, undecided }).toEqual({ broken: [], undecided: [] });
    expect(countOutcomes(run).held).toBeGreaterThan(3);
    expect(sent).toContainEqual(["real-rule", "real-rule"]);
    const { broken: refused } = await runOn(choosy, {
      grep,
      env: { ...env, OPENPIPE_CONTRACT_PRUNING_RULE_ID: "not-the-one" },
    });
    expect(refused.join()).toContain("pruningRuleIds");
  });
});

describe("what the document does not say accuses nobody", () => {
  test("the order of lists in a model", async () => {
    const { broken } = await runOn({
      answer(answer, { operationId }) {
        if (operationId !== "getModel" || answer.status !== 200) return answer;
        const model = JSON.parse(answer.body) as { capabilities: string[] };
        model.capabilities.reverse();
        return { ...answer, body: JSON.stringify(model) };
      },
    });
    expect(broken).toEqual([]);
  });

  test("compressed answers that nobody asked for", async () => {
    const { broken } = await runThrough(() => false, {}, gzipSync);
    expect(broken).toEqual([]);
  });

  const like = (slug: string) =>
    server
      .kept("model")
      .store.list()
      .map(({ id }) => String(id))
      .find((id) => id.toLowerCase() === slug.toLowerCase()) ?? slug;

  test("slugs whose case does not matter, for all operations alike", async () => {
    const { broken, undecided } = await runOn({
      store: (right) => ({
        ...right,
        get: (slug) => right.get(like(slug)),
        isTaken: (slug) => right.isTaken(like(slug)),
        remove: (slug) => right.remove(like(slug)),
      }),
      answer: (answer, { operationId, slug }) => {
        if (operationId !== "deleteModel" || answer.status !== 200) return answer;
        return { ...answer, body: JSON.stringify({ ...JSON.parse(answer.body), id: slug }) };
      },
    });
    expect({ broken, undecided }).toEqual({ broken: [], undecided: [] });
  });

  test.each<[string, Deviation]>([
    ["delete", { store: (right) => ({ ...right, remove: (slug) => right.remove(like(slug)) }) }],
    ["read", { store: (right) => ({ ...right, get: (slug) => right.get(like(slug)) }) }],
  ])("but a %s alone that ignores the case is broken", async (_, deviation) => {
    const { broken } = await runOn(deviation, { grep: "lifecycle" });
    expect(broken.join()).toContain("a read and a delete take another case alike");
  });
});
