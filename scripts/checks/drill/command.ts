import { spawnSync } from "node:child_process";
import { stripVTControlCharacters } from "node:util";
import { x } from "tinyexec";
import { Failure } from "../../lib/failure.js";
import type { Copy } from "./copy.js";

const isWindows = process.platform === "win32";

/** A line that a person types, and what has to come of it. */
export interface Command {
  line: string;
  /** Whether it has to end with an error. Default: false. */
  fails?: boolean;
}

/**
 * Runs a command in a copy of the project, in a process group of its own, which ends as a whole when `stopping` says so.
 *
 * @returns what it printed.
 * @throws Failure, with what it printed, when it ends otherwise than it has to.
 */
export async function runCommand(
  copy: Pick<Copy, "root" | "temporary">,
  { line, fails = false }: Command,
  stopping: AbortSignal,
): Promise<string> {
  const stopped = new Failure("The drill was stopped.");
  if (stopping.aborted) throw stopped;
  const { exitCode, said } = await spawnGroup(copy, line, stopping);
  if (stopping.aborted) throw stopped;
  if ((exitCode !== 0) === fails) return said;
  throw new Failure(
    `\`${line}\` should ${fails ? "fail" : "succeed"}, but ended with exit code ${exitCode}:\n\n${said}`,
  );
}

/** @throws Failure when a piece is missing in a text, or does not come after the one before. */
export function expectPieces(said: string, pieces: readonly string[]): void {
  let position = 0;
  for (const piece of pieces) {
    const found = said.indexOf(piece, position);
    if (found === -1) {
      throw new Failure(`"${piece}" is missing, or comes too early, in:\n\n${said}`);
    }
    position = found + piece.length;
  }
}

async function spawnGroup(
  { root, temporary }: Pick<Copy, "root" | "temporary">,
  line: string,
  stopping: AbortSignal,
): Promise<{ exitCode: number; said: string }> {
  const [program, ...args] = splitLine(line);
  const child = x(program!, args, {
    nodeOptions: {
      cwd: root,
      env: { ...process.env, TMPDIR: temporary, NO_COLOR: "1", npm_config_loglevel: "error" },
      stdio: ["ignore", "pipe", "pipe"],
      detached: !isWindows,
    },
  });
  const stop = () => killGroup(child.pid);
  stopping.addEventListener("abort", stop, { once: true });
  let said = "";
  for await (const text of child) said += `${text}\n`;
  stopping.removeEventListener("abort", stop);
  return { exitCode: child.exitCode ?? 1, said: stripVTControlCharacters(said) };
}

/** The words of a line, without a shell, which differs with the system. */
function splitLine(line: string): string[] {
  return Array.from(line.matchAll(/"([^"]*)"|(\S+)/g), ([, quoted, plain]) => quoted ?? plain!);
}

function killGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  if (isWindows) spawnSync("taskkill", ["/pid", String(pid), "/T", "/F"]);
  else process.kill(-pid, "SIGKILL");
}
