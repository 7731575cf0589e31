import { nameSome } from "../engine/report/shorten.js";
import { operationOf } from "../engine/derive/operation.js";
import type { Described } from "../resources.js";
import type { CaseResult, Violation } from "../engine/run/result.js";
import { TargetDown } from "../engine/run/run.js";
import type { Ledger } from "./ledger.js";
import { isOurs, type Remote } from "./remote.js";

/** Deletes what has the prefix and earlier runs left behind. */
export async function sweep(
  remote: Remote,
  slugs: readonly string[],
): Promise<{ deleted: string[]; left: string[] }> {
  const deleted: string[] = [];
  const left: string[] = [];
  for (const slug of slugs.filter(isOurs)) {
    const isGone = await remote.delete(slug).catch(() => false);
    (isGone ? deleted : left).push(slug);
  }
  return { deleted, left };
}

/** Deletes what a name stands for and looks whether it is gone; the ledger reads the answers. */
export async function remove(remote: Remote, name: string): Promise<boolean> {
  const isGone = await remote.delete(name);
  await remote.read(name);
  return isGone;
}

/**
 * Deletes what the run may have made until the server shows that it is gone, or all waits are over.
 * Whatever fails, the others are tried, and the ledger knows what is left.
 *
 * @param waits between the rounds, in milliseconds.
 */
export async function cleanUp(
  remote: Remote,
  ledger: Ledger,
  waits: readonly number[],
): Promise<void> {
  ledger.lookAgain();
  let before = ledger.open().length;
  let kept = 0;
  for (const wait of [0, ...waits]) {
    await new Promise((resolve) => setTimeout(resolve, wait));
    try {
      await remote.list?.().catch(orDown);
      const names = ledger.toDelete();
      kept = 0;
      for (const name of names) {
        if (!(await remove(remote, name).catch(orDown))) kept++;
      }
      if (names.length > 0) await remote.list?.().catch(orDown);
    } catch {
      // The server is down: more requests would only take their time.
      return;
    }
    const left = ledger.open().length;
    // Some may only show late; that many that the server refuses to delete are not going to go.
    if (left === 0 || (kept > 10 && left >= before)) return;
    before = left;
  }
}

function orDown(error: unknown): void {
  if (error instanceof TargetDown) throw error;
}

/** The verdict on what was left, as a result beside those of the cases. */
export function judgeLeftovers(resource: Described, ledger: Ledger): CaseResult {
  const { name, document, read, delete: operationId = read } = resource;
  const id = `lifecycle / every ${name} of the run can be deleted`;
  const { pointer } = operationOf(document, operationId);
  const left = ledger.leftBehind();
  const shown = ledger.open().filter(ledger.isThere);
  const violation: Violation = {
    caseId: id,
    rule: `a ${name} can be deleted`,
    pointer,
    cause: `a ${name} is left`,
    expected: `no ${name} of this run is left`,
    actual: nameSome(shown),
    curl: left[0]?.replace(/^.*?curl/, "curl") ?? "",
  };
  const outcome = shown.length > 0 ? "violated" : left.length > 0 ? "undecided" : "held";
  return {
    id,
    operationId,
    group: "lifecycle",
    pointer,
    outcome,
    ...(outcome === "undecided" && {
      reason: `The server does not show that every ${name} of this run is gone.`,
    }),
    violations: outcome === "violated" ? [violation] : [],
    durationMs: 0,
  };
}
