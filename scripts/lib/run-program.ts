import { join } from "node:path";
import { x } from "tinyexec";
import { atExit } from "./at-exit.js";

/** What a finished program left behind. */
export interface Finished {
  /** 1 where a signal ended it. */
  exitCode: number;
  /** Standard output and standard error in the order in which they came; "" if they were inherited. */
  output: string;
}

export interface ProgramOptions {
  cwd: string;
  /** Beside what this process has. */
  env?: Record<string, string>;
  signal?: AbortSignal;
  /** In milliseconds. */
  timeout?: number;
  /** Let it print by itself. */
  inherit?: boolean;
}

/**
 * Runs a program to its end, also where it is a `.cmd` file of Windows, as npm is.
 *
 * @throws The error of the system when it cannot be started.
 */
export async function runProgram(
  program: string,
  args: readonly string[],
  { cwd, env = {}, signal, timeout, inherit = false }: ProgramOptions,
): Promise<Finished> {
  const stdio = inherit ? "inherit" : "pipe";
  const child = x(program, [...args], {
    ...(signal && { signal }),
    ...(timeout !== undefined && { timeout }),
    nodeOptions: { cwd, env: { ...process.env, ...env }, stdio: ["ignore", stdio, stdio] },
  });
  // It does not outlive this process, which may have to end before it.
  const ended = atExit(() => child.kill());
  let output = "";
  try {
    if (!inherit) for await (const line of child) output += `${line}\n`;
    await child;
  } finally {
    ended();
  }
  return { exitCode: child.exitCode ?? 1, output: output.trimEnd() };
}

/** Runs a Node program of a dependency: `prettier/bin/prettier.cjs`. */
export function runTool(
  file: string,
  args: readonly string[],
  options: ProgramOptions,
): Promise<Finished> {
  const path = join(import.meta.dirname, "../../node_modules", file);
  return runProgram(process.execPath, [path, ...args], options);
}

/** Runs a command of package.json, without npm in between. */
export function runCommandFile(
  file: string,
  args: readonly string[],
  options: ProgramOptions,
): Promise<Finished> {
  const launcher = join(import.meta.dirname, "../run.mjs");
  return runProgram(process.execPath, [launcher, file, ...args], options);
}
