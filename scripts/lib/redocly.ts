import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** What a finished Redocly CLI run left behind. */
export interface RedoclyResult {
  exitCode: number;
  /** Standard output and standard error in the order in which they came. */
  output: string;
}

const cli = join(
  dirname(createRequire(import.meta.url).resolve("@redocly/cli/package.json")),
  "bin",
  "cli.js",
);

// Redocly frames what it has to say about itself, such as which Node it will support next year.
const boxedNotice = /^\s*╔[^╝]*╝\s*$/gm;
// It also advises to ignore all problems for good.
const advice = /^run `redocly lint --generate-ignore-file`.*$/gm;

/** Runs the Redocly CLI in `root`, without telemetry and without a look for updates. */
export function runRedocly(root: string, args: string[]): Promise<RedoclyResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [cli, ...args], {
      cwd: root,
      env: {
        ...process.env,
        REDOCLY_TELEMETRY: "off",
        REDOCLY_SUPPRESS_UPDATE_NOTICE: "true",
      },
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
      resolve({
        exitCode: code ?? 1,
        output: output.replace(boxedNotice, "").replace(advice, "").trim(),
      });
    });
  });
}
