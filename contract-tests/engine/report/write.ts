import { appendFile, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
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
  const files = {
    [`reports/contract-${run.target.kind}.json`]: renderJson(run),
    [`reports/contract-${run.target.kind}.md`]: markdown,
  };
  await mkdir(join(root, "reports"), { recursive: true });
  await Promise.all(
    Object.entries(files).map(([name, content]) => writeFile(join(root, name), content)),
  );
  if (stepSummary) await appendFile(stepSummary, `${markdown}\n`);
  return Object.keys(files);
}
