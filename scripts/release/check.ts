import { readFile } from "node:fs/promises";
import { join } from "node:path";
import semver from "semver";
import { findCommit, listReleaseTags, refuseShallow } from "../diff/source/git.js";
import { readSource, readSpec } from "../diff/source/read.js";
import { judgeDocuments, verdictOf } from "../diff/verdict.js";
import { Failure } from "../lib/failure.js";
import { isEnough, smallestVersion } from "./bump.js";

/**
 * Says that the version in `package.json` is a large enough step for what changed in the spec.
 *
 * @throws Failure when it is too small, or when it cannot be told.
 */
export async function checkRelease(root: string): Promise<string> {
  const version = await readVersion(root);
  const last = await findLastRelease(root, version);
  if (!last) {
    await refuseShallow(root);
    return `No release tag (v*) yet: ${version} may be the first release.`;
  }
  const [old, next] = await Promise.all([readSource(root, last), readSpec(root)]);
  const verdict = verdictOf(judgeDocuments(old.document, next.document));
  const from = last.slice(1);
  if (!isEnough(from, version, verdict)) {
    throw new Failure(
      `Version ${version} is too small. The spec's verdict since ${last} is ${verdict}, which needs at least ${smallestVersion(from, verdict)}.\nRaise the version in package.json. What changed: npm run diff -- ${last}`,
    );
  }
  return `Version ${version} is enough: the spec's verdict since ${last} is ${verdict}.`;
}

/** The release before this one. A tag of this version counts as this one only on this commit. */
async function findLastRelease(root: string, version: string): Promise<string | undefined> {
  if (!(await findCommit(root, "HEAD")))
    throw new Failure("The project is not a git repository with a commit.");
  const tags = await listReleaseTags(root);
  const own = `v${version}`;
  if (!tags.includes(own)) return tags[0];
  const [tagged, head] = [
    await findCommit(root, `refs/tags/${own}`),
    await findCommit(root, "HEAD"),
  ];
  if (tagged !== head) {
    throw new Failure(
      `Version ${version} is released already (${own}). Raise the version in package.json.`,
    );
  }
  return tags.find((tag) => tag !== own);
}

async function readVersion(root: string): Promise<string> {
  let version: unknown;
  try {
    version = JSON.parse(await readFile(join(root, "package.json"), "utf8")).version;
  } catch (error) {
    throw new Failure(`package.json cannot be read: ${(error as Error).message}`);
  }
  if (typeof version !== "string" || !semver.valid(version)) {
    throw new Failure(
      `package.json: version ${JSON.stringify(version)} is not a semantic version.`,
    );
  }
  return version;
}
