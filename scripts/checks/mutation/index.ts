import { relative } from "node:path";
import { defineCommand, givenPath } from "../../lib/command.js";
import { runTool } from "../../lib/run-program.js";

export default defineCommand({
  name: "npm run test:mutation",
  description: "Changes the code in many small ways and counts the changes that no test notices.",
  options: {},
  positionals: {
    name: "<file or pattern> ...",
    description: `what is changed: files of src/ or contract-tests/engine/
(default: all of src/, which takes an hour)`,
    max: Infinity,
  },
  notes: `Fails below a score of 95. Survivors that change nothing that anybody could notice are marked where they
stand: // Stryker disable next-line <kind>: <reason>. The whole list is in reports/mutation/.`,
  heedsSignal: true,
  async run({ root, positionals, signal }) {
    const patterns = positionals.map((one) => relative(root, givenPath(one)).replaceAll("\\", "/"));
    const args = ["run", "scripts/checks/mutation/stryker.json"];
    if (patterns.length > 0) args.push("--mutate", patterns.join(","));
    const options = { cwd: root, inherit: true, env: { STRYKER_TESTS: testsOf(patterns) } };
    const { exitCode } = await runTool("@stryker-mutator/core/bin/stryker.js", args, options);
    signal.throwIfAborted();
    return exitCode;
  },
});

/** The folder whose tests have to notice. */
function testsOf(patterns: string[]): string {
  return patterns.some((one) => one.startsWith("contract-tests")) ? "contract-tests" : "src";
}
