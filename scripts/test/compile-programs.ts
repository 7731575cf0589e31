import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { runTool } from "../lib/run-program.js";

const root = process.cwd();

/** What the compiler says of programs that use the client, under strict settings: nothing, if all is well. */
export async function compilePrograms(programs: string[], folder: string): Promise<string> {
  await mkdir(folder);
  const config = {
    extends: join(root, "src/tsconfig.json"),
    compilerOptions: {
      paths: {
        "openpipe-models": [join(root, "src/index.ts")],
        "openpipe-models/testing": [join(root, "src/testing.ts")],
      },
    },
    include: ["*.mts"],
  };
  await writeFile(join(folder, "tsconfig.json"), JSON.stringify(config));
  for (const [index, source] of programs.entries()) {
    await writeFile(join(folder, `program-${index}.mts`), source);
  }
  return (await runTool("typescript/bin/tsc", ["-p", folder], { cwd: root })).output;
}
