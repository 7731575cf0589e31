import { expect, it } from "vitest";
import type { Equivalent } from "./equivalent.js";
import { percentageOf, type Report, scoreOf } from "./score.js";

const source = "const a = 1;\n  if (a) call();";
const entry: Equivalent = {
  file: "src/x/a.ts",
  line: "if (a) call();",
  becomes: "true",
  because: "a is never 0.",
};

function mutant(status: string, replacement = "true", line = 2) {
  return { status, replacement, location: { start: { line } } };
}

function report(...mutants: Report["files"][string]["mutants"]): Report {
  return { files: { "src/x/a.ts": { source, mutants } } };
}

it("counts what tests noticed, folder by folder", () => {
  const mixed = report(mutant("Killed"), mutant("Timeout"), mutant("NoCoverage", "", 1));
  mixed.files["src/y/b.ts"] = { source, mutants: [mutant("Survived"), mutant("Ignored")] };
  const { scores } = scoreOf(mixed, []);
  expect(scores).toEqual([
    { folder: "src/x", tried: 3, survived: 1 },
    { folder: "src/y", tried: 1, survived: 1 },
  ]);
  expect(scores.map(percentageOf).map(Math.round)).toEqual([67, 0]);
});

it("leaves out the survivors that are listed, and only these", () => {
  const mutants = [mutant("Killed", "false"), mutant("Survived"), mutant("Survived", "true", 1)];
  const { scores, outdated } = scoreOf(report(...mutants), [entry]);
  expect(scores).toEqual([{ folder: "src/x", tried: 2, survived: 1 }]);
  expect(outdated).toEqual([]);
});

it("finds entries that no survivor needs, in the files that were changed", () => {
  expect(scoreOf(report(mutant("Killed")), [entry]).outdated).toEqual([entry]);
  expect(scoreOf(report(mutant("Killed")), [{ ...entry, file: "src/z.ts" }]).outdated).toEqual([]);
});

it("has nothing to complain of where nothing can be changed", () => {
  expect(percentageOf({ tried: 0, survived: 0 })).toBe(100);
});
