import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { defineCommand } from "../lib/command.js";
import { Failure } from "../lib/failure.js";
import { runProgram } from "../lib/run-program.js";

const file = "src/version.ts";

export default defineCommand({
  name: "npm version",
  description: `Carries ${file} along; npm runs this before it commits the new version.`,
  options: {},
  async run({ root }) {
    const { version } = JSON.parse(await readFile(join(root, "package.json"), "utf8"));
    const before = await readFile(join(root, file), "utf8");
    const after = before.replace(/(?<=version = ").*(?=")/, version);
    await writeFile(join(root, file), after);
    const { exitCode, output } = await runProgram("git", ["add", file], { cwd: root });
    if (exitCode !== 0) throw new Failure(`git add ${file} failed:\n${output}`);
  },
});
