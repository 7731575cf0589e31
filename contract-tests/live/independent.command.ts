import { describe, expect, test } from "vitest";
import { groupViolations } from "../engine/report/group.js";
import { countOutcomes, passed } from "../engine/report/summary.js";
import { independentToken, startIndependentServer } from "./independent-server.js";
import { runAgainst } from "./test-run.js";

/** A server that nobody here wrote for these tests, but for one thing that it does wrong. */
async function verdictOn(deviation?: string, grep?: string) {
  const server = await startIndependentServer({
    datasets: ["my-dataset"],
    ...(deviation !== undefined && { deviation }),
  });
  try {
    await createForOthers(server.url);
    const run = await runAgainst(server.url, independentToken, "all", { ...(grep && { grep }) });
    return { run, left: [...server.models.keys()] };
  } finally {
    await server.close();
  }
}

/** A model that is none of the tests'. */
async function createForOthers(url: string): Promise<void> {
  const trainingConfig = { provider: "openai", baseModel: "gpt-4.1-2025-04-14" };
  await fetch(`${url}/models`, {
    method: "POST",
    headers: { Authorization: `Bearer ${independentToken}`, "Content-Type": "application/json" },
    body: JSON.stringify({ slug: "somebody-elses", datasetId: "my-dataset", trainingConfig }),
  });
}

test("a conforming server that this project does not know passes, and keeps only what it had", async () => {
  const { run, left } = await verdictOn();
  expect(groupViolations(run.results).map(({ first }) => first)).toEqual([]);
  expect(passed(run)).toBe(true);
  expect(countOutcomes(run).held).toBeGreaterThan(900);
  expect(left).toEqual(["somebody-elses"]);
});

describe("a single deviation is found and named", () => {
  // The verdict above was on all cases; these are the ones that can show the deviation.
  test.each([
    ["takes any media type", "media type", /media type text\/plain/],
    ["fails on malformed JSON", "malformed", /no server error.*malformed JSON/s],
    ["converts numeric strings", "numeric string", /sft_hyperparameters\.\w+ \/ numeric string/],
    ["ignores unknown properties", "unknown property", /body \/ unknown property/],
    [
      "ignores the preference switch",
      "preference_hyperparameters",
      /\/then\/.*accepted|preference_hyperparameters.*enable_preference_tuning/s,
    ],
    ["refuses negative temperatures", "defaultTemperature", /defaultTemperature \/ negative/],
    ["takes a slug twice", "lifecycle", /a taken slug is refused/],
    ["finds slugs in any case", "lifecycle", /a deleted model is not readable/],
    ["finds slugs by their beginning", "lifecycle", /beginning of its slug names no model/],
    ["deletes the oldest, too", "lifecycle", /models of others are still there/],
    ["echoes another dataset", "lifecycle", /openpipe\/datasetId/],
    ["echoes other settings", "num_epochs / 1", /echo of \/openpipe\/hyperparameters/],
    ["drops a price", "minimal", /chatOut/],
    ["adds a property", "minimal", /region/],
    ["answers 201", "minimal", /undocumented status 201/],
    ["lists nothing", "lifecycle", /a created model is listed/],
    ["deletes what is not there", "unknown resource", /deleteModel \/ unknown resource/],
    ["keeps what is deleted", "lifecycle", /a deleted model is not readable/],
    ["lets anybody list", "listModels", /listModels \/ no Authorization header/],
    [
      "has its own 401",
      "unknown token",
      /the body is as documented.*#\/components\/schemas\/ErrorResponse/s,
    ],
  ])("%s", async (deviation, grep, named) => {
    const { run } = await verdictOn(deviation, grep);
    expect(passed(run)).toBe(false);
    const report = groupViolations(run.results)
      .map(({ rule, first, caseIds, pointers }) =>
        [rule, first.cause, first.expected, first.actual, ...caseIds, ...pointers].join("\n"),
      )
      .join("\n\n");
    expect(report).toMatch(named);
  });
});
