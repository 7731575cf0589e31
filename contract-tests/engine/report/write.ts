import { appendFile } from "node:fs/promises";
import { join } from "node:path";
import { replaceFolder } from "../../../scripts/lib/replace-folder.js";
import type { RunResult } from "../run/result.js";
import { renderJson } from "./json.js";
import { renderMarkdown } from "./markdown.js";

/**
 * Writes `reports/contract-<kind>.{json,md}` under `root`, and adds the Markdown summary to the
 * page of the CI job where GitHub Actions names the file for it.
 *
 * @returns the paths that were written, relative to `root`.
 */
export async function writeReports(
  root: string,
  run: RunResult,
  stepSummary = process.env.GITHUB_STEP_SUMMARY,
): Promise<string[]> {
  const markdown = renderMarkdown(run);
  const files = new Map([
    [`contract-${run.target.kind}.json`, renderJson(run)],
    [`contract-${run.target.kind}.md`, markdown],
  ]);
  await replaceFolder(join(root, "reports"), files, () => true);
  if (stepSummary) await appendFile(stepSummary, `${markdown}\n`);
  return [...files.keys()].map((name) => `reports/${name}`);
}
