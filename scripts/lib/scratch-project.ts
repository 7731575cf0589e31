import { execFile } from "node:child_process";
import { rmSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { Failure } from "./failure.js";

const exec = promisify(execFile);

/** A throw-away npm project, for what must not become a dependency of this one. */
export interface ScratchProject {
  root: string;
  /** Writes a file below `root` and returns its path. */
  write(name: string, content: string): Promise<string>;
  /** Runs a program in `root` and returns its output. */
  run(command: string, args: string[], env?: Record<string, string>): Promise<string>;
  remove(): Promise<void>;
}

let open: Set<string> | undefined;

/** Scratch projects can be large: Ctrl-C leaves none behind either. */
function removeOnExit(root: string): void {
  if (!open) {
    process.once("exit", () => {
      for (const left of open ?? []) rmSync(left, { recursive: true, force: true });
    });
    for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => process.exit(130));
  }
  open ??= new Set();
  open.add(root);
}

/**
 * Makes the project and installs packages into it; `packages` are npm specifiers with versions.
 *
 * @throws Failure when npm cannot install them; nothing is left behind.
 */
export async function createScratchProject(packages: string[]): Promise<ScratchProject> {
  const root = await mkdtemp(join(tmpdir(), "openpipe-models-scratch-"));
  removeOnExit(root);
  const project: ScratchProject = {
    root,
    write: async (name, content) => {
      const path = join(root, name);
      await writeFile(path, content);
      return path;
    },
    run: async (command, args, env = {}) => {
      const options = { cwd: root, env: { ...process.env, ...env }, timeout: 120_000 };
      try {
        const { stdout, stderr } = await exec(command, args, options);
        return stdout + stderr;
      } catch (error) {
        const { stdout, stderr, message } = error as Error & { stdout?: string; stderr?: string };
        throw new Failure(
          `${[command, ...args].join(" ")} failed:\n${(stdout || "") + (stderr || "") || message}`,
        );
      }
    },
    remove: async () => {
      await rm(root, { recursive: true, force: true });
      open?.delete(root);
    },
  };
  try {
    await project.write("package.json", JSON.stringify({ private: true, type: "module" }));
    if (packages.length > 0) {
      // Said outright, because \`npm run --silent\` would silence this npm's errors too.
      const flags = [
        "--no-audit",
        "--no-fund",
        "--save-exact",
        "--loglevel=error",
        "--engine-strict=false",
      ];
      await project.run("npm", ["install", ...flags, ...packages]);
    }
    return project;
  } catch (error) {
    await project.remove();
    throw error;
  }
}
