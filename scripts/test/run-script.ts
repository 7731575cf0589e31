import { type Finished, runCommandFile } from "../lib/run-program.js";

/** Runs a command of package.json by its file, with `root` as the project and where one stands. */
export function runScript(
  file: string,
  args: string[] = [],
  { root = process.cwd(), env = {} }: { root?: string; env?: Record<string, string> } = {},
): Promise<Finished> {
  return runCommandFile(file, args, { cwd: root, env: { INIT_CWD: root, ...env } });
}
