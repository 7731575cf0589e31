import { readFile } from "node:fs/promises";
import { join } from "node:path";
import semver from "semver";
import { findCommit, listReleaseTags, refuseShallow } from "../diff/source/git.js";
import { readSource, readSpec } from "../diff/source/read.js";
import { judgeDocuments, verdictOf } from "../diff/verdict.js";
import { Failure } from "../lib/failure.js";
import { isEnough, smallestVersion } from "./bump.js";
import type { Registry } from "./registry.js";

/**
 * Says that the version in `package.json` may be released: it is a large enough step for what changed
 * in the spec since the last one, the registry does not have it, and the changelog tells of it.
 *
 * @throws Failure when it may not, or when it cannot be told.
 */
export async function checkRelease(root: string, registry: Registry): Promise<string> {
  const { name, version } = await readManifest(root);
  await expectChangelog(root, version);
  const last = await findLastRelease(root, version, await registry(name));
  if (!last) {
    await refuseShallow(root);
    return `No release yet: ${version} may be the first.`;
  }
  const [old, next] = await Promise.all([readSource(root, last), readSpec(root)]);
  const verdict = verdictOf(judgeDocuments(old.document, next.document));
  const from = last.slice(1);
  if (!isEnough(from, version, verdict)) {
    throw new Failure(
      `Version ${version} is too small. The spec's verdict since ${last} is ${verdict}, which needs at least ${smallestVersion(from, verdict)}.\nRaise the version with npm version. What changed: npm run diff -- ${last}`,
    );
  }
  return `Version ${version} is enough: the spec's verdict since ${last} is ${verdict}.`;
}

/** The tag of the release before this one. A release of this version counts as this one on its commit only. */
async function findLastRelease(
  root: string,
  version: string,
  published: string[],
): Promise<string | undefined> {
  const head = await findCommit(root, "HEAD");
  if (!head) throw new Failure("The project is not a git repository with a commit.");
  const own = `v${version}`;
  const tagged = await findCommit(root, `refs/tags/${own}`);
  if ((tagged ?? published.includes(version)) && tagged !== head) {
    throw new Failure(`Version ${version} is released already. Raise it with npm version.`);
  }
  const last = (await listReleaseTags(root)).find((tag) => tag !== own);
  const unseen = published.find(
    (one) =>
      !semver.prerelease(one) &&
      semver.lt(one, version) &&
      (!last || semver.gt(one, last.slice(1))),
  );
  if (unseen) {
    throw new Failure(
      `The registry has version ${unseen}, whose tag v${unseen} does not lead here. Run git fetch --tags, or release from a commit that follows it.`,
    );
  }
  return last;
}

async function expectChangelog(root: string, version: string): Promise<void> {
  const text = await readFile(join(root, "CHANGELOG.md"), "utf8").catch(() => "");
  const [, section] = text.split(`\n## [${version}]`);
  if (!section?.split("\n## ")[0]?.split("\n").slice(1).join("").trim()) {
    throw new Failure(`CHANGELOG.md has no section "## [${version}]" that says what is new.`);
  }
}

async function readManifest(root: string): Promise<{ name: string; version: string }> {
  let manifest: { name?: unknown; version?: unknown };
  try {
    manifest = JSON.parse(await readFile(join(root, "package.json"), "utf8"));
  } catch (error) {
    throw new Failure(`package.json cannot be read: ${(error as Error).message}`);
  }
  const { name, version } = manifest;
  if (typeof version !== "string" || !semver.valid(version)) {
    throw new Failure(
      `package.json: version ${JSON.stringify(version)} is not a semantic version.`,
    );
  }
  return { name: String(name), version };
}
