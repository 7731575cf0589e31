import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { replaceFolder } from "../lib/replace-folder.js";

/** A file of `generated/` that is not what the document gives. */
export interface StaleFile {
  name: string;
  reason: string;
}

/** Compares `generated/` with what it should hold. */
export async function findStale(root: string, files: Map<string, string>): Promise<StaleFile[]> {
  const folder = join(root, "generated");
  const present = await list(folder);
  const stale: StaleFile[] = [];
  for (const [name, content] of files) {
    if (!present.includes(name)) stale.push({ name, reason: "is missing" });
    else if ((await readFile(join(folder, name), "utf8")) !== content) {
      stale.push({ name, reason: "differs from what openapi/ gives" });
    }
  }
  for (const name of present) {
    if (!files.has(name)) stale.push({ name, reason: "is not generated from anything" });
  }
  return stale;
}

/** Makes `generated/` hold exactly `files`, at once, and returns the names that changed. */
export async function writeGenerated(root: string, files: Map<string, string>): Promise<string[]> {
  const stale = await findStale(root, files);
  if (stale.length > 0) await replaceFolder(join(root, "generated"), files);
  return stale.map(({ name }) => name);
}

async function list(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).sort();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}
