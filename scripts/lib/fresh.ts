import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { ownVersions, readOpenApiFile } from "./document/parse.js";
import { Failure } from "./failure.js";
import { runRedocly } from "./redocly.js";
import { withTemporaryFolder } from "./temporary-folder.js";

const source = "openapi/openapi.yaml";
const bundled = "generated/openapi.json";

/**
 * Lets nobody work with yesterday's document.
 *
 * @throws Failure when `generated/` was not made of `openapi/` as it is now, and when that is missing
 *   or broken.
 */
export async function expectFresh(root: string): Promise<void> {
  const now: unknown = await readOpenApiFile(join(root, source), source, { versions: ownVersions });
  const then = await readBundled(root);
  if (isDeepStrictEqual(now, then)) return;
  // A document of several files looks different until it is bundled.
  if (isDeepStrictEqual(await bundleAgain(root), then)) return;
  throw new Failure(`${bundled} is not what ${source} gives now. Run: npm run generate`);
}

async function readBundled(root: string): Promise<unknown> {
  const text = await readFile(join(root, bundled), "utf8").catch(() => {
    throw new Failure(`There is no ${bundled} here. Run: npm run generate`);
  });
  try {
    return JSON.parse(text);
  } catch {
    throw new Failure(`${bundled} is not JSON. Run: npm run generate`);
  }
}

function bundleAgain(root: string): Promise<unknown> {
  return withTemporaryFolder("fresh", async (folder) => {
    const output = join(folder, "openapi.json");
    const bundling = await runRedocly(root, ["bundle", "models", "--output", output]);
    if (bundling.exitCode !== 0) throw new Failure(bundling.output);
    return JSON.parse(await readFile(output, "utf8"));
  });
}
