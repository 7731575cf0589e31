import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Failure } from "./failure.js";
import { runProgram } from "./run-program.js";
import { createTemporaryFolder } from "./temporary-folder.js";

/** A throw-away npm project, for what must not become a dependency of this one. */
export interface ScratchProject {
  root: string;
  /** Writes a file below `root` and returns its path. */
  write(name: string, content: string): Promise<string>;
  /** Runs a program in `root` and returns its output. */
  run(command: string, args: string[], env?: Record<string, string>): Promise<string>;
  remove(): Promise<void>;
}

// Said outright, because `npm run --silent` would silence this npm's errors too.
const installing = ["--no-audit", "--no-fund", "--save-exact", "--loglevel=error"];

/**
 * Makes the project and installs packages into it; `packages` are npm specifiers with versions.
 *
 * @throws Failure when npm cannot install them; nothing is left behind.
 */
export async function createScratchProject(packages: string[]): Promise<ScratchProject> {
  const { path: root, remove } = await createTemporaryFolder("scratch", (path) =>
    install(path, packages),
  );
  return {
    root,
    write: async (name, content) => {
      const path = join(root, name);
      await writeFile(path, content);
      return path;
    },
    run: (command, args, env) => runOrFail(root, command, args, env),
    remove,
  };
}

async function install(root: string, packages: string[]): Promise<void> {
  const manifest = { private: true, type: "module" };
  await writeFile(join(root, "package.json"), JSON.stringify(manifest));
  if (packages.length === 0) return;
  await runOrFail(root, "npm", ["install", ...installing, "--engine-strict=false", ...packages]);
}

async function runOrFail(
  cwd: string,
  command: string,
  args: string[],
  env: Record<string, string> = {},
): Promise<string> {
  const { exitCode, output } = await runProgram(command, args, { cwd, env, timeout: 120_000 });
  if (exitCode !== 0) throw new Failure(`${[command, ...args].join(" ")} failed:\n${output}`);
  return output;
}
