import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { promisify } from "node:util";

const exec = promisify(execFile);
const leftOut = [".git", "node_modules", "dist", "reports"];

/** A copy of the whole project, which is a git repository of its own. */
export interface Copy {
  root: string;
  /** For what commands in it leave behind when they are ended. */
  temporary: string;
  /** Makes what is there now the commit that `npm run diff` compares with. */
  commit(): Promise<void>;
  /** Brings back the project as it was copied. */
  reset(): Promise<void>;
  remove(): Promise<void>;
}

export async function copyProject(from: string): Promise<Copy> {
  const folder = await mkdtemp(join(tmpdir(), "openpipe-models-drill-"));
  const [root, temporary] = [join(folder, "project"), join(folder, "tmp")];
  const remove = () => rm(folder, { recursive: true, force: true, maxRetries: 5 });
  const identity = ["-c", "user.name=drill", "-c", "user.email=drill@example.com"];
  const git = (...args: string[]) => exec("git", [...identity, ...args], { cwd: root });
  const commit = async () => {
    await git("add", "--all");
    await git(
      "-c",
      "commit.gpgsign=false",
      "commit",
      "-q",
      "--no-verify",
      "-m",
      "Before the drill",
    );
  };
  try {
    await mkdir(temporary);
    await cp(from, root, {
      recursive: true,
      filter: (path) => path === from || !leftOut.includes(basename(path)),
    });
    await symlink(join(from, "node_modules"), join(root, "node_modules"));
    await git("init", "--quiet");
    await commit();
    await git("tag", "copied");
    const reset = async () => {
      await git("reset", "--quiet", "--hard", "copied");
      await git("clean", "--quiet", "--force", "-d", "-x", "--exclude=/node_modules");
    };
    return { root, temporary, commit, reset, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}
