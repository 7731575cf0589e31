import { defineCommand } from "../lib/command.js";
import { Failure } from "../lib/failure.js";
import { runTool } from "../lib/run-program.js";

export default defineCommand({
  name: "npm run format",
  description: "Formats every file.",
  options: {
    check: { type: "boolean", description: "write nothing; fail if a file would change" },
  },
  async run({ root, values, signal }) {
    const args = [values.check ? "--check" : "--write", "--cache", "--log-level", "warn", "."];
    const { exitCode, output } = await runTool("prettier/bin/prettier.cjs", args, {
      cwd: root,
      signal,
    });
    if (exitCode !== 0) throw new Failure(`${output}\n\nRun: npm run format`);
  },
});
