import type { CaseResult, RunResult } from "../run/result.js";
import { countOutcomes } from "./summary.js";

/** JUnit XML, one test suite for each operation, as CI systems read it. */
export function renderJunit(run: RunResult): string {
  const { violated, skipped } = countOutcomes(run);
  const suites = new Map<string, CaseResult[]>();
  for (const result of run.results) {
    suites.set(result.operationId, [...(suites.get(result.operationId) ?? []), result]);
  }
  const errors = [
    ...run.gaps.map(({ pointer, reason }) => [`not tested: ${pointer}`, reason] as const),
    ...(run.endedEarly === undefined ? [] : [["ended early", run.endedEarly] as const]),
  ];
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="contract (${run.target.kind})" tests="${run.results.length + errors.length}" failures="${violated}" errors="${errors.length}" skipped="${skipped}" time="${seconds(run.durationMs)}">`,
    ...[...suites].flatMap(([name, results]) => suite(name, results)),
    ...(errors.length === 0 ? [] : errorSuite(errors)),
    "</testsuites>",
    "",
  ].join("\n");
}

function suite(name: string, results: CaseResult[]): string[] {
  const failures = results.filter(({ outcome }) => outcome === "violated").length;
  const skipped = results.filter(({ outcome }) => outcome === "skipped").length;
  const time = results.reduce((sum, { durationMs }) => sum + durationMs, 0);
  return [
    `  <testsuite name="${xml(name)}" tests="${results.length}" failures="${failures}" skipped="${skipped}" time="${seconds(time)}">`,
    ...results.flatMap(testcase),
    "  </testsuite>",
  ];
}

function testcase({ id, group, outcome, reason, violations, durationMs }: CaseResult): string[] {
  const open = `    <testcase classname="${xml(group)}" name="${xml(id)}" time="${seconds(durationMs)}"`;
  if (outcome === "held") return [`${open}/>`];
  const inside =
    outcome === "skipped"
      ? [`      <skipped message="${xml(reason ?? "")}"/>`]
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

function errorSuite(errors: (readonly [string, string])[]): string[] {
  return [
    `  <testsuite name="run" tests="${errors.length}" errors="${errors.length}">`,
    ...errors.map(
      ([name, message]) =>
        `    <testcase classname="run" name="${xml(name)}"><error message="${xml(message)}"/></testcase>`,
    ),
    "  </testsuite>",
  ];
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
