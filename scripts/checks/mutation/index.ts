import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { defineCommand, givenPath } from "../../lib/command.js";
import { UsageFailure } from "../../lib/failure.js";
import { runTool } from "../../lib/run-program.js";
import { equivalent } from "./equivalent.js";
import { percentageOf, type Report, scoreOf } from "./score.js";

/** In percent. */
const wanted = 95;

export default defineCommand({
  name: "npm run test:mutation",
  description: "Changes the code in many small ways and counts the changes that no test notices.",
  options: {},
  positionals: {
    name: "<file or pattern> ...",
    description: `what is changed: files of src/ or contract-tests/engine/
(default: all of src/, which takes half an hour)`,
    max: Infinity,
  },
  notes: `Fails below a score of ${wanted}. Survivors that nobody could notice stand, each with its reason, in
scripts/checks/mutation/equivalent.ts; an entry that no survivor needs any more fails, too. Everything else
is in reports/mutation/. In the engine of the contract tests, those who have to notice are the tests beside
what is changed, where there are any.`,
  needsGenerated: true,
  heedsSignal: true,
  async run({ root, positionals, signal }) {
    const patterns = positionals.map((one) => relative(root, givenPath(one)).replaceAll("\\", "/"));
    const missing = patterns.find((one) => !/[*?{[]/.test(one) && !existsSync(join(root, one)));
    if (missing) throw new UsageFailure(`There is no file ${missing}.`);
    const args = ["run", "scripts/checks/mutation/stryker.json"];
    // What is given goes before the exceptions in the settings, so they are repeated.
    if (patterns.length > 0) args.push("--mutate", [...patterns, ...exceptions].join(","));
    // Far from UTC, so that a local time taken for UTC is noticed.
    const env = {
      STRYKER_TESTS: testsOf(patterns),
      STRYKER_FOLDERS: patterns.map((one) => dirname(one)).join(),
      TZ: "Asia/Tokyo",
    };
    const options = { cwd: root, inherit: true, env };
    const { exitCode } = await runTool("@stryker-mutator/core/bin/stryker.js", args, options);
    signal.throwIfAborted();
    if (exitCode !== 0) return exitCode;
    return judge(JSON.parse(await readFile(join(root, "reports/mutation/report.json"), "utf8")));
  },
});

// Without braces: Stryker takes a comma for the end of a pattern.
const exceptions = ["!**/*.test.ts", "!**/*.test-d.ts", "!src/**/test-support/**"];

/** The folder whose tests have to notice. */
function testsOf(patterns: string[]): string {
  return patterns.some((one) => one.startsWith("contract-tests")) ? "contract-tests" : "src";
}

/** Prints the score of each folder and of all. */
function judge(report: Report): number {
  const { scores, outdated } = scoreOf(report, equivalent);
  const total = { folder: "all", tried: 0, survived: 0 };
  for (const { tried, survived } of scores) {
    total.tried += tried;
    total.survived += survived;
  }
  console.log("\nWithout the changes in scripts/checks/mutation/equivalent.ts:");
  for (const score of [...scores, total]) {
    const { folder, tried, survived } = score;
    console.log(
      `${percentageOf(score).toFixed(1).padStart(5)} %  ${folder} (${survived} of ${tried} survived)`,
    );
  }
  for (const { file, line, becomes } of outdated) {
    console.error(
      `equivalent.ts: no survivor needs "${line}" → "${becomes}" of ${file}: remove it.`,
    );
  }
  return percentageOf(total) < wanted || outdated.length > 0 ? 1 : 0;
}
