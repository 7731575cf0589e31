import { cp, mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A copy of the project in a temporary folder, for tests that break something in it. */
export interface TempProject {
  root: string;
  remove(): Promise<void>;
}

/**
 * Copies what the scripts read and write; `node_modules` and what tests never change are linked.
 *
 * @param copied Top-level files and folders that the test changes.
 */
export async function createTempProject(copied = ["openapi", "generated"]): Promise<TempProject> {
  const root = await mkdtemp(join(tmpdir(), "openpipe-models-project-"));
  const from = process.cwd();
  for (const name of copied) await cp(join(from, name), join(root, name), { recursive: true });
  const linked = ["node_modules", "scripts", "src", "contract-tests"];
  const files = ["package.json", "tsconfig.json", "redocly.yaml", "CHANGELOG.md"];
  for (const name of [...linked, ...files]) {
    if (!copied.includes(name)) await symlink(join(from, name), join(root, name));
  }
  return { root, remove: () => rm(root, { recursive: true, force: true }) };
}
