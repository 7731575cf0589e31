import { deriveCases } from "../../contract-tests/engine/derive/index.js";
import { runCases } from "../../contract-tests/engine/run/run.js";
import type { OpenApiDocument } from "../lib/document/index.js";

/** What came of the contract cases of some operations. */
export interface ContractVerdict {
  said: string;
  /** What to read about those that did not hold, and about rules without a case; "" if nothing. */
  details: string;
  /** The operations that had one. */
  failing: string[];
}

const shown = 3;

/** Runs the contract cases of `operationIds` against the mock at `url`. */
export async function runAffectedCases(
  document: OpenApiDocument,
  operationIds: string[],
  url: string,
  signal: AbortSignal,
): Promise<ContractVerdict> {
  const { cases, gaps } = deriveCases(document);
  const affected = cases.filter(({ operationId }) => operationIds.includes(operationId));
  const target = { kind: "mock", baseUrl: url, token: "any-token" } as const;
  const { results, endedEarly } = await runCases(document, affected, target, { signal });
  const violations = results.flatMap((result) => result.violations);
  const held = results.filter(({ outcome }) => outcome === "held").length;
  const paragraphs = violations
    .slice(0, shown)
    .map(
      ({ caseId, cause, expected, actual, pointer }) =>
        `${caseId}\n  ${cause}\n  expected ${expected}, got ${actual}\n  rule at ${pointer}`,
    );
  if (violations.length > shown) {
    paragraphs.push(`… and ${violations.length - shown} more: npm run contract`);
  }
  paragraphs.push(...gaps.map(({ pointer, reason }) => `not tested: ${pointer}: ${reason}`));
  if (endedEarly) paragraphs.push(`The run ended early: ${endedEarly}`);
  const ids = new Set(violations.map(({ caseId }) => caseId));
  const failing = results.filter(({ id }) => ids.has(id)).map(({ operationId }) => operationId);
  return {
    said: `${held} of ${affected.length} cases of ${operationIds.join(", ")} hold${skippedNote(results)}`,
    details: paragraphs.join("\n\n"),
    failing: [...new Set(endedEarly ? operationIds : failing)],
  };
}

function skippedNote(results: { outcome: string }[]): string {
  const skipped = results.filter(({ outcome }) => outcome === "skipped").length;
  return skipped === 0 ? "" : `, the mock cannot decide ${skipped}`;
}
