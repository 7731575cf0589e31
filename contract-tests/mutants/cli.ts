import { readDocument } from "../run/document.js";
import { deriveMutants } from "./derive.js";
import { runMutant } from "./run.js";
import { createReferenceSuite } from "./suite.js";

const document = await readDocument(process.cwd());
let t = performance.now();
const mutants = deriveMutants(document);
console.log(mutants.length, performance.now() - t);
t = performance.now();
const suite = createReferenceSuite(document);
console.log("suite", suite.cases.length, performance.now() - t);
t = performance.now();
const clean = await suite.run();
console.log(
  clean.results.length,
  clean.requests,
  performance.now() - t,
  JSON.stringify(clean.results.flatMap((r) => r.violations).slice(0, 3), null, 1),
  clean.results.filter((r) => r.outcome === "skipped").map((r) => r.id + r.reason),
);
const counts: any = {};
const grep = process.argv[2] ?? "";
for (const m of mutants) {
  counts[m.class] = (counts[m.class] ?? 0) + 1;
}
console.log(counts);
t = performance.now();
let n = 0;
for (const m of mutants.filter((m) => m.id.includes(grep))) {
  const v = await runMutant(suite, m);
  n++;
  if (v.outcome !== "killed")
    console.log(
      v.outcome,
      m.id,
      v.endedEarly ?? "",
      v.violation ? `${v.violation.caseId} ${v.violation.rule}` : "",
    );
}
console.log(n, performance.now() - t);
