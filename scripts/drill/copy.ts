import { execFile } from "node:child_process";
import { cp, mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { promisify } from "node:util";

const exec = promisify(execFile);
const leftOut = [".git", "node_modules", "dist", "reports"];

/** A copy of the whole project, as the only commit of a git repository of its own. */
export async function copyProject(
  from: string,
): Promise<{ root: string; remove: () => Promise<void> }> {
  const root = await mkdtemp(join(tmpdir(), "openpipe-models-drill-"));
  const remove = () => rm(root, { recursive: true, force: true });
  try {
    await cp(from, root, {
      recursive: true,
      filter: (path) => path === from || !leftOut.includes(basename(path)),
    });
    await symlink(join(from, "node_modules"), join(root, "node_modules"));
    const identity = ["-c", "user.name=drill", "-c", "user.email=drill@example.com"];
    await exec("git", ["init", "--quiet"], { cwd: root });
    await exec("git", ["add", "--all"], { cwd: root });
    const commit = ["commit", "--quiet", "--no-verify", "--message=Before the drill"];
    await exec("git", [...identity, "-c", "commit.gpgsign=false", ...commit], { cwd: root });
    return { root, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}
