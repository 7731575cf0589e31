import { describe, expect, test } from "vitest";
import { groupViolations } from "../report/group.js";
import { countOutcomes, passed } from "../report/summary.js";
import { independentToken, startIndependentServer } from "./independent-server.js";
import { runAgainst } from "./test-run.js";

/** A server that nobody here wrote for these tests, but for one thing that it does wrong. */
async function verdictOn(deviation?: string, datasets: string[] = ["my-dataset"]) {
  const server = await startIndependentServer({
    datasets,
    ...(deviation !== undefined && { deviation }),
  });
  try {
    const run = await runAgainst(server.url, independentToken, "all");
    return { run, left: [...server.models.keys()] };
  } finally {
    await server.close();
  }
}

test("a conforming server that this project does not know passes, and nothing is left on it", async () => {
  const { run, left } = await verdictOn();
  expect(groupViolations(run.results).map(({ first }) => first)).toEqual([]);
  expect(passed(run)).toBe(true);
  expect(countOutcomes(run).held).toBeGreaterThan(900);
  expect(left).toEqual([]);
});

describe("a single deviation is found and named", () => {
  test.each([
    ["takes any media type", /media type text\/plain/],
    ["fails on malformed JSON", /no server error.*malformed JSON/s],
    ["converts numeric strings", /sft_hyperparameters\.\w+ \/ numeric string/],
    ["ignores unknown properties", /unknown property/],
    [
      "ignores the preference switch",
      /\/then\/.*accepted|preference_hyperparameters.*enable_preference_tuning/s,
    ],
    ["refuses negative temperatures", /defaultTemperature \/ negative/],
    ["takes a slug twice", /a taken slug is refused/],
    ["echoes another dataset", /openpipe\/datasetId/],
    ["drops a price", /chatOut/],
    ["adds a property", /region/],
    ["answers 201", /undocumented status 201/],
    ["lists nothing", /a created model is listed/],
    ["deletes what is not there", /deleteModel \/ unknown resource/],
    ["keeps what is deleted", /a deleted model is not readable/],
    ["lets anybody list", /listModels \/ no Authorization header/],
    ["has its own 401", /the body is as documented.*#\/components\/schemas\/ErrorResponse/s],
  ])("%s", async (deviation, named) => {
    const { run } = await verdictOn(deviation);
    expect(passed(run)).toBe(false);
    const report = groupViolations(run.results)
      .map(({ rule, first, caseIds, pointers }) =>
        [rule, first.cause, first.expected, first.actual, ...caseIds, ...pointers].join("\n"),
      )
      .join("\n\n");
    expect(report).toMatch(named);
  });
});
