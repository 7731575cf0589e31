import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import type { CaseResult, RunResult, Violation } from "../run/result.js";
import { groupViolations } from "./group.js";
import { renderMarkdown } from "./markdown.js";
import { createProgress } from "./progress.js";
import { nameSome, printable } from "./shorten.js";
import { passed, summaryLine } from "./summary.js";
import { renderText } from "./text.js";
import { writeReports } from "./write.js";

function violation(caseId: string, changes: Partial<Violation> = {}): Violation {
  return {
    caseId,
    rule: "the body is as documented",
    pointer: "#/components/schemas/Model/required",
    cause: "owned_by",
    expected: 'the property "owned_by"',
    actual: "nothing",
    curl: "curl -i 'http://127.0.0.1:1/models'",
    ...changes,
  };
}

function result(id: string, changes: Partial<CaseResult> = {}): CaseResult {
  return {
    id,
    operationId: id.split(" / ")[0]!,
    group: "valid",
    pointer: "#/x",
    outcome: changes.violations ? "violated" : "held",
    violations: [],
    durationMs: 1,
    ...changes,
  };
}

function run(results: CaseResult[], changes: Partial<RunResult> = {}): RunResult {
  return {
    target: { kind: "reference", baseUrl: "http://127.0.0.1:1" },
    results,
    gaps: [],
    requests: results.length,
    durationMs: 1234,
    ...changes,
  };
}

const broken = run([
  result("getModel / a"),
  result("getModel / b", { violations: [violation("getModel / b")] }),
  result("createModel / c", {
    violations: [
      violation("createModel / c"),
      violation("createModel / c", { cause: "x", pointer: "#/y", actual: '<&"`' }),
    ],
  }),
  result("createModel / d", { outcome: "skipped", reason: "Prism keeps no state." }),
]);

describe("a verdict", () => {
  it("holds only if every case that should run ran and held", () => {
    expect(passed(run([result("a")]))).toBe(true);
    expect(passed(run([result("a"), result("b", { outcome: "skipped" })]))).toBe(true);
    expect(passed(run([result("b", { outcome: "skipped" })]))).toBe(false);
    expect(passed(run([]))).toBe(false);
    expect(passed(run([result("a")], { gaps: [{ pointer: "#", reason: "" }] }))).toBe(true);
    expect(passed(run([result("a")], { endedEarly: "down" }))).toBe(false);
    expect(passed(broken)).toBe(false);
  });

  it("counts skipped cases apart", () => {
    expect(summaryLine(broken)).toBe(
      "1 held, 2 violated, 1 skipped of 4 cases; 4 requests in 1.2 s",
    );
  });
});

describe("groups", () => {
  it("put violations of the same cause together, most frequent first", () => {
    expect(groupViolations(broken.results)).toMatchObject([
      { caseIds: ["getModel / b", "createModel / c"], first: { caseId: "getModel / b" } },
      { caseIds: ["createModel / c"], pointers: ["#/y"] },
    ]);
  });
});

describe("what is wrong in exactly the same cases", () => {
  it("is one group", () => {
    const both = ["a", "b"].map((id) =>
      result(id, { violations: [violation(id), violation(id, { cause: "x", actual: "other" })] }),
    );
    const groups = groupViolations(both);
    expect(groups).toMatchObject([{ caseIds: ["a", "b"], also: [{ actual: "other" }] }]);
    expect(renderText(run(both), { colors: false })).toContain(
      '  also      the property "owned_by"; actual other',
    );
  });
});

describe("the text", () => {
  it("says what is broken, where, and how to see it again", () => {
    expect(renderText(broken, { colors: false })).toBe(
      `
✗ Broken: the body is as documented (2 cases)
  rule      #/components/schemas/Model/required
  expected  the property "owned_by"
  actual    nothing
  case      getModel / b
            createModel / c
  again     curl -i 'http://127.0.0.1:1/models'

✗ Broken: the body is as documented (1 case)
  rule      #/y
  expected  the property "owned_by"
  actual    <&"\`
  case      createModel / c
  again     curl -i 'http://127.0.0.1:1/models'

Skipped, 1 case: Prism keeps no state.
  createModel / d

Contract broken: 1 held, 2 violated, 1 skipped of 4 cases; 4 requests in 1.2 s
`.trim(),
    );
  });

  it("says that nothing was proved where nothing ran", () => {
    const nothing = run([result("a", { outcome: "skipped", reason: "why" })]);
    expect(renderText(nothing, { colors: false })).toContain("No verdict: none of the cases ran.");
    const early = run([result("a")], { endedEarly: "The server went away." });
    expect(renderText(early, { colors: false })).toContain("No verdict: The server went away.");
  });

  it("lists rules without a case", () => {
    const gaps = [{ pointer: "#/x/not", reason: "No cases are derived from it." }];
    const untested = run([result("a")], { gaps });
    expect(renderText(untested, { colors: false })).toContain(
      "Not tested: #/x/not\n  No cases are derived from it.",
    );
    expect(summaryLine(untested)).toContain("1 rule without a case");
    expect(renderMarkdown(untested)).toContain("Not tested: `#/x/not`");
  });
});

describe("a list of names", () => {
  it("says the first and how many others there are, each cut", () => {
    expect(nameSome(["one", "two", "three"])).toBe("one, two, three");
    expect(nameSome(["x".repeat(3000), "two", "three", "four", "five"])).toBe(
      `${"x".repeat(79)}…, two, three, and 2 more`,
    );
  });
});

describe("the reports", () => {
  let folder = "";
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it("are written side by side, and the summary is added to the CI job's page", async () => {
    folder = await mkdtemp(join(tmpdir(), "openpipe-models-reports-"));
    const page = join(folder, "summary.md");
    const files = await writeReports(folder, broken, page);
    await writeReports(folder, broken, page);
    expect(files).toEqual(["reports/contract-reference.json", "reports/contract-reference.md"]);
    const read = (name: string) => readFile(join(folder, name), "utf8");
    const json = JSON.parse(await read("reports/contract-reference.json"));
    expect(json).toMatchObject({
      passed: false,
      counts: { held: 1, violated: 2, skipped: 1 },
      causes: [{ cases: ["getModel / b", "createModel / c"] }, {}],
    });
    const markdown = await read("reports/contract-reference.md");
    expect(await readFile(page, "utf8")).toBe(`${markdown}\n${markdown}\n`);
  });

  it("as Markdown quote what holds backticks", () => {
    expect(renderMarkdown(broken)).toContain('- Actual: `` <&"` ``');
    expect(renderMarkdown(broken)).toContain("| valid | 1 | 2 | 0 | 1 |");
  });
});

describe("what a server says", () => {
  it("is shown without what a terminal would obey", () => {
    expect(printable("\u001B[31mred\u0007 \u202Eleft\nnext é 日")).toBe(
      "\\u001B[31mred\\u0007 \\u202Eleft\nnext é 日",
    );
  });
});

describe("progress", () => {
  function record(isTTY: boolean, total: number) {
    const written: string[] = [];
    const progress = createProgress({ isTTY, write: (text) => written.push(text) });
    for (let done = 1; done <= total; done++) progress(result("a"), done, total);
    return written;
  }

  it("is a plain line at each tenth in a log", () => {
    expect(record(false, 40)).toHaveLength(10);
    expect(record(false, 40).at(-1)).toBe("40 of 40 cases, 0 violated\n");
    expect(record(false, 40).join("")).not.toContain("\r");
  });

  it("is one line that is drawn anew on a terminal, and gone at the end", () => {
    const written = record(true, 40);
    expect(written.every((text) => text.startsWith("\r\u001B[K"))).toBe(true);
    expect(written.at(-1)).toBe("\r\u001B[K");
  });
});
