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
    `  <testsuite name="${escape(name)}" tests="${results.length}" failures="${failures}" skipped="${skipped}" time="${seconds(time)}">`,
    ...results.flatMap(testcase),
    "  </testsuite>",
  ];
}

function testcase({ id, group, outcome, reason, violations, durationMs }: CaseResult): string[] {
  const open = `    <testcase classname="${escape(group)}" name="${escape(id)}" time="${seconds(durationMs)}"`;
  if (outcome === "held") return [`${open}/>`];
  const inside =
    outcome === "skipped"
      ? [`      <skipped message="${escape(reason ?? "")}"/>`]
      : violations.map(({ rule, pointer, expected, actual, curl }) => {
          const text = [
            `rule: ${pointer}`,
            `expected: ${expected}`,
            `actual: ${actual}`,
            `again: ${curl}`,
          ];
          return `      <failure message="${escape(`broken: ${rule}`)}">${escape(text.join("\n"))}</failure>`;
        });
  return [`${open}>`, ...inside, "    </testcase>"];
}

function errorSuite(errors: (readonly [string, string])[]): string[] {
  return [
    `  <testsuite name="run" tests="${errors.length}" errors="${errors.length}">`,
    ...errors.map(
      ([name, message]) =>
        `    <testcase classname="run" name="${escape(name)}"><error message="${escape(message)}"/></testcase>`,
    ),
    "  </testsuite>",
  ];
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(3);
}

/** Text for XML, without the characters that XML cannot hold. */
function escape(text: string): string {
  return (
    text
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML 1.0 forbids.
      .replace(
        /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|[\uD800-\uDFFF](?![\uDC00-\uDFFF])(?<![\uD800-\uDBFF][\uDC00-\uDFFF])/g,
        "\uFFFD",
      )
      .replaceAll("&", "&amp;")
      .replaceAll("<", "&lt;")
      .replaceAll(">", "&gt;")
      .replaceAll('"', "&quot;")
      .replaceAll("\n", "&#10;")
  );
}
