import { styleText } from "node:util";
import type { CaseResult, RunResult } from "../run/result.js";
import { groupViolations, type ViolationGroup } from "./group.js";
import { count, noVerdict, passed, byReason, summaryLine } from "./summary.js";

export interface TextOptions {
  colors: boolean;
  /** How many groups of violations to print; the reports have all. Default: 20. */
  groups?: number;
}

/** The verdict for a terminal or a log. */
export function renderText(run: RunResult, { colors, groups: limit = 20 }: TextOptions): string {
  const paint = (format: Parameters<typeof styleText>[0], text: string) =>
    colors ? styleText(format, text, { validateStream: false }) : text;
  const groups = groupViolations(run.results);
  const lines: string[] = [];
  for (const group of groups.slice(0, limit)) {
    const [title, ...rest] = renderGroup(group);
    lines.push(paint("red", title!), ...rest, "");
  }
  if (groups.length > limit) {
    lines.push(`… and ${groups.length - limit} more causes, in the reports.`, "");
  }
  for (const { pointer, reason } of run.gaps) {
    lines.push(paint("yellow", `Not tested: ${pointer}`), `  ${reason}`, "");
  }
  for (const which of ["undecided", "skipped"] as const) {
    const title = which === "undecided" ? "Undecided" : "Skipped";
    for (const [reason, ids] of byReason(run, which)) {
      lines.push(paint("yellow", `${title}, ${count(ids.length, "case")}: ${reason}`));
      lines.push(...someOf(ids, "  "), "");
    }
  }
  const missing = noVerdict(run);
  if (missing !== undefined) lines.push(paint("red", `No verdict: ${missing}`));
  const verdict = passed(run)
    ? paint("green", "Contract holds:")
    : paint("red", "Contract broken:");
  lines.push(missing === undefined ? `${verdict} ${summaryLine(run)}` : summaryLine(run));
  return lines.join("\n");
}

/** What is broken, by cause. */
export function renderViolations(results: readonly CaseResult[]): string {
  return groupViolations(results).flatMap(renderGroup).join("\n");
}

function renderGroup({ rule, first, also, caseIds, pointers }: ViolationGroup): string[] {
  const others = pointers.length - 1;
  return [
    `✗ Broken: ${rule} (${count(caseIds.length, "case")})`,
    `  rule      ${first.pointer}${others > 0 ? ` and ${count(others, "other")}` : ""}`,
    `  expected  ${first.expected}`,
    `  actual    ${first.actual}`,
    ...also.slice(0, 3).map(({ expected, actual }) => `  also      ${expected}; actual ${actual}`),
    ...(also.length > 3 ? [`            … and ${also.length - 3} more`] : []),
    ...someOf(caseIds, "            ").map((line, index) =>
      index === 0 ? `  case      ${line.trimStart()}` : line,
    ),
    `  again     ${first.curl}`,
  ];
}

function someOf(ids: readonly string[], indent: string): string[] {
  const shown = ids.length > 6 ? ids.slice(0, 5) : ids;
  const rest = ids.length - shown.length;
  return [...shown.map((id) => indent + id), ...(rest > 0 ? [`${indent}… and ${rest} more`] : [])];
}
