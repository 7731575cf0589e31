import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { serve } from "../../scripts/lib/serve.js";
import { type ReferenceServer, startReferenceServer } from "../reference-server/server.js";
import { passed } from "../engine/report/summary.js";
import type { JsonObject } from "../engine/derive/schema.js";
import { slugPrefix } from "../resources.js";
import { document } from "../test-support/models-api.js";
import { isOurs } from "./remote.js";
import { pace } from "./pace.js";
import { readSettings } from "./settings.js";
import { runAgainst } from "./test-run.js";

let server: ReferenceServer;
beforeEach(async () => {
  server = await startReferenceServer(document);
});
afterEach(() => server.close());

/** A server that takes everything and writes down what it was sent. */
async function startGullible() {
  const received: { method: string; url: string; body: string }[] = [];
  const served = await serve((request, response) => {
    let body = "";
    request.on("data", (chunk) => {
      body += chunk;
    });
    request.on("end", () => {
      received.push({ method: request.method ?? "", url: request.url ?? "", body });
      response.writeHead(200, { "content-type": "application/json" });
      response.end('{"object":"list","data":[]}');
    });
  });
  return { ...served, received };
}

describe("by default", () => {
  test("no create names a dataset that exists, whatever the server accepts", async () => {
    const gullible = await startGullible();
    try {
      const run = await runAgainst(gullible.url, "token", "none", { waits: [] });
      expect(passed(run)).toBe(false);
      const creates = gullible.received.filter(
        ({ method, url }) => method === "POST" && url === "/models",
      );
      expect(creates.length).toBeGreaterThan(500);
      const datasets = creates.flatMap(({ body }) =>
        [...body.matchAll(/datasetId["']:\s*\[?["']([^"']*)/g)].map((m) => m[1]),
      );
      expect(new Set(datasets).size).toBe(1);
      expect(JSON.stringify(document)).not.toContain(datasets[0]);
      const deleted = gullible.received.filter(({ method }) => method === "DELETE");
      for (const { url } of deleted) expect(url).toContain(`/models/${slugPrefix}`);
    } finally {
      await gullible.close();
    }
  });

  test.each<[string, (models: JsonObject[]) => unknown[], string]>([
    ["twice", ([first, second]) => [first, second, second], '"b" twice'],
    [
      "changed before it was created",
      ([first, second]) => [first, { ...second, updated: "2020-01-01T00:00:00Z" }],
      '"2020-01-01T00:00:00Z"',
    ],
  ])("all that is listed is looked at: a model that is there %s", async (_, edit, actual) => {
    server.reset({
      answer(answer, { operationId }) {
        if (operationId !== "listModels") return answer;
        const { data, ...rest } = JSON.parse(answer.body);
        return { ...answer, body: JSON.stringify({ ...rest, data: edit(data) }) };
      },
    });
    for (const slug of ["a", "b"]) {
      const request = { slug, datasetId: "data", trainingConfig: { baseModel: "base" } };
      server.kept("model").store.add(slug, server.kept("model").make(request));
    }
    const run = await runAgainst(server.url, server.token, "none", { grep: "all that is listed" });
    const [violated] = run.results.filter(({ outcome }) => outcome === "violated");
    expect(violated?.violations.map((each) => each.actual)).toEqual([actual]);
  });

  test("valid creates and the lifecycle are skipped with the reason, and not counted as held", async () => {
    const grep = "/minimal|create answers|unknown token/";
    const run = await runAgainst(server.url, server.token, "none", { grep });
    expect(passed(run)).toBe(true);
    const trains = run.results.filter(
      (r) =>
        r.id === "createModel / body / minimal" || r.id.endsWith("create answers the new model"),
    );
    expect(trains).toHaveLength(2);
    for (const { outcome, reason } of trains) {
      expect(outcome).toBe("skipped");
      expect(reason).toMatch("OPENPIPE_CONTRACT_CREATE");
    }
  });
});

test.each([
  ["none", "listModels"],
  ["one", "/lifecycle|openai \\/ sft/"],
  ["all", "gemini"],
] as const)("%s: sends what it announces", async (mode, grep) => {
  let creates = 0;
  server.reset({
    answer(answer, { operationId }) {
      if (operationId === "createModel") creates++;
      return answer;
    },
  });
  // With a model that is there already to be read.
  const request = { slug: "theirs", datasetId: "data", trainingConfig: { baseModel: "base" } };
  server.kept("model").store.add("theirs", server.kept("model").make(request));
  let announced = "";
  const run = await runAgainst(server.url, server.token, mode, {
    grep,
    onLine: (line) => {
      announced ||= line;
    },
  });
  expect(passed(run)).toBe(true);
  // A model that the server refused to make is neither read nor deleted.
  const notMade = run.results.filter(({ reason }) => reason?.endsWith("was not created.")).length;
  const requests = server.requests() + notMade;
  expect(announced).toMatch(new RegExp(`^Requests {2}about ${requests},`, "m"));
  expect(announced).toMatch(new RegExp(`^Creates {3}${creates}\\b`, "m"));
});

test("only models with the prefix are swept or deleted", async () => {
  const own = { id: "customers-model" };
  server.kept("model").store.add("customers-model", own);
  server.kept("model").store.add(`${slugPrefix}old-1`, { id: `${slugPrefix}old-1` });
  const lines: string[] = [];
  await runAgainst(server.url, server.token, "none", {
    grep: "unknown token",
    onLine: (l) => lines.push(l),
  });
  expect(server.kept("model").store.list()).toEqual([own]);
  expect(lines).toContain("Deleted 1 left over from earlier runs.");
  expect(isOurs("customers-model")).toBe(false);
  expect(isOurs(`${slugPrefix}../x`)).toBe(false);
});

describe("ends early with one message", () => {
  test("when the token is wrong", async () => {
    const run = runAgainst(server.url, "wrong-secret", "none");
    await expect(run).rejects.toThrow(/refuses the token in OPENPIPE_API_KEY: 401/);
    await expect(run).rejects.not.toThrow(/wrong-secret/);
    expect(server.requests()).toBe(2);
  });

  test("when the token may only read", async () => {
    server.reset({ authorize: ({ operationId }, right) => right && operationId !== "createModel" });
    await expect(runAgainst(server.url, server.token, "none")).rejects.toThrow(/read-only key/);
  });

  test("when the path is another one", async () => {
    const run = runAgainst(`${server.url}/v2`, server.token, "none");
    await expect(run).rejects.toThrow(/does not look like this API: it answers a list with 404/);
    expect(server.requests()).toBe(2);
  });

  test.each([
    ["a page", { status: 200, headers: {}, body: "<html>Hello</html>" }, /200 <html>Hello/],
    [
      "a redirect that repeats the token",
      { status: 301, headers: { location: "https://elsewhere.example/?key=TOKEN" }, body: "" },
      /301 and a redirect to https:\/\/elsewhere\.example\/\?key=\[redacted\]/,
    ],
    [
      "a redirect with an error's body",
      {
        status: 307,
        headers: { location: "https://elsewhere.example/" },
        body: '{"message":"Moved","code":"MOVED"}',
      },
      /does not look like this API: it answers a list with 307 and a redirect/,
    ],
  ])("when all that is there is %s", async (_, answer, message) => {
    const headers = Object.fromEntries(
      Object.entries(answer.headers).map(([k, v]) => [k, v.replace("TOKEN", server.token)]),
    );
    server.reset({ answer: () => ({ ...answer, headers }) });
    await expect(runAgainst(server.url, server.token, "none")).rejects.toThrow(message);
  });

  test("when nothing listens", async () => {
    const closed = await startReferenceServer(document);
    await closed.close();
    await expect(runAgainst(closed.url, "token", "none")).rejects.toThrow(
      /gave no usable answer: ECONNREFUSED/,
    );
  });
});

test("Retry-After is honoured and requests are paced", async () => {
  let clock = 0;
  const sent: number[] = [];
  const answers = [{ status: 429, headers: { "retry-after": "7" }, body: "" }];
  const send = pace(
    async () => {
      sent.push(clock);
      return answers.shift() ?? { status: 200, headers: {}, body: "" };
    },
    {
      rate: 2,
      repeatable: () => true,
      now: () => clock,
      sleep: async (ms) => {
        clock += ms;
      },
    },
  );
  const request = { method: "GET", url: "http://127.0.0.1/models", headers: {} };
  await send(request);
  await send(request);
  expect(sent).toEqual([0, 7000, 7500]);
});

describe("what was not served is sent again, after growing waits", () => {
  const broken = Object.assign(new Error("socket hang up"), { code: "ECONNRESET" });
  const busy = { status: 429, headers: { "retry-after": "0" }, body: "" };
  const gateway = { status: 502, headers: {}, body: "" };

  test.each([
    [busy, false, [0, 100, 300]],
    [gateway, true, [0, 100, 300]],
    [gateway, false, [0]],
    [broken, true, [0, 100, 300]],
    [broken, false, [0]],
  ])("%o, harmless: %s", async (answer, repeatable, times) => {
    let clock = 0;
    const sent: number[] = [];
    const send = pace(
      async () => {
        sent.push(clock);
        if (sent.length > 2) return { status: 200, headers: {}, body: "" };
        if (answer instanceof Error) throw answer;
        return answer;
      },
      {
        rate: Number.POSITIVE_INFINITY,
        firstWait: 100,
        repeatable: () => repeatable,
        now: () => clock,
        sleep: async (ms) => {
          clock += ms;
        },
      },
    );
    await send({ method: "POST", url: "http://127.0.0.1/models", headers: {} }).catch(() => {});
    expect(sent).toEqual(times);
  });
});

test.each([
  [{ OPENPIPE_API_KEY: "" }, /OPENPIPE_API_KEY is not set/],
  [{ OPENPIPE_BASE_URL: "http://api.example.com" }, /must be https:/],
  [{ OPENPIPE_BASE_URL: "nonsense" }, /no URL/],
  [{ OPENPIPE_CONTRACT_CREATE: "two" }, /must be "one" or "all"/],
  [{ OPENPIPE_CONTRACT_CREATE: "one" }, /needs OPENPIPE_CONTRACT_DATASET_ID/],
  [{ OPENPIPE_CONTRACT_RATE: "0" }, /above 0/],
  [{ OPENPIPE_CONTRACT_MAX_CREATES: "-1" }, /must be a whole number of creates.*not "-1"/],
  [{ OPENPIPE_CONTRACT_MAX_CREATES: "many" }, /must be a whole number of creates.*not "many"/],
  [{ OPENPIPE_CONTRACT_MAX_CREATES: "1.5" }, /must be a whole number of creates.*not "1.5"/],
])("a wrong setting is refused: %o", (env, message) => {
  expect(() => readSettings({ OPENPIPE_API_KEY: "secret", ...env }, document)).toThrow(message);
});
