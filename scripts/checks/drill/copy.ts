import { cp, mkdir, symlink } from "node:fs/promises";
import { basename, join } from "node:path";
import { Failure } from "../../lib/failure.js";
import { runProgram } from "../../lib/run-program.js";
import { createTemporaryFolder } from "../../lib/temporary-folder.js";

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
  const { path: folder, remove } = await createTemporaryFolder("drill");
  const [root, temporary] = [join(folder, "project"), join(folder, "tmp")];
  const settings = ["user.name=drill", "user.email=drill@example.com", "commit.gpgsign=false"];
  const git = async (...args: string[]) => {
    const flags = settings.flatMap((setting) => ["-c", setting]);
    const { exitCode, output } = await runProgram("git", [...flags, ...args], { cwd: root });
    if (exitCode !== 0) throw new Failure(`git ${args[0]} failed:\n${output}`);
  };
  const commit = async () => {
    await git("add", "--all");
    await git("commit", "-q", "--no-verify", "-m", "Before the drill");
  };
  try {
    await mkdir(temporary);
    await cp(from, root, {
      recursive: true,
      filter: (path) => path === from || !leftOut.includes(basename(path)),
    });
    // A junction needs no rights on Windows; elsewhere it is a link.
    await symlink(join(from, "node_modules"), join(root, "node_modules"), "junction");
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
