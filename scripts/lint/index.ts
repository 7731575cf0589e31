import { existsSync } from "node:fs";
import { join } from "node:path";
import { defineCommand } from "../lib/command.js";
import { Failure } from "../lib/failure.js";
import { runTool } from "../lib/run-program.js";
import { lint } from "../lib/lint.js";

const folders = ["src", "generated", "contract-tests", "scripts"];

export default defineCommand({
  name: "npm run lint",
  description: "Checks openapi/, the direction of imports, and that every export is used.",
  options: {},
  async run({ root, signal }) {
    // An outdated one will do: what is edited is linted first.
    if (!existsSync(join(root, "generated", "client.ts"))) {
      throw new Failure("generated/ is missing. Run: npm run generate");
    }
    const options = { cwd: root, signal };
    const [document, ...checks] = await Promise.all([
      lint(root),
      runTool("dependency-cruiser/bin/dependency-cruise.mjs", folders, options),
      runTool("knip/bin/knip.js", ["--no-progress"], options),
    ]);
    console.log(document);
    for (const { exitCode, output } of checks) {
      if (exitCode !== 0) throw new Failure(output);
      if (output !== "") console.log(output);
    }
  },
});
