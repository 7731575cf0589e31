import { describe, expect, it } from "vitest";
import { readSelection } from "./arguments.js";
import { selectCases } from "./select.js";

const cases = [
  { id: "createModel / slug / missing" },
  { id: "getModel / unknown token" },
  { id: "getModel / unknown token / again" },
];

describe("selecting cases", () => {
  it.each([
    [{}, cases],
    [{ grep: "SLUG" }, [cases[0]]],
    [{ grep: "/^get.*token$/" }, [cases[1]]],
    [{ grep: "/GETMODEL/i" }, [cases[1], cases[2]]],
    [{ grep: "getModel / unknown token" }, [cases[1]]],
  ])("%j", (selection, expected) => {
    expect(selectCases(cases, selection)).toEqual(expected);
  });

  it.each([
    [{ grep: "nothing" }, '"nothing" matches none of the 3 ids.'],
    [{ grep: "/(/" }, "--grep /(/ is no regular expression"],
  ])("%j is refused", (selection, message) => {
    expect(() => selectCases(cases, selection)).toThrow(message);
  });
});

describe("arguments", () => {
  it.each([
    [undefined, [], {}],
    ["x", [], { grep: "x" }],
    [undefined, ["a / b"], { grep: "a / b" }],
  ])("--grep %j %j", (grep, positionals, selection) => {
    expect(readSelection(grep, positionals)).toEqual(selection);
  });

  it.each([
    ["", [], "An empty --grep matches nothing."],
    ["b", ["a"], "Give a case id or --grep, not both."],
  ])("--grep %j %j is refused", (grep, positionals, message) => {
    expect(() => readSelection(grep, positionals)).toThrow(message);
  });
});
