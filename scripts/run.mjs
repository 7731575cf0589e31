// Runs a command of package.json: `node scripts/run.mjs <file> [arguments]`. Plain JavaScript, so that
// it can say what is missing before `npm ci`.
import { existsSync, mkdtempSync, rmdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [, , file, ...args] = process.argv;
if (!existsSync(join(import.meta.dirname, "../node_modules/tsx"))) {
  refuse("The project's dependencies are not installed. Run: npm ci");
}
// The TypeScript loader needs it too, and ends with a stack without it.
try {
  rmdirSync(mkdtempSync(join(tmpdir(), "openpipe-models-")));
} catch (error) {
  refuse(
    `No temporary file can be written to ${tmpdir()} (${error.code}). Let TMPDIR name a folder that can be written.`,
  );
}
if (!file || !existsSync(file))
  refuse("Usage: node scripts/run.mjs <file of a command> [arguments]");
await import("tsx");
const { runAsProcess } = await import("./lib/process.ts");
await runAsProcess(pathToFileURL(resolve(file)).href, args);

/** @param {string} why */
function refuse(why) {
  console.error(why);
  process.exit(1);
}
