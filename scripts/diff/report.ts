import { styleText } from "node:util";
import { showLines, showText } from "../lib/document/index.js";
import type { Place, Side } from "./compare/difference.js";
import type { Semver } from "./rules.js";
import { type Change, verdictOf } from "./verdict.js";

const affected: Record<Side, string> = {
  request: "callers sending requests",
  response: "code reading answers",
  documentation: "readers of the docs",
};
const colors = { major: "red", minor: "yellow", patch: "cyan" } as const;

/** The report for a terminal. */
export function renderText(names: Place, changes: Change[]): string {
  const lines = [`${names.new} compared with ${names.old}`, ""];
  for (const change of changes) {
    const where =
      change.operations.length > 0 ? `, in ${change.operations.map(showText).join(", ")}` : "";
    lines.push(
      `${styleText(colors[change.semver], change.semver)}  ${showText(change.message)}`,
      `       ${styleText("dim", whereIs(change))}`,
      `       ${affected[change.side]}${where}: ${change.consequence}`,
      "",
    );
  }
  lines.push(summary(changes));
  return lines.join("\n");
}

/** Of what is not understood both ends, since a person has to look at them. */
function whereIs({ rule, pointer, old }: Change): string {
  const both = rule === "not-understood" && old && old.pointer !== pointer;
  return showText(both ? `${pointer} (old: ${old.pointer})` : pointer);
}

function summary(changes: Change[]): string {
  const verdict = verdictOf(changes);
  if (verdict === "none") return "Verdict: none. The documents mean the same.";
  const counts = (["major", "minor", "patch"] as Semver[])
    .map((semver) => [changes.filter((change) => change.semver === semver).length, semver])
    .filter(([count]) => count !== 0);
  return `Verdict: ${verdict} (${counts.map((count) => count.join(" ")).join(", ")})`;
}

/** The report for programs: keys and order are stable. */
export function renderJson(names: Place, changes: Change[]): string {
  const count = (semver: Semver) => changes.filter((change) => change.semver === semver).length;
  const report = JSON.stringify(
    {
      old: names.old,
      new: names.new,
      verdict: verdictOf(changes),
      counts: { major: count("major"), minor: count("minor"), patch: count("patch") },
      changes: changes.map((change) => ({
        semver: change.semver,
        rule: change.rule,
        side: change.side,
        pointer: change.pointer,
        message: change.message,
        consequence: change.consequence,
        operations: change.operations,
        old: change.old ?? null,
        new: change.new ?? null,
      })),
    },
    null,
    2,
  );
  return showLines(report);
}
