import { readCurrentDocument } from "../../scripts/lib/current-document.js";
import { UsageFailure } from "../../scripts/lib/failure.js";
import { operations } from "../engine/derive/operation.js";
import { type Selection, selectCases } from "../engine/run/select.js";
import { runMutants } from "./all.js";
import { deriveMutants, testedOperations } from "./derive.js";
import { createReferenceSuite } from "./suite.js";
import { allKilled, renderSummary } from "./summary.js";

/**
 * `npm run contract:mutants`, with `root` as the project.
 *
 * @throws Failure for wrong arguments, and when the suite fails without a deviation.
 */
export async function mutantsCommand(
  root: string,
  { list, ...selection }: Selection & { list?: boolean },
): Promise<void> {
  if (selection.grep === "") throw new UsageFailure("An empty --grep matches nothing.");
  const document = await readCurrentDocument(root);
  const mutants = selectCases(deriveMutants(document), selection);
  if (list) {
    console.log([...mutants.map(({ id }) => id), `${mutants.length} mutants`].join("\n"));
    return;
  }
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
  if (!allKilled(verdicts)) process.exitCode = 1;
}
