import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { createTempProject, type TempProject } from "./temp-project.js";

const run = promisify(execFile);

/** A copy of the project that is a git repository with one commit. */
export interface GitProject extends TempProject {
  git(...args: string[]): Promise<void>;
  /** Commits all changes and gives the commit a tag. */
  commit(tag?: string): Promise<void>;
  /** Replaces a text that has to be in the file. */
  edit(file: string, from: string, to: string): Promise<void>;
}

export async function createGitProject(): Promise<GitProject> {
  const project = await createTempProject(["openapi", "package.json", "CHANGELOG.md"]);
  const git = async (...args: string[]) => {
    const identity = ["-c", "user.name=Test", "-c", "user.email=test@example.com"];
    await run("git", [...identity, ...args], { cwd: project.root });
  };
  const commit = async (tag?: string) => {
    await git("add", "openapi", "package.json", "CHANGELOG.md");
    await git("commit", "-q", "--allow-empty", "-m", "Change");
    if (tag) await git("tag", tag);
  };
  const edit = async (file: string, from: string, to: string) => {
    const path = join(project.root, file);
    const text = await readFile(path, "utf8");
    if (!text.includes(from)) throw new Error(`${file} has no ${JSON.stringify(from)}.`);
    await writeFile(path, text.replace(from, to));
  };
  await git("init", "-q");
  await commit();
  return { ...project, git, commit, edit };
}
