import { isObject } from "../derive/schema.js";
import type { ResponseOracle } from "../judge/responses.js";
import { readJson } from "../run/json.js";
import type { RunOptions, Send } from "../run/options.js";
import type { CaseResult } from "../run/result.js";
import { NotSent, runCase, skip, TargetDown, undecided } from "../run/run.js";
import type { Target } from "../target.js";
import type { Creation, Known, Step } from "./steps.js";

type Memory = Map<Creation, Known>;

export interface ScenarioRun {
  results: CaseResult[];
  requests: number;
  endedEarly?: string;
}

/**
 * Sends the steps one after the other. What an answer leads to is in the table of states; a step whose
 * subject is in another state than it needs is not sent.
 */
export async function runScenario(
  steps: readonly Step[],
  target: Target,
  options: ScenarioOptions,
): Promise<ScenarioRun> {
  const memory: Memory = new Map();
  const results: CaseResult[] = [];
  const { signal } = options;
  let requests = 0;
  let endedEarly: string | undefined;
  for (const step of steps) {
    const { contractCase } = step;
    const known = knownOf(memory, step);
    if (signal?.aborted) endedEarly ??= String(signal.reason?.message ?? signal.reason);
    const reason =
      contractCase.undecidableOn?.[target.kind] ??
      (endedEarly === undefined ? undefined : `The run had ended: ${endedEarly}`);
    let result = reason === undefined ? notSent(step, known) : skip(contractCase, reason);
    // A list or a read may be behind: it counts only if it stays wrong.
    for (const wait of [
      0,
      ...(step.contractCase.request.method === "GET" ? (options.waits ?? []) : []),
    ]) {
      if (result && (result.outcome !== "violated" || signal?.aborted)) break;
      if (result) await new Promise((resolve) => setTimeout(resolve, wait));
      requests++;
      result = await runStep(step, target, known, options).catch((error: unknown) => {
        if (!(error instanceof NotSent)) throw error;
        if (error instanceof TargetDown) endedEarly = error.message;
        return skip(contractCase, error.message);
      });
    }
    results.push(result!);
    options.onResult?.(result!, results.length, steps.length);
  }
  return { results, requests, ...(endedEarly !== undefined && { endedEarly }) };
}

export type ScenarioOptions = Omit<RunOptions, "prepare" | "judgeAlso"> & {
  send: Send;
  oracle: ResponseOracle;
};

/** Sends a request two times at once; the answer that accepts it counts. */
function twice(send: Send, known: Known): Send {
  return async (request) => {
    const answers = await Promise.all([send(request), send(request)]);
    const accepted = answers.filter(({ status }) => status < 400);
    known.twice = accepted.length === 2;
    return accepted[0] ?? answers[0]!;
  };
}

function knownOf(memory: Memory, { creation }: Step): Known {
  const known = (creation && memory.get(creation)) ?? { state: "not created" };
  if (creation) memory.set(creation, known);
  return known;
}

/** The result of a step whose subject is not in the state that it needs. */
function notSent(
  { contractCase, creation, needs }: Step,
  { state }: Known,
): CaseResult | undefined {
  if (!creation || needs === undefined || needs === state) return undefined;
  if (state === "unknown") {
    return undecided(
      contractCase,
      "An earlier answer did not say what became of what it is about.",
    );
  }
  const reasons = {
    "not created": "What it is about was not created.",
    there: "What it is about was not deleted.",
    deleted: "What it is about was deleted before.",
  };
  return skip(contractCase, reasons[state]);
}

async function runStep(
  step: Step,
  target: Target,
  known: Known,
  options: ScenarioOptions,
): Promise<CaseResult> {
  const result = await runCase(options.oracle, step.contractCase, target, {
    ...options,
    ...(step.twice && { send: twice(options.send, known) }),
    judgeAlso: ({ expect }, _, { status, body }) => {
      if (expect.kind === "success" && status >= 400) return [];
      const json = readJson(body);
      // An answer that is no JSON has been judged already; that to a delete may well be empty.
      if (json === undefined && (step.leads !== "deleted" || body !== "")) return [];
      if (step.leads === "there" && isObject(json) && status < 400) {
        if (known.model) known.before = known.model;
        known.model = json;
        delete known.last;
      }
      if (step.leads && status < 400 && known.model) known.state = step.leads;
      return step.judge?.(json, known, status) ?? [];
    },
  });
  if (step.leads && result.outcome === "undecided") known.state = "unknown";
  return result;
}
