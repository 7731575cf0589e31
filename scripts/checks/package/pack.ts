import { cp, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { build } from "../../build/build.js";
import { Failure } from "../../lib/failure.js";
import { runProgram } from "../../lib/run-program.js";

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
  "dist/testing.cjs",
  "dist/testing.d.cts",
  "dist/testing.d.ts",
  "dist/testing.js",
  "dist/testing.js.map",
  "dist/third-party-licenses.txt",
  "package.json",
];

/**
 * Builds the package, lays it out beside the project and packs it. It has a README of its own, for those
 * who install it, and none of what only the project needs: npm would take both from the project's root.
 *
 * @param folder An empty folder, where the tarball goes.
 */
export async function pack(folder: string): Promise<string> {
  await build(process.cwd());
  const stage = join(folder, "package");
  const manifest = JSON.parse(await readFile("package.json", "utf8"));
  for (const name of ["scripts", "devDependencies", "overrides"]) delete manifest[name];
  await mkdir(stage);
  await writeFile(join(stage, "package.json"), `${JSON.stringify(manifest, null, 2)}\n`);
  for (const name of ["CHANGELOG.md", "LICENSE"]) await cp(name, join(stage, name));
  await cp(new URL("./README.md", import.meta.url), join(stage, "README.md"));
  await cp("dist", join(stage, "dist"), {
    recursive: true,
    filter: (path) => !path.includes("docs"),
  });
  const args = ["pack", "--pack-destination", folder];
  const { exitCode, output } = await runProgram("npm", args, { cwd: stage });
  if (exitCode !== 0) throw new Failure(`npm pack failed:\n${output}`);
  const [tarball] = (await readdir(folder)).filter((name) => name.endsWith(".tgz"));
  if (!tarball) throw new Failure("npm pack wrote no tarball.");
  return join(folder, tarball);
}

/** The tarball holds what users need, and nothing else; no file is empty. */
export async function checkContents(tarball: string): Promise<string> {
  const { output } = await runProgram("tar", ["-tzf", tarball], { cwd: process.cwd() });
  const found = output.split(/\r?\n/);
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
