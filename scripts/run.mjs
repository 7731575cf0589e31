// Runs a command of package.json: `node scripts/run.mjs <file> [arguments]`. Plain JavaScript, so that
// it can say what is missing before `npm ci`.
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [, , file, ...args] = process.argv;
if (!existsSync(join(import.meta.dirname, "../node_modules/tsx"))) {
  console.error("The project's dependencies are not installed. Run: npm ci");
  process.exit(1);
}
await import("tsx");
const { runAsProcess } = await import("./lib/process.ts");
await runAsProcess(pathToFileURL(resolve(file)).href, args);
