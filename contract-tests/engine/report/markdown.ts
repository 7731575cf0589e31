import type { RunResult } from "../run/result.js";
import { groupViolations, type ViolationGroup } from "./group.js";
import { countByGroup, noVerdict, passed, byReason, summaryLine } from "./summary.js";

/** A summary for the page of a CI job. */
export function renderMarkdown(run: RunResult): string {
  const { kind, baseUrl } = run.target;
  const missing = noVerdict(run);
  const outcome = passed(run) ? "holds" : "is broken";
  const verdict = missing === undefined ? outcome : "could not be judged";
  const groups = groupViolations(run.results);
  return [
    `## Contract ${verdict} (${kind})`,
    "",
    `${summaryLine(run)} against ${code(baseUrl)}.`,
    "",
    ...(missing === undefined ? [] : [`**No verdict:** ${missing}`, ""]),
    ...(run.leftBehind ?? []).flatMap((line) => [`- ${code(line)}`, ""]),
    "| Group | Held | Violated | Undecided | Skipped |",
    "| --- | ---: | ---: | ---: | ---: |",
    ...[...countByGroup(run)].map(
      ([group, { held, violated, undecided, skipped }]) =>
        `| ${group} | ${held} | ${violated} | ${undecided} | ${skipped} |`,
    ),
    "",
    ...groups.slice(0, 50).flatMap(renderGroup),
    ...(groups.length > 50 ? [`… and ${groups.length - 50} more causes.`, ""] : []),
    ...run.gaps.flatMap(({ pointer, reason }) => [
      `### Not tested: ${code(pointer)}`,
      "",
      reason,
      "",
    ]),
    ...renderReasons("Undecided", byReason(run, "undecided")),
    ...renderReasons("Skipped", byReason(run, "skipped")),
  ].join("\n");
}

function renderReasons(title: string, reasons: Map<string, string[]>): string[] {
  return [...reasons].flatMap(([reason, ids]) => [
    `<details><summary>${title}, ${ids.length}: ${html(reason)}</summary>`,
    "",
    ...ids.map((id) => `- ${code(id)}`),
    "",
    "</details>",
    "",
  ]);
}

function renderGroup({ rule, first, also, caseIds, pointers }: ViolationGroup): string[] {
  const shown = caseIds.slice(0, 10);
  return [
    `### Broken: ${rule} (${caseIds.length})`,
    "",
    `- Rule: ${pointers.slice(0, 5).map(code).join(", ")}${pointers.length > 5 ? ` and ${pointers.length - 5} more` : ""}`,
    `- Expected: ${code(first.expected)}`,
    `- Actual: ${code(first.actual)}`,
    ...also
      .slice(0, 10)
      .map(({ expected, actual }) => `- Also expected: ${code(expected)}, actual: ${code(actual)}`),
    ...(also.length > 10 ? [`- … and ${also.length - 10} more of the same cases`] : []),
    `- Cases: ${shown.map(code).join(", ")}${caseIds.length > 10 ? ` and ${caseIds.length - 10} more` : ""}`,
    "",
    "```sh",
    first.curl.replaceAll("```", "` ` `"),
    "```",
    "",
  ];
}

/** Inline code that may itself hold backticks. */
function code(text: string): string {
  const ticks = "`".repeat(Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length)) + 1);
  return ticks.length === 1 ? `\`${text}\`` : `${ticks} ${text} ${ticks}`;
}

function html(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
