import { describe, expect, it } from "vitest";
import { readArguments } from "./arguments.js";
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
    [[], { list: false, help: false, strict: false, grep: undefined }],
    [["--list", "--grep", "x"], { list: true, help: false, strict: false, grep: "x" }],
    [["a / b"], { list: false, help: false, strict: false, grep: "a / b" }],
    [["-h"], { list: false, help: true, strict: false, grep: undefined }],
  ])("%j", (args, expected) => {
    expect(readArguments(args, "usage")).toEqual(expected);
  });

  it.each([
    [["--lst"], "Unknown option '--lst'"],
    [["--grep"], "argument missing"],
    [["--grep", ""], "An empty id or --grep matches nothing."],
    [["a", "/", "b"], 'One case id at a time, and in quotes: "a / b"?'],
    [["a", "--grep", "b"], "Give a case id or --grep, not both."],
  ])("%j is refused, with the usage", (args, message) => {
    expect(() => readArguments(args, "the usage")).toThrow(message);
    expect(() => readArguments(args, "the usage")).toThrow("the usage");
  });
});
