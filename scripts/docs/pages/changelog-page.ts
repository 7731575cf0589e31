import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { listReleaseTags } from "../../diff/source/git.js";
import { readSource, readSpec } from "../../diff/source/read.js";
import { type Change, judgeDocuments, verdictOf } from "../../diff/verdict.js";
import { blocks, code, table } from "./markdown.js";
import type { Page } from "./page.js";
import { textPage } from "./text-pages.js";

/** What has changed in the document since a release. */
interface Comparison {
  /** Its tag, such as `v1.2.0`. */
  release: string;
  changes: Change[];
}

/**
 * The changelog with the verdict of `npm run diff` since the last release.
 *
 * @throws Failure when the document of the release cannot be read.
 */
export async function readChangelog(root: string): Promise<Page> {
  const [text, comparison] = await Promise.all([
    readFile(join(root, "CHANGELOG.md"), "utf8"),
    compareWithRelease(root),
  ]);
  return changelogPage(text, comparison);
}

async function compareWithRelease(root: string): Promise<Comparison | undefined> {
  const [release] = await listReleaseTags(root);
  if (release === undefined) return undefined;
  const [old, next] = await Promise.all([readSource(root, release), readSpec(root)]);
  return { release, changes: judgeDocuments(old.document, next.document) };
}

/** The verdict stands before the first version. */
function changelogPage(text: string, comparison: Comparison | undefined): Page {
  const firstVersion = text.search(/^## /m);
  const start = firstVersion === -1 ? text.length : firstVersion;
  // Without the brackets that Keep a Changelog puts around a version.
  const versions = text.slice(start).replaceAll(/^## \[([^\]]+)\]/gm, "## $1");
  const parts = [text.slice(0, start).trim(), verdictBlocks(comparison), versions];
  return textPage("changelog", "", blocks(...parts));
}

function verdictBlocks(comparison: Comparison | undefined): string {
  const title = "## What the changes of the API mean";
  if (!comparison) {
    return blocks(
      title,
      "No release of this package was found to compare the API's document with. After a release, the verdict since then stands here: who is affected, and which version the changes need.",
    );
  }
  const { release, changes } = comparison;
  const verdict = verdictOf(changes);
  if (verdict === "none") {
    return blocks(title, `The API's document means the same as in ${code(release)}.`);
  }
  const rows = changes
    .filter(({ semver }) => semver !== "patch")
    .map(({ semver, message, operations, consequence }) => [
      `**${semver}**`,
      message + (operations.length > 0 ? `, in ${operations.map(code).join(", ")}` : ""),
      consequence,
    ]);
  const patches = changes.length - rows.length;
  return blocks(
    title,
    `Since ${code(release)} the verdict is **${verdict}**.`,
    rows.length > 0 ? table(["Step", "Change", "Consequence"], rows) : undefined,
    patches > 0 ? `Changes that need no more than a patch: ${patches}.` : undefined,
  );
}
