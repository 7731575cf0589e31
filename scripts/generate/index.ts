import { parseArgs } from "node:util";
import { Failure, runMain } from "../lib/failure.js";
import { renderAll } from "./render.js";
import { findStale, writeGenerated } from "./write.js";

const usage =
  "Usage: npm run generate          write generated/ from openapi/\n       npm run generate:check    fail if generated/ is not up to date";

await runMain(async () => {
  const root = process.cwd();
  const { check } = readArguments();
  const files = await renderAll(root);
  if (!check) {
    const changed = await writeGenerated(root, files);
    console.log(
      changed.length === 0
        ? "generated/ is up to date."
        : changed.map((name) => `generated/${name}`).join("\n"),
    );
    return;
  }
  const stale = await findStale(root, files);
  if (stale.length > 0) {
    throw new Failure(
      `${stale.map(({ name, reason }) => `generated/${name}: ${reason}`).join("\n")}\n\nRun \`npm run generate\` and commit the result.`,
    );
  }
  console.log("generated/ is up to date.");
});

function readArguments(): { check: boolean } {
  try {
    const { values } = parseArgs({ options: { check: { type: "boolean", default: false } } });
    return values;
  } catch (error) {
    throw new Failure(`${(error as Error).message}\n\n${usage}`);
  }
}
