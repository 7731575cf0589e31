import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { readSource, readSpec } from "../diff/source/read.js";
import { parseArguments } from "../lib/arguments.js";
import { Failure } from "../lib/failure.js";
import { parseAccepted } from "./accepted.js";
import { findDrift } from "./drift.js";
import { renderReview } from "./report.js";
import { review } from "./review.js";

const list = "openapi/accepted-drift.yaml";
const usage = `Usage: npm run drift -- <vendor document>

Compares the models resource of the vendor's OpenAPI document with openapi/openapi.yaml by meaning.
Deliberate differences stand in ${list}.

  <vendor document>  a file or a URL; OpenAPI 3, as JSON or YAML
  --help             print this

Exits with 1 on a difference that is not accepted, on an accepted one that no longer applies, and
when it cannot compare.`;

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
  const { source, help } = readArguments(args);
  if (help) return { output: usage, agrees: true };
  const entries = parseAccepted(await readList(root), list);
  const [ours, vendor] = await Promise.all([readSpec(root), readSource(root, source)]);
  const outcome = review(findDrift(ours.document, vendor.document, vendor.name), entries);
  return {
    output: renderReview(vendor.name, list, outcome),
    agrees: outcome.unexpected.length + outcome.outdated.length === 0,
  };
}

async function readList(root: string): Promise<string> {
  try {
    return await readFile(join(root, list), "utf8");
  } catch (error) {
    throw new Failure(`${list} cannot be read: ${(error as Error).message}`);
  }
}

function readArguments(args: string[]) {
  const options = { help: { type: "boolean", default: false } } as const;
  const { values, positionals } = parseArguments({ args, allowPositionals: true, options }, usage);
  const [source, ...more] = positionals;
  if (!values.help && !source) throw new Failure(`Name the vendor's document.\n\n${usage}`);
  if (more.length > 0) {
    throw new Failure(`Name one document, not ${positionals.length}.\n\n${usage}`);
  }
  return { source: source ?? "", help: values.help };
}
