import { afterAll, beforeAll, expect, test } from "vitest";
import { type MockServer, startMockServer } from "../../scripts/mock/server.js";
import { passed } from "../engine/report/summary.js";
import { document } from "../test-support/models-api.js";
import { prismNote } from "./prism.js";
import { runAgainst } from "./test-run.js";

let mock: MockServer;
beforeAll(async () => {
  mock = await startMockServer({ document });
});
afterAll(() => mock.close());

test.each(["none", "one", "all"] as const)(
  "the mock is told from a server, and accused of nothing that it cannot know: creates %s",
  async (create) => {
    const lines: string[] = [];
    const { results, leftBehind, ...run } = await runAgainst(mock.url, "any-token", create, {
      grep: "/unknown|minimal|lifecycle|listModels/",
      onLine: (line) => lines.push(line),
    });
    expect(lines).toContain(prismNote);
    expect(results.flatMap(({ violations }) => violations)).toEqual([]);
    expect(passed({ results, ...run })).toBe(true);
    expect(leftBehind).toEqual([]);
    const skipped = results.filter(({ outcome }) => outcome === "skipped");
    expect(skipped).toContainEqual(
      expect.objectContaining({ id: "getModel / unknown token", reason: "Prism takes any token." }),
    );
  },
);
