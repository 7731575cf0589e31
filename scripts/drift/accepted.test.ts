import { expect, it, test } from "vitest";
import { parseAccepted } from "./accepted.js";

const parse = (text: string) => parseAccepted(text, "list.yaml");

test("every difference of an entry has its reason and its line", () => {
  const text = `# Words
- reason: >-
    Because
    of this.
  accepts:
    - pointer: "#/a"
      change: removed
    - { pointer: "#/b", change: added }
`;
  const reason = "Because of this.";
  expect(parse(text)).toEqual([
    { pointer: "#/a", change: "removed", reason, at: "list.yaml:6" },
    { pointer: "#/b", change: "added", reason, at: "list.yaml:8" },
  ]);
});

test("a list with comments only accepts nothing", () => {
  expect(parse("# Nothing\n")).toEqual([]);
  expect(parse("")).toEqual([]);
});

const good = `- reason: R
  accepts:
    - pointer: "#/a"
      change: c
`;

it.each([
  ["a: 1", "list.yaml:1: the file must be a list of entries."],
  ["- just text", "list.yaml:1: an entry has `reason` and `accepts`; this is none."],
  ["- reason: R", "list.yaml:1: an entry has `reason` and `accepts`; `accepts` is missing."],
  ["- reason: R\n  accepts: []", "list.yaml:2: `accepts` must be a list of entries."],
  ["- reason: R\n  accepts:", "list.yaml:2: `accepts` must be a list of entries."],
  [good.replace("R", '""'), "list.yaml:1: `reason` must be a text that is not empty."],
  [good.replace("R", "[]"), "list.yaml:1: `reason` must be a text that is not empty."],
  [good.replace("R", ""), "list.yaml:1: `reason` must be a text that is not empty."],
  [good.replace("reason", "why"), 'list.yaml:1: an entry has `reason` and `accepts`, not "why".'],
  [
    good.replace('"#/a"', "#/a"),
    "list.yaml:3: `pointer` is empty. It begins with #, so it needs quotes.",
  ],
  [good.replace("#/a", "/a"), 'list.yaml:3: `pointer` must begin with "#/", in quotes, not "/a".'],
  [
    good.replace("change: c", "chnge: c"),
    'list.yaml:4: an entry has `pointer` and `change`, not "chnge".',
  ],
  [good.replace("change: c", "change: 3"), "list.yaml:4: `change` must be a text"],
  [good + good, "list.yaml:7: this is accepted already, at list.yaml:3."],
  [`${good}  reason: S`, "list.yaml:5: Map keys must be unique"],
  [`${good}- [`, "list.yaml:5: Flow sequence"],
  [`${good}- *nothing`, "list.yaml:5: "],
])("refuses %j", (text, message) => {
  expect(() => parse(text)).toThrow(message);
});
