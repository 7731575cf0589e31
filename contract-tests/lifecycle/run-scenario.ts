import { isObject } from "../derive/schema.js";
import type { ResponseOracle } from "../oracle/responses.js";
import { readJson } from "../run/json.js";
import type { RunOptions, Send } from "../run/options.js";
import type { CaseResult } from "../run/result.js";
import { NotSent, runCase, skip, TargetDown } from "../run/run.js";
import type { Target } from "../target.js";
import type { Memory, Step } from "./steps.js";

export interface ScenarioRun {
  results: CaseResult[];
  requests: number;
  endedEarly?: string;
}

/** Sends the steps one after the other; a step about a model that could not be created is skipped. */
export async function runScenario(
  oracle: ResponseOracle,
  steps: readonly Step[],
  target: Target,
  options: Omit<RunOptions, "prepare" | "judgeAlso"> & { send: Send },
): Promise<ScenarioRun> {
  const memory: Memory = new Map();
  const results: CaseResult[] = [];
  let requests = 0;
  let endedEarly: string | undefined;
  for (const step of steps) {
    const { contractCase, creation } = step;
    if (options.signal?.aborted)
      endedEarly ??= String(options.signal.reason?.message ?? options.signal.reason);
    const reason =
      contractCase.undecidableOn?.[target.kind] ??
      (endedEarly !== undefined
        ? `The run had ended: ${endedEarly}`
        : creation && !step.creates && !memory.has(creation)
          ? "The model that it is about was not created."
          : undefined);
    let result: CaseResult;
    if (reason !== undefined) {
      result = skip(contractCase, reason);
    } else {
      requests++;
      result = await runStep(oracle, step, target, memory, options).catch((error: unknown) => {
        if (!(error instanceof NotSent)) throw error;
        if (error instanceof TargetDown) endedEarly = error.message;
        return skip(contractCase, error.message);
      });
    }
    results.push(result);
    options.onResult?.(result, results.length, steps.length);
  }
  return { results, requests, ...(endedEarly !== undefined && { endedEarly }) };
}

function runStep(
  oracle: ResponseOracle,
  step: Step,
  target: Target,
  memory: Memory,
  options: RunOptions & { send: Send },
): Promise<CaseResult> {
  return runCase(oracle, step.contractCase, target, {
    ...options,
    judgeAlso: (contractCase, _, response) => {
      if (contractCase.expect.kind !== "success" || response.status >= 400) return [];
      const json = readJson(response.body);
      if (step.creates && step.creation && isObject(json)) memory.set(step.creation, json);
      // An answer that is no JSON has been judged already.
      return json === undefined ? [] : (step.judge?.(json, memory) ?? []);
    },
  });
}
