import { resolve } from "node:path";
import { download } from "../diff/source/download.js";
import { isFile, readSpec } from "../diff/source/read.js";
import { givenPath } from "../lib/command.js";
import { readText } from "../lib/document/parse.js";
import { showSource } from "../lib/document/show.js";
import { Failure } from "../lib/failure.js";
import { parseAccepted } from "./accepted.js";
import { findDrift } from "./drift.js";
import { type Publication, readPublication } from "./page.js";
import { renderReview } from "./report.js";
import { entriesFor, review } from "./review.js";
import { selectOperations } from "./select.js";

const list = "openapi/accepted-drift.yaml";
/** What the command has to say, and whether nothing is unexpected. */
export interface Outcome {
  output: string;
  agrees: boolean;
}

/**
 * Runs `npm run drift` with the project in `root`.
 *
 * @throws Failure when it cannot compare.
 */
export async function runDrift(root: string, pages: string[]): Promise<Outcome> {
  const sources = [...new Set(pages)];
  const entries = parseAccepted(await readText(resolve(root, list), list), list);
  const [{ document }, publications] = await Promise.all([
    readSpec(root),
    Promise.all(sources.map((source) => readSource(source))),
  ]);
  const selections = selectOperations(document, publications);
  const compared = new Map(selections.flatMap(({ ours }) => [...ours]));
  const outcome = review(
    findDrift(selections),
    entriesFor([...compared.values()], document, entries),
  );
  return {
    output: renderReview(selections, list, outcome),
    agrees: outcome.unexpected.length + outcome.outdated.length === 0,
  };
}

async function readSource(source: string): Promise<Publication> {
  const name = showSource(source);
  if (/^https?:\/\//i.test(source)) return readPublication(await download(source), name);
  const file = givenPath(source);
  if (!(await isFile(file))) throw new Failure(`${name} is neither a file nor an http(s) URL.`);
  return readPublication(await readText(file, name), name);
}
