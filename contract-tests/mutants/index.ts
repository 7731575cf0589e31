import { Failure, runMain } from "../../scripts/lib/failure.js";
import { deriveCases } from "../derive/index.js";
import { passed } from "../report/summary.js";
import { renderText } from "../report/text.js";
import { readArguments } from "../run/arguments.js";
import { readDocument } from "../run/document.js";
import { selectCases } from "../run/select.js";
import { deriveMutants } from "./derive.js";
import { equivalents } from "./equivalents.js";
import { createLaboratory, type MutantResult } from "./measure.js";
import { isGood, renderScore } from "./score.js";

const usage = `Usage: npm run contract:mutants                              run the suite against every deviating server
       npm run contract:mutants -- --grep <text or /regex/>  against those whose id matches
       npm run contract:mutants -- "<id>"                    against one
       npm run contract:mutants -- --list                    print their ids
       npm run contract:mutants -- --help                    print this

It needs no network and no mock: the servers run in this process.`;

await runMain(async () => {
  const { list, help, ...selection } = readArguments(process.argv.slice(2), usage);
  if (help) {
    console.log(usage);
    return;
  }
  const document = await readDocument(process.cwd());
  const all = deriveMutants(document);
  const mutants = selectCases(all, selection);
  if (list) {
    console.log([...mutants.map(({ id }) => id), "", `${mutants.length} mutants`].join("\n"));
    return;
  }
  const started = performance.now();
  const laboratory = await createLaboratory(document, deriveCases(document).cases);
  try {
    const unmutated = await laboratory.runUnmutated();
    if (!passed(unmutated)) {
      throw new Failure(
        `${renderText(unmutated, { colors: false })}\n\nThe server without a deviation has to pass first, or no mutant counts as killed.`,
      );
    }
    console.log(`${mutants.length} mutants, ${unmutated.results.length} cases`);
    const results: MutantResult[] = [];
    for (const mutant of mutants) {
      results.push(await laboratory.run(mutant));
      if (results.length % 100 === 0) console.log(`${results.length} of ${mutants.length}`);
    }
    const known = new Set(all.map(({ id }) => id));
    const score = { results, equivalents, known };
    console.log(renderScore(score, (performance.now() - started) / 1000));
    if (!isGood(score)) process.exitCode = 1;
  } finally {
    await laboratory.close();
  }
});
