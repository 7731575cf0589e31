import { readCurrentDocument } from "../../scripts/lib/current-document.js";
import { UsageFailure } from "../../scripts/lib/failure.js";
import type { OpenApiDocument } from "../../scripts/lib/document/index.js";
import { operations } from "../engine/derive/operation.js";
import { type Selection, selectCases } from "../engine/run/select.js";
import { runMutants } from "./all.js";
import { deriveMutants, testedOperations } from "./derive.js";
import type { Mutant } from "./mutant.js";
import { runStacks, stackEntries } from "./stacks/command.js";
import { createReferenceSuite } from "./suite.js";
import { allKilled, renderSummary } from "./summary.js";

const sources = ["derived", "stacks"];

/**
 * `npm run contract:mutants`, with `root` as the project.
 *
 * @throws Failure for wrong arguments, and when the suite fails without a deviation.
 */
export async function mutantsCommand(
  root: string,
  { list, source, ...selection }: Selection & { list?: boolean; source?: string },
): Promise<void> {
  if (selection.grep === "") throw new UsageFailure("An empty --grep matches nothing.");
  if (source !== undefined && !sources.includes(source)) {
    throw new UsageFailure(`--source is one of ${sources.join(", ")}, not "${source}".`);
  }
  const document = await readCurrentDocument(root);
  const derived = source === "stacks" ? [] : deriveMutants(document);
  const stacks = source === "derived" ? [] : stackEntries();
  const chosen = new Set(selectCases([...derived, ...stacks], selection).map(({ id }) => id));
  const mutants = derived.filter(({ id }) => chosen.has(id));
  const entries = stacks.filter(({ id }) => chosen.has(id));
  if (list) {
    const count = `${mutants.length} derived mutants, ${entries.length} stacks`;
    console.log([...chosen, count].join("\n"));
    return;
  }
  const killed = mutants.length === 0 || (await runDerived(document, mutants));
  const found = entries.length === 0 || (await runStacks(entries));
  if (!killed || !found) process.exitCode = 1;
}

/** @returns whether every mutant was killed. */
async function runDerived(document: OpenApiDocument, mutants: readonly Mutant[]): Promise<boolean> {
  const tested = new Set(testedOperations(document).map(({ id }) => id));
  const others = operations(document).flatMap(({ id }) => (tested.has(id) ? [] : [id]));
  if (others.length > 0) {
    const why = "they have no case, or the document shows no example of their answer";
    console.log(`No mutants of ${others.join(", ")}: ${why}.`);
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
