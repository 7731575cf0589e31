import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

// Ctrl-C reaches the children too: let them end, then clean up and report as usual.
process.on("SIGINT", () => {});

const projects = ["unit", "types", "contract"].map((name) => `--project=${name}`);
const checks = ["generate:check", "lint", "typecheck"];

// At the same time, because neither alone keeps two cores busy.
const [tests, ...results] = await Promise.all([runVitest(), ...checks.map(runCheck)]);
for (const { line } of results) console.log(line);

const held = results.filter(({ holds }) => holds).length;
const passed = held + tests.passed;
const failed = results.length - held + tests.failed;
console.log(
  `${passed} passed, ${failed} failed${tests.skipped ? `, ${tests.skipped} skipped` : ""}`,
);
process.exitCode = failed > 0 ? 1 : 0;

/** Runs one npm script and reports it in a line, and with all that it said if it failed. */
async function runCheck(script: string): Promise<{ holds: boolean; line: string }> {
  const { exitCode, output } = await run("npm", ["run", "--silent", script], "pipe");
  return exitCode === 0
    ? { holds: true, line: `✔ npm run ${script}` }
    : { holds: false, line: `✘ npm run ${script}\n\n${output.trim()}\n` };
}

/** Runs unit, type and contract tests; a run that breaks off counts as a failure. */
async function runVitest(): Promise<{ passed: number; failed: number; skipped: number }> {
  const scratch = await mkdtemp(join(tmpdir(), "openpipe-models-test-"));
  const report = join(scratch, "vitest.json");
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  try {
    const { exitCode } = await run(
      "npm",
      ["run", "--silent", "test:vitest", "--", ...projects, ...reporters],
      "inherit",
    );
    const counts = await readCounts(report);
    if (!counts) return { passed: 0, failed: 1, skipped: 0 };
    // Vitest also fails on what belongs to no test, such as an unhandled rejection.
    const failed = exitCode !== 0 && counts.failed === 0 ? 1 : counts.failed;
    return { ...counts, failed };
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
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

function run(
  command: string,
  args: string[],
  stdio: "pipe" | "inherit",
): Promise<{ exitCode: number; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: ["ignore", stdio, stdio] });
    let output = "";
    const collect = (chunk: Buffer) => {
      output += chunk.toString();
    };
    child.stdout?.on("data", collect);
    child.stderr?.on("data", collect);
    child.on("error", (error) => resolve({ exitCode: 1, output: error.message }));
    child.on("close", (code) => resolve({ exitCode: code ?? 1, output }));
  });
}
