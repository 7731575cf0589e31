import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";

const tsc = createRequire(import.meta.url).resolve("typescript/bin/tsc");

/**
 * Does what `npm run typecheck` does, but keeps in `scratch` what it has learnt for the next time.
 *
 * @param signal Ends the compiler.
 * @returns The compiler's messages; "" if there are none.
 */
export async function typecheck(
  root: string,
  scratch: string,
  signal: AbortSignal,
): Promise<string> {
  const results = await Promise.all([
    compile(root, ".", join(scratch, "project.tsbuildinfo"), signal),
    compile(root, "src", join(scratch, "src.tsbuildinfo"), signal),
  ]);
  const lines = results.flatMap((output) => output.split("\n")).filter(Boolean);
  return [...new Set(lines)].join("\n");
}

function compile(
  root: string,
  project: string,
  memory: string,
  signal: AbortSignal,
): Promise<string> {
  const args = [tsc, "-p", project, "--pretty", "false", "--incremental"];
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...args, "--tsBuildInfoFile", memory], {
      cwd: root,
      stdio: ["ignore", "pipe", "pipe"],
      signal,
    });
    let output = "";
    const collect = (chunk: Buffer) => {
      output += chunk.toString();
    };
    child.stdout.on("data", collect);
    child.stderr.on("data", collect);
    // After an abort it is over when the process is.
    child.on("error", (error) => {
      if (!signal.aborted) reject(error);
    });
    child.on("close", (code) => {
      resolve(code === 0 ? "" : output.trim() || `tsc ended with exit code ${code}.`);
    });
  });
}
