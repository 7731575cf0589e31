import type { CaseResult, RunResult } from "../run/result.js";
import { countOutcomes } from "./summary.js";

/** JUnit XML, one test suite for each operation, as CI systems read it. */
export function renderJunit(run: RunResult): string {
  const { violated, undecided, skipped } = countOutcomes(run);
  const suites = new Map<string, CaseResult[]>();
  for (const result of run.results) {
    suites.set(result.operationId, [...(suites.get(result.operationId) ?? []), result]);
  }
  const untested = run.gaps.map(({ pointer, reason }) =>
    apart(`not tested: ${pointer}`, "skipped", reason),
  );
  const early = run.endedEarly === undefined ? [] : [apart("ended early", "error", run.endedEarly)];
  const beside = [...untested, ...early];
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="contract (${run.target.kind})" tests="${run.results.length + beside.length}" failures="${violated}" errors="${early.length}" skipped="${skipped + undecided + untested.length}" time="${seconds(run.durationMs)}">`,
    ...[...suites].flatMap(([name, results]) => suite(name, results)),
    ...(beside.length === 0 ? [] : ['  <testsuite name="run">', ...beside, "  </testsuite>"]),
    "</testsuites>",
    "",
  ].join("\n");
}

function suite(name: string, results: CaseResult[]): string[] {
  const failures = results.filter(({ outcome }) => outcome === "violated").length;
  const skipped = results.filter(({ outcome }) => isOpen(outcome)).length;
  const time = results.reduce((sum, { durationMs }) => sum + durationMs, 0);
  return [
    `  <testsuite name="${xml(name)}" tests="${results.length}" failures="${failures}" skipped="${skipped}" time="${seconds(time)}">`,
    ...results.flatMap(testcase),
    "  </testsuite>",
  ];
}

/** JUnit knows no third verdict; what is undecided is skipped there, and its message says so. */
function isOpen(outcome: CaseResult["outcome"]): boolean {
  return outcome === "skipped" || outcome === "undecided";
}

function testcase({ id, group, outcome, reason, violations, durationMs }: CaseResult): string[] {
  const open = `    <testcase classname="${xml(group)}" name="${xml(id)}" time="${seconds(durationMs)}"`;
  if (outcome === "held") return [`${open}/>`];
  const inside = isOpen(outcome)
    ? [`      <skipped message="${xml((outcome === "undecided" ? "undecided: " : "") + reason)}"/>`]
    : violations.map(({ rule, pointer, expected, actual, curl }) => {
        const text = [
          `rule: ${pointer}`,
          `expected: ${expected}`,
          `actual: ${actual}`,
          `again: ${curl}`,
        ];
        return `      <failure message="${xml(`broken: ${rule}`)}">${xml(text.join("\n"))}</failure>`;
      });
  return [`${open}>`, ...inside, "    </testcase>"];
}

/** What is said beside the cases. */
function apart(name: string, outcome: "skipped" | "error", message: string): string {
  return `    <testcase classname="run" name="${xml(name)}"><${outcome} message="${xml(message)}"/></testcase>`;
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(3);
}

/** Text for XML, without the characters that XML cannot hold. */
function xml(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "\uFFFD")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("\n", "&#10;");
}
