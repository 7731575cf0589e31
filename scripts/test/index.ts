import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { defineCommand } from "../lib/command.js";
import { runCommandFile, runTool } from "../lib/run-program.js";
import { withTemporaryFolder } from "../lib/temporary-folder.js";

const projects = ["unit", "contract"].map((name) => `--project=${name}`);
const checks = {
  "generate -- --check": ["scripts/generate/index.ts", "--check"],
  lint: ["scripts/lint/index.ts"],
  typecheck: ["scripts/lint/typecheck.ts"],
};

export default defineCommand({
  name: "npm test",
  description: "Proves the generated code, the types, the client and the contract tests.",
  options: {},
  needsGenerated: true,
  notes: `Runs vitest, and beside it ${Object.keys(checks).join(", ")}.
Some tests alone: npx vitest run <path>. Everything else: npm run test:all`,
  // The children get Ctrl-C too: let them end.
  heedsSignal: true,
  async run({ root, signal }) {
    // At the same time, because neither alone keeps two cores busy.
    const [tests, ...results] = await Promise.all([
      runVitest(root),
      ...Object.entries(checks).map(([name, [file, ...args]]) => runCheck(root, name, file!, args)),
    ]);
    signal.throwIfAborted();
    for (const { line } of results) console.log(line);
    const held = results.filter(({ holds }) => holds).length;
    const failed = results.length - held + tests.failed;
    const skipped = tests.skipped ? `, ${tests.skipped} skipped` : "";
    console.log(`${held + tests.passed} passed, ${failed} failed${skipped}`);
    return failed > 0 ? 1 : 0;
  },
});

/** Runs one command and reports it in a line, and with all that it said if it failed. */
async function runCheck(root: string, name: string, file: string, args: string[]) {
  const { exitCode, output } = await runCommandFile(file, args, { cwd: root });
  return exitCode === 0
    ? { holds: true, line: `✔ npm run ${name}` }
    : { holds: false, line: `✘ npm run ${name}\n\n${output}\n` };
}

/** Runs unit and contract tests; a run that breaks off counts as a failure. */
function runVitest(root: string) {
  return withTemporaryFolder("test", async (scratch) => {
    const report = join(scratch, "vitest.json");
    const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
    const args = ["run", ...projects, ...reporters];
    const { exitCode } = await runTool("vitest/vitest.mjs", args, { cwd: root, inherit: true });
    const counts = await readCounts(report);
    if (!counts) return { passed: 0, failed: 1, skipped: 0 };
    // Vitest also fails on what belongs to no test, such as an unhandled rejection.
    const failed = exitCode !== 0 && counts.failed === 0 ? 1 : counts.failed;
    return { ...counts, failed };
  });
}

async function readCounts(report: string) {
  try {
    const json = JSON.parse(await readFile(report, "utf8"));
    return {
      passed: json.numPassedTests as number,
      // A test file that cannot be loaded has no tests to count.
      failed: Math.max(json.numFailedTests, json.success ? 0 : 1) as number,
      skipped: (json.numPendingTests + json.numTodoTests) as number,
    };
  } catch {
    return undefined;
  }
}
