import { afterAll, beforeAll, expect, test } from "vitest";
import { deriveCases } from "../derive/index.js";
import { countOutcomes, passed } from "../report/summary.js";
import { readDocument } from "../run/document.js";
import { deriveMutants } from "./derive.js";
import { createLaboratory, type Laboratory } from "./measure.js";
import { mutantClasses } from "./mutant.js";

const document = await readDocument(process.cwd());
const mutants = deriveMutants(document);
let laboratory: Laboratory;
beforeAll(async () => {
  laboratory = await createLaboratory(document, deriveCases(document).cases);
});
afterAll(() => laboratory.close());

test("every case and the lifecycle hold on the reference server", async () => {
  const run = await laboratory.runUnmutated();
  expect(passed(run)).toBe(true);
  expect(countOutcomes(run).held).toBeGreaterThan(900);
});

test.each(mutantClasses)("a sample of mutants is killed: %s", async (name) => {
  const all = mutants.filter((mutant) => mutant.class === name);
  const sample = all.filter((_, index) => index % Math.ceil(all.length / 5) === 0);
  expect(sample.length).toBeGreaterThanOrEqual(3);
  for (const mutant of sample) {
    expect((await laboratory.run(mutant)).killedBy, mutant.id).toBeDefined();
  }
});
