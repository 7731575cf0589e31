import { mkdir, mkdtemp, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { Failure } from "../lib/failure.js";
import { buildDeclarations } from "./declarations.js";
import { buildJavaScript } from "./javascript.js";
import { writeLicenses } from "./licenses.js";

/** The published entry points: `src/<name>.ts`. */
const entries = ["index", "testing"];

/** The types that become part of ours: what is published depends on no package. */
const inlinedTypes = ["openapi-fetch", "openapi-typescript-helpers"];

/**
 * Builds what is published into `dist/` of the project at `root`.
 *
 * @returns The names of the files.
 * @throws Failure that names the cause; the last build and `dist/docs` are whole then.
 */
export async function build(root: string): Promise<string[]> {
  const dist = join(root, "dist");
  await mkdir(dist, { recursive: true });
  // Beside its place, so that a build that fails leaves the last good one whole.
  const fresh = await mkdtemp(join(root, ".dist-"));
  try {
    const inlinedCode = await buildJavaScript(root, entries, fresh).catch((error) => {
      throw new Failure(`The JavaScript could not be built: ${(error as Error).message}`);
    });
    await buildDeclarations(root, entries, inlinedTypes, fresh).catch((error) => {
      throw new Failure(`The declarations could not be built: ${(error as Error).message}`);
    });
    await writeLicenses(root, [...new Set([...inlinedCode, ...inlinedTypes])], fresh);
    for (const { name } of await listFiles(dist)) await rm(join(dist, name));
    const names = (await listFiles(fresh)).map(({ name }) => name);
    for (const name of names) await rename(join(fresh, name), join(dist, name));
    return names;
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
}

/** The files of a folder; `dist/docs` belongs to `npm run docs` and stays. */
async function listFiles(folder: string) {
  const found = await readdir(folder, { withFileTypes: true });
  return found.filter((entry) => entry.isFile());
}
