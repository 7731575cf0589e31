import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { Failure } from "../lib/failure.js";
import { replaceFolder } from "../lib/replace-folder.js";
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
  let names: string[] = [];
  const write = async (folder: string) => {
    const inlinedCode = await buildJavaScript(root, entries, folder).catch((error) => {
      throw new Failure(`The JavaScript could not be built: ${(error as Error).message}`);
    });
    await buildDeclarations(root, entries, inlinedTypes, folder).catch((error) => {
      throw new Failure(`The declarations could not be built: ${(error as Error).message}`);
    });
    await writeLicenses(root, [...new Set([...inlinedCode, ...inlinedTypes])], folder);
    names = (await readdir(folder)).sort();
  };
  // `dist/docs` belongs to `npm run docs`.
  await replaceFolder(join(root, "dist"), write, (name) => name === "docs");
  return names;
}
