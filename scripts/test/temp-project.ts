import { cp, symlink } from "node:fs/promises";
import { join } from "node:path";
import { createTemporaryFolder, type TemporaryFolder } from "../lib/temporary-folder.js";

/** A copy of the project in a temporary folder, for tests that break something in it. */
export interface TempProject {
  root: string;
  remove: TemporaryFolder["remove"];
}

/**
 * Copies what the scripts read and write; `node_modules` and what tests never change are linked.
 *
 * @param copied Top-level files and folders that the test changes.
 */
export async function createTempProject(copied = ["openapi", "generated"]): Promise<TempProject> {
  const fill = (root: string) => copyProject(root, copied);
  const { path: root, remove } = await createTemporaryFolder("project", fill);
  return { root, remove };
}

async function copyProject(root: string, copied: string[]): Promise<void> {
  const from = process.cwd();
  for (const name of copied) await cp(join(from, name), join(root, name), { recursive: true });
  for (const name of ["node_modules", "scripts", "src", "contract-tests"]) {
    // A junction needs no rights on Windows; elsewhere it is a link.
    if (!copied.includes(name)) await symlink(join(from, name), join(root, name), "junction");
  }
  for (const name of ["package.json", "tsconfig.json", "redocly.yaml", "CHANGELOG.md"]) {
    if (!copied.includes(name)) await cp(join(from, name), join(root, name));
  }
}
