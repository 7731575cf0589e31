import { Failure, UsageFailure } from "../lib/failure.js";
import { renderJson, renderText } from "./report.js";
import { readLastState, readSource, readSpec } from "./source/read.js";
import { judgeDocuments, reaches, verdictOf } from "./verdict.js";

export interface DiffOptions {
  json?: boolean | undefined;
  "fail-on"?: string | undefined;
  /** The folder from which paths are seen. Default: the project. */
  from?: string;
}

/**
 * `npm run diff` of up to two documents, in the project at `root`.
 *
 * @throws Failure when an argument or a document is not usable, and when `--fail-on` is reached.
 */
export async function diff(
  root: string,
  [old, next]: string[],
  { json, "fail-on": failOn, from = root }: DiffOptions,
  print: (text: string) => void,
) {
  if (failOn !== undefined && failOn !== "major" && failOn !== "minor") {
    throw new UsageFailure(`--fail-on is major or minor, not ${JSON.stringify(failOn)}.`);
  }
  const [before, after] = await Promise.all([
    old === undefined ? readLastState(root) : readSource(root, old, from),
    next === undefined ? readSpec(root) : readSource(root, next, from),
  ]);
  const changes = judgeDocuments(before.document, after.document);
  print((json ? renderJson : renderText)({ old: before.name, new: after.name }, changes));
  if (failOn && reaches(verdictOf(changes), failOn)) {
    throw new Failure(`The change is ${verdictOf(changes)}, and --fail-on is ${failOn}.`, 1);
  }
}
