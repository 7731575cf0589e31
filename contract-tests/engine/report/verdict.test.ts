import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import type { ContractCase } from "../case.js";
import type { CaseResult, RunResult, Violation } from "../run/result.js";
import { finish } from "./finish.js";
import { groupViolations } from "./group.js";
import { renderJson } from "./json.js";
import { renderList } from "./list.js";
import { renderMarkdown } from "./markdown.js";
import { createProgress } from "./progress.js";
import { cut, shorten } from "./shorten.js";
import { noVerdict, passed, summaryLine } from "./summary.js";
import { renderText, renderViolations } from "./text.js";
import { writeReports } from "./write.js";

function result(outcome: CaseResult["outcome"], id = outcome as string, more = {}): CaseResult {
  const base = { operationId: "x", group: "valid", pointer: "#/x", durationMs: 1 } as const;
  return { ...base, id, outcome, violations: [], ...more };
}

function run(results: CaseResult[], changes: Partial<RunResult> = {}): RunResult {
  const target = { kind: "reference", baseUrl: "http://127.0.0.1:1" } as const;
  return { target, results, gaps: [], requests: 0, durationMs: 0, ...changes };
}

function violation(caseId: string, cause: string, pointer = `#/${cause}`): Violation {
  const words = { rule: "a rule", expected: `no ${cause}`, actual: `a ${cause}` };
  return { ...words, caseId, cause, pointer, curl: "curl 'x'" };
}

const [held, violated] = [result("held"), result("violated")];
const [undecided, skipped] = [result("undecided"), result("skipped")];

describe("a run gives no verdict", () => {
  it.each<[string | undefined, CaseResult[], Partial<RunResult>]>([
    ["none of the cases ran.", [], {}],
    ["none of the cases ran.", [skipped], {}],
    ["It went away.", [held, violated], { endedEarly: "It went away." }],
    ["what ran is undecided.", [undecided, skipped], {}],
    ["models of this run may be left behind.", [held], { leftBehind: ["x"] }],
    ["something is undecided, and the run is strict.", [held, undecided], { strict: true }],
    [undefined, [held], { leftBehind: [], strict: true }],
    [undefined, [held, undecided], {}],
    [undefined, [violated], { leftBehind: ["x"] }],
    [undefined, [violated, undecided], { strict: true }],
  ])("%j", (reason, results, changes) => {
    const judged = run(results, changes);
    expect(noVerdict(judged)).toBe(reason);
    expect(passed(judged)).toBe(reason === undefined && !results.includes(violated));
  });
});

it("counts what is undecided and the rules without a case, where there are any", () => {
  const gaps = ["#/a", "#/b"].map((pointer) => ({ pointer, reason: "" }));
  expect(summaryLine(run([held, undecided], { gaps }))).toBe(
    "1 held, 0 violated, 1 undecided, 0 skipped of 2 cases; 2 rules without a case; 0 requests in 0.0 s",
  );
});

/** One cause in twelve cases with eleven more in the same, and another cause in one case. */
const causes = Array.from({ length: 12 }, (_, index) => `cause${index + 1}`);
const cases = Array.from({ length: 12 }, (_, index) => `case ${index + 1}`);
const rich = run(
  [
    result("violated", "first", { violations: [violation("first", "x")] }),
    ...cases.map((id) =>
      result("violated", id, { violations: causes.map((cause) => violation(id, cause)) }),
    ),
    result("undecided", "u", { reason: "a < b & c", group: "lifecycle" }),
    result("skipped", "s", { reason: "no" }),
    result("skipped", "t", { reason: "no" }),
  ],
  { gaps: [{ pointer: "#/gap", reason: "why" }], leftBehind: ["left `x`"] },
);

describe("the text", () => {
  it("shows the first of many cases and causes, and how many more there are", () => {
    expect(renderText(rich, { colors: false, groups: 1 })).toBe(`✗ Broken: a rule (12 cases)
  rule      #/cause1 and 11 others
  expected  no cause1
  actual    a cause1
  also      no cause2; actual a cause2
  also      no cause3; actual a cause3
  also      no cause4; actual a cause4
            … and 8 more
  case      case 1
            case 2
            case 3
            case 4
            case 5
            … and 7 more
  again     curl 'x'

… and 1 more causes, in the reports.

Not tested: #/gap
  why

Undecided, 1 case: a < b & c
  u

Skipped, 2 cases: no
  s
  t

Contract broken: 0 held, 13 violated, 1 undecided, 2 skipped of 16 cases; 1 rule without a case; 0 requests in 0.0 s`);
  });

  it("shows all where there are few", () => {
    const few = (count: number) =>
      cases.slice(0, count).map((id) =>
        result("violated", id, {
          violations: causes.slice(0, 4).map((cause) => violation(id, cause)),
        }),
      );
    expect(renderViolations(few(6))).not.toContain("more");
    expect(renderViolations(few(7))).toContain("… and 2 more");
    expect(renderText(run(few(1)), { colors: false, groups: 1 })).not.toContain("in the reports");
  });

  it("says the same in colors, and that a contract holds", () => {
    const colored = renderText(rich, { colors: true });
    expect(stripVTControlCharacters(colored)).toBe(renderText(rich, { colors: false }));
    for (const red of ["✗ Broken: a rule (12 cases)", "Contract broken:"]) {
      expect(colored).toContain(`\u001B[31m${red}\u001B[39m`);
    }
    const good = run([held]);
    expect(renderText(good, { colors: true })).toContain("\u001B[32mContract holds:\u001B[39m 1");
    expect(renderMarkdown(good)).toContain("## Contract holds (reference)");
  });
});

it("the text says why there is no verdict, and what was counted", () => {
  expect(renderText(run([skipped]), { colors: false })).toMatch(
    /\n\nNo verdict: none of the cases ran\.\n0 held, .* of 1 cases; .*$/,
  );
  expect(renderText(run([skipped]), { colors: true })).toContain("\u001B[31mNo verdict:");
});

it("the Markdown shows more of them than the text", () => {
  expect(renderMarkdown(rich)).toBe(`## Contract is broken (reference)

${summaryLine(rich)} against \`http://127.0.0.1:1\`.

- \`\` left \`x\` \`\`

| Group | Held | Violated | Undecided | Skipped |
| --- | ---: | ---: | ---: | ---: |
| valid | 0 | 13 | 0 | 2 |
| lifecycle | 0 | 0 | 1 | 0 |

### Broken: a rule (12)

- Rule: \`#/cause1\`, \`#/cause2\`, \`#/cause3\`, \`#/cause4\`, \`#/cause5\` and 7 more
- Expected: \`no cause1\`
- Actual: \`a cause1\`
${causes
  .slice(1, 11)
  .map((cause) => `- Also expected: \`no ${cause}\`, actual: \`a ${cause}\``)
  .join("\n")}
- … and 1 more of the same cases
- Cases: ${cases
    .slice(0, 10)
    .map((id) => `\`${id}\``)
    .join(", ")} and 2 more

\`\`\`sh
curl 'x'
\`\`\`

### Broken: a rule (1)

- Rule: \`#/x\`
- Expected: \`no x\`
- Actual: \`a x\`
- Cases: \`first\`

\`\`\`sh
curl 'x'
\`\`\`

### Not tested: \`#/gap\`

why

<details><summary>Undecided, 1: a &lt; b &amp; c</summary>

- \`u\`

</details>

<details><summary>Skipped, 2: no</summary>

- \`s\`
- \`t\`

</details>
`);
  expect(renderMarkdown(run([]))).toContain(`## Contract could not be judged (reference)

0 held, 0 violated, 0 skipped of 0 cases; 0 requests in 0.0 s against \`http://127.0.0.1:1\`.

**No verdict:** none of the cases ran.
`);
  const many = Array.from({ length: 51 }, (_, index) => String(index)).map((id) =>
    result("violated", id, { violations: [violation(id, id)] }),
  );
  expect(renderMarkdown(run(many))).toContain("… and 1 more causes.");
  expect(renderMarkdown(run(many)).match(/### Broken/g)).toHaveLength(50);
  expect(renderMarkdown(run(many.slice(1)))).not.toContain("more causes");
  const few = cases.slice(0, 10).map((id) =>
    result("violated", id, {
      violations: causes.slice(0, 11).map((cause, at) => violation(id, cause, `#/${at % 5}`)),
    }),
  );
  expect(renderMarkdown(run(few))).not.toContain("more");
});

it("the Markdown keeps what a server says inside of its code", () => {
  const said = { ...violation("a", "``"), curl: "curl '```'" };
  const markdown = renderMarkdown(run([result("violated", "a", { violations: [said] })]));
  expect(markdown).toContain("- Actual: ``` a `` ```");
  expect(markdown).toContain("curl '` ` `'");
});

it("the JSON has what else is wrong in the same cases", () => {
  const { causes } = JSON.parse(renderJson(rich)) as { causes: { also: unknown[] }[] };
  expect(causes[0]!.also[0]).toEqual({
    pointer: "#/cause2",
    expected: "no cause2",
    actual: "a cause2",
  });
});

it("names a case, and a place in the document, once", () => {
  const twice = [violation("a", "x"), violation("a", "x"), violation("a", "y", "#/x")];
  const groups = groupViolations([result("violated", "a", { violations: twice })]);
  expect(groups).toMatchObject([{ caseIds: ["a"], pointers: ["#/x"], also: [{ cause: "y" }] }]);
});

it("keeps apart what breaks different rules in the same case", () => {
  const other = { ...violation("a", "x"), rule: "another rule" };
  const violations = [violation("a", "x"), other];
  expect(groupViolations([result("violated", "a", { violations })])).toHaveLength(2);
});

it("lists cases by their group", () => {
  const listed = [
    { group: "valid", id: "a" },
    { group: "invalid", id: "b" },
    { group: "valid", id: "c" },
  ] as ContractCase[];
  expect(renderList(listed)).toBe("valid (2)\n  a\n  c\n\ninvalid (1)\n  b\n\n3 cases");
});

it("progress counts what is violated", () => {
  const written: string[] = [];
  const progress = createProgress({ write: (text) => written.push(text) });
  progress(violated, 1, 2);
  progress(held, 2, 2);
  expect(written).toEqual(["1 of 2 cases, 1 violated\n", "2 of 2 cases, 1 violated\n"]);
});

it("cuts a text that is too long, and only that", () => {
  expect([cut("abc", 3), cut("abcd", 3)]).toEqual(["abc", "ab…"]);
  expect(shorten(" a \n\n b ", 3)).toBe("a b");
});

it.each([
  [run([held]), undefined, true, undefined, true],
  [rich, 1, true, "1", false],
  [rich, 1, false, undefined, false],
])("prints %#: the verdict, in colors on a terminal, and ends with it", async (...given) => {
  const [judged, exitCode, isTTY, noColor, colors] = given;
  const folder = await mkdtemp(join(tmpdir(), "openpipe-models-verdict-"));
  const print = vi.spyOn(console, "log").mockReturnValue();
  const wasTTY = process.stdout.isTTY;
  process.stdout.isTTY = isTTY;
  vi.stubEnv("GITHUB_STEP_SUMMARY", "");
  vi.stubEnv("NO_COLOR", noColor);
  onTestFinished(async () => {
    process.exitCode = undefined;
    process.stdout.isTTY = wasTTY;
    vi.restoreAllMocks();
    vi.unstubAllEnvs();
    await rm(folder, { recursive: true });
  });
  await writeReports(folder, run([], { target: { kind: "mock", baseUrl: "" } }));
  await finish(folder, judged);
  expect(print.mock.calls).toEqual([
    [renderText(judged, { colors })],
    ["Reports: reports/contract-reference.json, reports/contract-reference.md"],
  ]);
  expect(await readdir(join(folder, "reports"))).toHaveLength(4);
  expect(process.exitCode).toBe(exitCode);
});
