import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";

const tsc = createRequire(import.meta.url).resolve("typescript/bin/tsc");

/**
 * Does what `npm run typecheck` does, but keeps in `scratch` what it has learnt for the next time.
 *
 * @returns The compiler's messages; "" if there are none.
 */
export async function typecheck(root: string, scratch: string): Promise<string> {
  const results = await Promise.all([
    compile(root, ".", join(scratch, "project.tsbuildinfo")),
    compile(root, "src", join(scratch, "src.tsbuildinfo")),
  ]);
  const lines = results.flatMap((output) => output.split("\n")).filter(Boolean);
  return [...new Set(lines)].join("\n");
}

function compile(root: string, project: string, memory: string): Promise<string> {
  const args = [tsc, "-p", project, "--pretty", "false", "--incremental"];
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...args, "--tsBuildInfoFile", memory], {
      cwd: root,
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    const collect = (chunk: Buffer) => {
      output += chunk.toString();
    };
    child.stdout.on("data", collect);
    child.stderr.on("data", collect);
    child.on("error", reject);
    child.on("close", (code) => {
      resolve(code === 0 ? "" : output.trim() || `tsc ended with exit code ${code}.`);
    });
  });
}
