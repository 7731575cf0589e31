import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { defineCommand } from "../lib/command.js";
import { Failure } from "../lib/failure.js";
import { runTool } from "../lib/run-program.js";

export default defineCommand({
  name: "npm run typecheck",
  description: "Compiles everything, and src/ as strictly as its users may, without writing.",
  options: {},
  needsGenerated: true,
  async run({ root, signal }) {
    const memory = join(root, "node_modules/.cache/typecheck");
    await mkdir(memory, { recursive: true });
    const problems = await typecheck(root, memory, signal);
    if (problems !== "") throw new Failure(problems);
    console.log("No type error.");
  },
});

/**
 * Compiles the whole project, and `src/` by its own rules.
 *
 * @param memory A folder for what the compiler has learnt, for the next time.
 * @param signal Ends the compiler.
 * @returns The compiler's messages; "" if there are none.
 */
export async function typecheck(
  root: string,
  memory: string,
  signal: AbortSignal,
): Promise<string> {
  const outputs = await Promise.all(
    [".", "src"].map((project) =>
      compile(root, project, join(memory, `${project === "." ? "all" : project}.json`), signal),
    ),
  );
  const lines = outputs.flatMap((output) => output.split("\n")).filter(Boolean);
  return [...new Set(lines)].join("\n");
}

async function compile(root: string, project: string, memory: string, signal: AbortSignal) {
  const args = ["-p", project, "--pretty", "false", "--incremental", "--tsBuildInfoFile", memory];
  const { exitCode, output } = await runTool("typescript/bin/tsc", args, { cwd: root, signal });
  return exitCode === 0 ? "" : output || `tsc ended with exit code ${exitCode}.`;
}
