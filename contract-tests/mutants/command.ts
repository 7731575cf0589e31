import type { OpenApiDocument } from "../../scripts/lib/openapi.js";
import { operations } from "../engine/derive/operation.js";
import { isOfResource } from "../resources.js";
import { readDocument } from "../engine/run/document.js";
import { selectCases } from "../engine/run/select.js";
import { runMutants } from "./all.js";
import { readArguments } from "./arguments.js";
import { deriveMutants } from "./derive.js";
import type { Mutant } from "./mutant.js";
import { runStacks, stackEntries } from "./stacks/command.js";
import { createReferenceSuite } from "./suite.js";
import { allKilled, renderSummary } from "./summary.js";

const usage = `Usage: npm run contract:mutants                              run the contract tests against every deviating server
       npm run contract:mutants -- --source derived           only those that are derived from the document
       npm run contract:mutants -- --source stacks            only what real stacks get wrong, and what they may do
       npm run contract:mutants -- --grep <text or /regex/>   only those whose id matches
       npm run contract:mutants -- --list                     print them, with --grep only those that match

The servers are the tests' own, on this machine: nothing leaves it.`;

/**
 * `npm run contract:mutants`, with `root` as the project.
 *
 * @throws Failure for wrong arguments, and when the suite fails without a deviation.
 */
export async function mutantsCommand(root: string, args: string[]): Promise<void> {
  const { list, help, source, ...selection } = readArguments(args, usage);
  if (help) {
    console.log(usage);
    return;
  }
  const document = await readDocument(root);
  const derived = source === "stacks" ? [] : deriveMutants(document);
  const stacks = source === "derived" ? [] : stackEntries();
  const chosen = new Set(selectCases([...derived, ...stacks], selection).map(({ id }) => id));
  const mutants = derived.filter(({ id }) => chosen.has(id));
  const entries = stacks.filter(({ id }) => chosen.has(id));
  if (list) {
    console.log(
      [...chosen, `${mutants.length} derived mutants, ${entries.length} stacks`].join("\n"),
    );
    return;
  }
  const killed = mutants.length === 0 || (await runDerived(document, mutants));
  const found = entries.length === 0 || (await runStacks(entries));
  if (!killed || !found) process.exitCode = 1;
}

/** @returns whether every mutant was killed. */
async function runDerived(document: OpenApiDocument, mutants: readonly Mutant[]): Promise<boolean> {
  const strangers = operations(document).flatMap(({ id }) => (isOfResource(id) ? [] : [id]));
  if (strangers.length > 0) {
    const why = "the reference server has only the operations of contract-tests/resources.ts";
    console.log(`No mutants of ${strangers.join(", ")}: ${why}.`);
  }
  const suite = createReferenceSuite(document);
  console.log(`${mutants.length} mutants, ${suite.cases.length} cases and the lifecycle`);
  const started = performance.now();
  const verdicts = await runMutants(suite, mutants, (_, done) => {
    if (done % 200 === 0) console.log(`${done} of ${mutants.length} mutants`);
  });
  console.log(renderSummary(verdicts, performance.now() - started));
  return allKilled(verdicts);
}
