import { execFile, spawn } from "node:child_process";
import { promisify } from "node:util";
import semver from "semver";
import { showText } from "../../lib/document/index.js";
import { Failure } from "../../lib/failure.js";
import { withTemporaryFolder } from "../../lib/temporary-folder.js";

const run = promisify(execFile);

/** The output of a git command in `root`, or `undefined` when git refuses it. */
async function git(root: string, ...args: string[]): Promise<string | undefined> {
  try {
    const { stdout } = await run("git", args, { cwd: root, maxBuffer: 64 * 1024 * 1024 });
    return stdout.trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") {
      throw new Failure("git is not installed, or the project folder is gone.");
    }
    return undefined;
  }
}

/** The commit that a revision names, or `undefined` when there is none. */
export function findCommit(root: string, revision: string): Promise<string | undefined> {
  return git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", `${revision}^{commit}`);
}

/** Release tags (`v1.2.3`, no prereleases) that `HEAD` descends from, newest version first. */
export async function listReleaseTags(root: string): Promise<string[]> {
  const tags = (await git(root, "tag", "--merged", "HEAD", "--list", "v*"))?.split("\n") ?? [];
  return tags
    .filter((tag) => semver.valid(tag) && !semver.prerelease(tag))
    .sort((a, b) => semver.rcompare(a, b));
}

/**
 * Says that the history is missing, where no release tag is in sight because the clone is shallow.
 *
 * @throws Failure with what to run.
 */
export async function refuseShallow(root: string): Promise<void> {
  if ((await git(root, "rev-parse", "--is-shallow-repository")) !== "true") return;
  throw new Failure(
    "This clone is shallow and shows no earlier release: its history is missing. Run `git fetch --unshallow --tags` first (on GitHub Actions: `fetch-depth: 0` for actions/checkout).",
  );
}

/** Checks `openapi/` of a revision out into a temporary folder for as long as `use` runs. */
export async function withSpecAt<T>(
  root: string,
  revision: string,
  use: (folder: string) => Promise<T>,
): Promise<T> {
  return withTemporaryFolder("diff", async (folder) => {
    // `./` makes the path relative to the project where that is a folder of a larger repository.
    if (!(await git(root, "cat-file", "-e", `${revision}:./openapi/openapi.yaml`).then(exists))) {
      throw new Failure(`The revision ${showText(revision)} has no openapi/openapi.yaml.`);
    }
    await extract(root, revision, folder);
    return await use(folder);
  });
}

const exists = (output: string | undefined) => output !== undefined;

function extract(root: string, revision: string, folder: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const archive = spawn("git", ["archive", "--format=tar", revision, "openapi"], {
      cwd: root,
      stdio: ["ignore", "pipe", "ignore"],
    });
    const tar = spawn("tar", ["-x", "-C", folder], { stdio: ["pipe", "ignore", "ignore"] });
    archive.stdout.pipe(tar.stdin);
    const fail = () =>
      reject(new Failure(`openapi/ of ${showText(revision)} cannot be read with git and tar.`));
    archive.on("error", fail);
    tar.on("error", fail);
    tar.on("close", (code) => (code === 0 ? resolve() : fail()));
  });
}
