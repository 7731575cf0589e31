import { describe, expect, it } from "vitest";
import { withThing } from "./pairs/all.js";
import { documentPairs } from "./pairs/documents.js";
import { baseDocument } from "./pairs/fixture.js";
import { equalPairs, schemaPairs } from "./pairs/schemas.js";
import { verdictPairs } from "./pairs/verdicts.js";
import { judgeDocuments, verdictOf } from "./verdict.js";

const thing = "#/components/schemas/Thing";

function changes(old: object, next: object): string[] {
  return judgeDocuments({ ...old }, { ...next })
    .map(({ semver, side, rule, pointer }) => `${semver} ${side} ${rule} ${pointer}`)
    .sort();
}

describe.each(schemaPairs)("$name", ({ old, new: next, rule, at, request, response }) => {
  const [ruleThere, ruleBack] = Array.isArray(rule) ? rule : [rule, rule];
  const [atThere, atBack] = Array.isArray(at) ? at : [at, at];
  // Plain strings: what `split` makes of the many verdicts that there can be takes the compiler seconds.
  const verdicts: [string, string][] = [
    ["request", request],
    ["response", response],
  ];
  const expected = (index: 0 | 1, name: string, pointer: string) =>
    verdicts
      .map(([side, needs]) => [needs.split(" / ")[index], side] as const)
      .filter(([semver]) => semver !== "none")
      .map(([semver, side]) => `${semver} ${side} ${name} ${thing}${pointer}`)
      .sort();

  it("is judged for each side", () => {
    expect(changes(baseDocument(old), baseDocument(next))).toEqual(expected(0, ruleThere, atThere));
  });

  it("is judged for each side on the way back", () => {
    expect(
      changes(baseDocument(next), baseDocument(old)).map((line) => line.replace(/ #.*/, "")),
    ).toEqual(expected(1, ruleBack, atBack).map((line) => line.replace(/ #.*/, "")));
  });
});

it.each(equalPairs)("%s: means the same", (_, old, next) => {
  expect(changes(baseDocument(old), baseDocument(next))).toEqual([]);
  expect(changes(baseDocument(next), baseDocument(old))).toEqual([]);
});

describe.each(verdictPairs)("%s", (_, old, next, request, response) => {
  const verdicts = (from: unknown, to: unknown) => {
    const found = judgeDocuments({ ...withThing(from) }, { ...withThing(to) });
    const of = (side: string) => verdictOf(found.filter((change) => change.side === side));
    return [of("request"), of("response")];
  };
  it("is judged there and back", () => {
    const [there, back] = [verdicts(old, next), verdicts(next, old)];
    expect([`${there[0]} / ${back[0]}`, `${there[1]} / ${back[1]}`]).toEqual([request, response]);
  });
});

it.each(documentPairs)("$name", ({ given, change, there, back }) => {
  const old = baseDocument();
  given?.(old);
  const next = baseDocument();
  given?.(next);
  change(next);
  expect(changes(old, next)).toEqual([...there].sort());
  expect(changes(next, old)).toEqual([...back].sort());
});

it("names the operations that a shared schema reaches and ends on recursion", () => {
  const node = (more: object) => ({
    type: "object",
    properties: { next: { $ref: thing }, ...more },
  });
  const found = judgeDocuments(
    { ...baseDocument(node({})) },
    { ...baseDocument(node({ a: { type: "string" } })) },
  );
  expect(found.map(({ side, operations }) => [side, operations])).toEqual([
    ["request", ["createThing"]],
    ["response", ["getThing"]],
  ]);
});
