import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

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

/**
 * Makes `generated/` hold exactly `files` and returns the names that changed. Every file is
 * written beside its place first, so that a full disk leaves the old ones whole.
 */
export async function writeGenerated(root: string, files: Map<string, string>): Promise<string[]> {
  const folder = join(root, "generated");
  const stale = await findStale(root, files);
  await mkdir(folder, { recursive: true });
  const written: string[] = [];
  try {
    for (const { name } of stale) {
      const content = files.get(name);
      if (content === undefined) continue;
      written.push(name);
      await writeFile(join(folder, `${name}.new`), content);
    }
  } catch (error) {
    await Promise.all(written.map((name) => rm(join(folder, `${name}.new`), { force: true })));
    throw error;
  }
  for (const name of written) await rename(join(folder, `${name}.new`), join(folder, name));
  for (const { name } of stale) if (!files.has(name)) await rm(join(folder, name));
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
