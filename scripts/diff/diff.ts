import { parseArguments } from "../lib/arguments.js";
import { Failure } from "../lib/failure.js";
import { renderJson, renderText } from "./report.js";
import { readLastState, readSource, readSpec } from "./source/read.js";
import { judgeDocuments, reaches, verdictOf } from "./verdict.js";

const usage = `Usage: npm run diff -- [<old> [<new>]] [--json] [--fail-on major|minor]

Compares two OpenAPI documents by meaning and says which version the step between them needs.

  <old>, <new>  a file, a URL or a git revision such as main
                (default: the last release tag, else HEAD; openapi/openapi.yaml)
  --json        print the changes as JSON
  --fail-on     exit with 1 when the verdict is at least this
  --help        print this`;

/**
 * `npm run diff`, in the project at `root`.
 *
 * @throws Failure when an argument or a document is not usable, and when `--fail-on` is reached.
 */
export async function diff(root: string, args: string[], print: (text: string) => void) {
  const { old, next, json, failOn, help } = readArguments(args);
  if (help) {
    print(usage);
    return;
  }
  const [before, after] = await Promise.all([
    old === undefined ? readLastState(root) : readSource(root, old),
    next === undefined ? readSpec(root) : readSource(root, next),
  ]);
  const changes = judgeDocuments(before.document, after.document);
  print((json ? renderJson : renderText)({ old: before.name, new: after.name }, changes));
  if (failOn && reaches(verdictOf(changes), failOn)) {
    throw new Failure(`The change is ${verdictOf(changes)}, and --fail-on is ${failOn}.`);
  }
}

function readArguments(args: string[]) {
  const options = {
    json: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
    "fail-on": { type: "string" },
  } as const;
  const { values, positionals } = parseArguments({ args, allowPositionals: true, options }, usage);
  const failOn = values["fail-on"];
  if (failOn !== undefined && failOn !== "major" && failOn !== "minor") {
    throw new Failure(`--fail-on is major or minor, not ${JSON.stringify(failOn)}.\n\n${usage}`);
  }
  if (positionals.length > 2) {
    throw new Failure(`Give one or two documents, not ${positionals.length}.\n\n${usage}`);
  }
  if (positionals.includes("")) throw new Failure(`A document is empty.\n\n${usage}`);
  const [old, next] = positionals;
  return { old, next, json: values.json, help: values.help, failOn } as const;
}
