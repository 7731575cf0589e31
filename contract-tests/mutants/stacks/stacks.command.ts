import { expect, test } from "vitest";
import { runStacks, stackEntries } from "./command.js";
import { knownMisses } from "./misses.js";
import { runDeviation } from "./run.js";

const entries = stackEntries();

test("each has a name of its own, and each known miss exists", () => {
  const ids = entries.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect([...knownMisses.keys()].filter((id) => !ids.includes(id))).toEqual([]);
});

test("what is found and what is missed is told apart", async () => {
  const chosen = entries.filter(({ id }) => /zeros in front are lost|a token in quotes/.test(id));
  const lines: string[] = [];
  expect(await runStacks(chosen, (line) => lines.push(line))).toBe(false);
  expect(lines[0]).toMatch(/^missed: .* zeros in front.*\n.*ruled out by: .*\n.*prefix/);
  expect(lines.at(-1)).toBe("1 of 2 deviations of real stacks found; 0 false alarms");
});

test("a run that finds nothing is found out by a failure alone", async () => {
  const refuses = { name: "", stack: "", rule: "", change: () => ({ access: () => undefined }) };
  expect((await runDeviation(refuses)).failure).toContain("401");
});
