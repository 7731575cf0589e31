import { styleText } from "node:util";
import type { Side } from "./compare/difference.js";
import type { Semver } from "./rules.js";
import { type Change, verdictOf } from "./verdict.js";

const affected: Record<Side, string> = {
  request: "callers sending requests",
  response: "code reading answers",
  documentation: "readers of the docs",
};
const colors = { major: "red", minor: "yellow", patch: "cyan" } as const;

/** The report for a terminal. */
export function renderText(old: string, changes: Change[]): string {
  const lines = [`openapi/openapi.yaml compared with ${old}`, ""];
  for (const change of changes) {
    const where = change.operations.length > 0 ? `, in ${change.operations.join(", ")}` : "";
    lines.push(
      `${styleText(colors[change.semver], change.semver)}  ${change.message}`,
      `       ${styleText("dim", change.pointer)}`,
      `       ${affected[change.side]}${where}: ${change.consequence}`,
      "",
    );
  }
  lines.push(summary(changes));
  return lines.join("\n");
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
export function renderJson(old: string, changes: Change[]): string {
  const count = (semver: Semver) => changes.filter((change) => change.semver === semver).length;
  return JSON.stringify(
    {
      old,
      new: "openapi/openapi.yaml",
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
}
