import { execFile } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { Failure } from "../lib/failure.js";

const exec = promisify(execFile);

/** All that users get. A new file has to be wanted: add it here. */
const wanted = [
  "CHANGELOG.md",
  "LICENSE",
  "README.md",
  "dist/index.cjs",
  "dist/index.d.cts",
  "dist/index.d.ts",
  "dist/index.js",
  "dist/index.js.map",
  "dist/third-party-licenses.txt",
  "package.json",
];

/** Packs the project as `npm publish` would, which builds it first, and returns the tarball. */
export async function pack(folder: string): Promise<string> {
  await exec("npm", ["pack", "--pack-destination", folder]).catch((error) => {
    throw new Failure(`npm pack failed:\n${error.stdout}${error.stderr}`);
  });
  const [tarball] = (await readdir(folder)).filter((name) => name.endsWith(".tgz"));
  if (!tarball) throw new Failure("npm pack wrote no tarball.");
  return join(folder, tarball);
}

/** The tarball holds what users need, and nothing else; no file is empty. */
export async function checkContents(tarball: string): Promise<string> {
  const { stdout } = await exec("tar", ["-tzf", tarball]);
  const found = stdout.trim().split("\n");
  const names = found.map((name) => name.replace(/^package\//, "")).sort();
  const missing = wanted.filter((name) => !names.includes(name));
  const extra = names.filter((name) => !wanted.includes(name));
  if (missing.length > 0 || extra.length > 0) {
    throw new Failure(
      `The tarball is not what users need.\nmissing: ${missing.join(", ") || "nothing"}\ntoo much: ${extra.join(", ") || "nothing"}`,
    );
  }
  const { byteLength } = await readFile(tarball);
  return `${names.length} files, ${Math.ceil(byteLength / 1000)} kB packed`;
}
