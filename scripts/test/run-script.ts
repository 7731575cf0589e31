import { execFile } from "node:child_process";

/** What a finished script left behind. */
export interface ScriptResult {
  exitCode: number;
  /** Standard output, then standard error. */
  output: string;
}

/** Runs a TypeScript entry point as the npm scripts do, with `root` as the project. */
export function runScript(
  script: string,
  args: string[] = [],
  { root = process.cwd(), env = {} }: { root?: string; env?: Record<string, string> } = {},
): Promise<ScriptResult> {
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      ["--import", "tsx", script, ...args],
      { cwd: root, env: { ...process.env, ...env } },
      (_, stdout, stderr) => resolve({ exitCode: child.exitCode ?? 1, output: stdout + stderr }),
    );
  });
}
