import type { RunResult } from "../run/result.js";
import { groupViolations } from "./group.js";
import { countOutcomes, passed } from "./summary.js";

/** Everything about a run, for programs. */
export function renderJson(run: RunResult): string {
  const causes = groupViolations(run.results).map(({ rule, first, also, caseIds, pointers }) => ({
    rule,
    pointers,
    expected: first.expected,
    actual: first.actual,
    also: also.map(({ pointer, expected, actual }) => ({ pointer, expected, actual })),
    curl: first.curl,
    cases: caseIds,
  }));
  const { results, ...rest } = run;
  const report = { passed: passed(run), counts: countOutcomes(run), ...rest, causes, results };
  return `${JSON.stringify(report, null, 2)}\n`;
}
