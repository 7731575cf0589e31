import { resolve } from "node:path";
import { download } from "../diff/source/download.js";
import { isFile, readSpec } from "../diff/source/read.js";
import { parseArguments } from "../lib/arguments.js";
import { readText, showSource } from "../lib/document/index.js";
import { Failure } from "../lib/failure.js";
import { parseAccepted } from "./accepted.js";
import { findDrift } from "./drift.js";
import { type Publication, readPublication } from "./page.js";
import { renderReview } from "./report.js";
import { entriesFor, review } from "./review.js";
import { selectOperations } from "./select.js";

const list = "openapi/accepted-drift.yaml";
const usage = `Usage: npm run drift -- <page> [<page> ...]

Compares the operations that the vendor's pages describe with openapi/openapi.yaml by meaning.
Deliberate differences stand in ${list}.

  <page>  a file or a URL: the Markdown form of a page of the vendor's reference, or an OpenAPI 3
          document, as JSON or YAML. A document of several operations is about the whole resource:
          what it lacks counts as removed
  --help  print this

Exits with 0 when nothing is unexpected, with 1 on a difference that is not accepted and on an
accepted one that no longer applies, with 2 when it cannot compare.`;

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
export async function runDrift(root: string, args: string[]): Promise<Outcome> {
  const { sources, help } = readArguments(args);
  if (help) return { output: usage, agrees: true };
  const entries = parseAccepted(await readText(resolve(root, list), list), list);
  const [{ document }, publications] = await Promise.all([
    readSpec(root),
    Promise.all(sources.map((source) => readSource(root, source))),
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

async function readSource(root: string, source: string): Promise<Publication> {
  const name = showSource(source);
  if (/^https?:\/\//i.test(source)) return readPublication(await download(source), name);
  const file = resolve(root, source);
  if (!(await isFile(file))) throw new Failure(`${name} is neither a file nor an http(s) URL.`);
  return readPublication(await readText(file, name), name);
}

function readArguments(args: string[]) {
  const options = { help: { type: "boolean", default: false } } as const;
  const { values, positionals } = parseArguments({ args, allowPositionals: true, options }, usage);
  if (!values.help && (positionals.length === 0 || positionals.includes(""))) {
    throw new Failure(`Name the vendor's pages.\n\n${usage}`);
  }
  return { sources: [...new Set(positionals)], help: values.help };
}
