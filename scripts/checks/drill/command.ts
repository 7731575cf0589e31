import { spawn } from "node:child_process";
import { stripVTControlCharacters } from "node:util";
import { Failure } from "../../lib/failure.js";
import type { Copy } from "./copy.js";

/** A line for a shell, and what has to come of it. */
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

function spawnGroup(
  { root, temporary }: Pick<Copy, "root" | "temporary">,
  line: string,
  stopping: AbortSignal,
): Promise<{ exitCode: number; said: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn("sh", ["-c", line], {
      cwd: root,
      env: { ...process.env, TMPDIR: temporary, NO_COLOR: "1", npm_config_loglevel: "error" },
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    });
    const stop = () => child.pid !== undefined && process.kill(-child.pid, "SIGKILL");
    stopping.addEventListener("abort", stop, { once: true });
    let said = "";
    const collect = (chunk: Buffer) => {
      said += chunk.toString();
    };
    child.stdout.on("data", collect);
    child.stderr.on("data", collect);
    child.on("error", reject);
    child.on("close", (code) => {
      stopping.removeEventListener("abort", stop);
      resolve({ exitCode: code ?? 1, said: stripVTControlCharacters(said) });
    });
  });
}
