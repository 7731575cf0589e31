import { defineCommand } from "../scripts/lib/command.js";
import { runTool } from "../scripts/lib/run-program.js";

/** What vitest is called with. */
export const suite = ["run", "--project", "contract", "--passWithNoTests"];

export default defineCommand({
  name: "npm run contract",
  description: "Tests every rule of the document on the Prism mock, which it starts itself.",
  options: {},
  passesOn: 'vitest takes the arguments: -t "<id or pattern>", --watch, --reporter, …',
  notes:
    "It never leaves this machine, whatever is in the environment. For a real server: npm run contract:live",
  heedsSignal: true,
  async run({ root, positionals, signal }) {
    const args = [...suite, ...positionals];
    const { exitCode } = await runTool("vitest/vitest.mjs", args, { cwd: root, inherit: true });
    signal.throwIfAborted();
    return exitCode;
  },
});
