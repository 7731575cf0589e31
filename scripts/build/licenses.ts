import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Failure } from "../lib/failure.js";

/**
 * Writes the licenses of the packages whose code or types become part of ours, as they ask for.
 *
 * @throws Failure for a package without one.
 */
export async function writeLicenses(
  root: string,
  packages: readonly string[],
  outdir: string,
): Promise<void> {
  const texts: string[] = [];
  for (const name of packages) {
    const folder = join(root, "node_modules", name);
    const text = await readFile(join(folder, "LICENSE"), "utf8").catch(() => {
      throw new Failure(`${name} becomes part of the build, but has no LICENSE file.`);
    });
    const { version } = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
    texts.push(`${name} ${version}\n\n${text.trim()}\n`);
  }
  await writeFile(join(outdir, "third-party-licenses.txt"), texts.join("\n---\n\n"));
}
