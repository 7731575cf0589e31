import type { OpenApiDocument } from "../../../scripts/lib/document/index.js";
import type { ContractCase } from "../case.js";
import { createResponseOracle } from "../judge/responses.js";
import { resource } from "../../resources.js";
import type { HttpRequest, HttpResponse, RunOptions } from "../run/options.js";
import type { RunResult } from "../run/result.js";
import { runCases } from "../run/run.js";
import { createSender } from "../run/send.js";
import type { Target } from "../target.js";
import type { Adapter } from "./adapt.js";
import { judgeEcho } from "./echo.js";
import { watchRefused } from "./refused.js";
import { runScenario } from "./run-scenario.js";
import { judgeNew } from "./state.js";
import type { Step } from "./steps.js";

export interface SuiteOptions extends Omit<RunOptions, "prepare" | "judgeAlso"> {
  /** Left out: the cases are sent as they are. */
  adapter?: Pick<Adapter, "prepare">;
  steps: readonly Step[];
  /** Runs the scenario before the single requests. Default: after them. */
  scenarioFirst?: boolean;
}

type OnAnswer = NonNullable<RunOptions["onAnswer"]>;

/** All cases and the lifecycle, against a server that keeps state. */
export async function runSuite(
  document: OpenApiDocument,
  cases: readonly ContractCase[],
  target: Target,
  { adapter, steps, scenarioFirst = false, ...options }: SuiteOptions,
): Promise<RunResult> {
  const started = performance.now();
  const { timeoutMs = 10_000, concurrency = 8, onResult } = options;
  const sender = options.send ? undefined : createSender(timeoutMs, concurrency);
  const refused = watchRefused(document);
  const total = cases.length + steps.length + 1;
  let done = 0;
  const shared = {
    ...options,
    send: options.send ?? sender!.send,
    oracle: options.oracle ?? createResponseOracle(document),
    onAnswer: async (...[contractCase, request, response]: Parameters<OnAnswer>) => {
      refused.note(contractCase, request, response);
      return options.onAnswer?.(contractCase, request, response);
    },
    ...(onResult && {
      onResult: (result: RunResult["results"][number]) => onResult(result, ++done, total),
    }),
  };
  const single = () =>
    runCases(document, cases, target, {
      ...shared,
      ...(adapter && { prepare: adapter.prepare }),
      judgeAlso: (contractCase, request, response) =>
        judgeCreate(document, contractCase, request, response),
    });
  const scenario = () => runScenario(steps, target, shared);
  try {
    const before = scenarioFirst ? await scenario() : undefined;
    const run = await single();
    const life = before ?? (await scenario());
    const last = await runScenario([refused.step], target, shared);
    const endedEarly = run.endedEarly ?? life.endedEarly ?? last.endedEarly;
    return {
      ...run,
      results: [...run.results, ...life.results, ...last.results],
      requests: run.requests + life.requests + last.requests,
      durationMs: performance.now() - started,
      ...(endedEarly !== undefined && { endedEarly }),
    };
  } finally {
    sender?.close();
  }
}

/** Every create that is accepted has to echo what it was given. */
function judgeCreate(
  document: OpenApiDocument,
  { operationId, group }: ContractCase,
  request: HttpRequest,
  response: HttpResponse,
) {
  if (operationId !== resource.create || group !== "valid" || response.status >= 400) return [];
  try {
    const sent = JSON.parse(request.body ?? "");
    const model: unknown = JSON.parse(response.body);
    return [...judgeEcho(document, operationId, sent, model), ...judgeNew(document, model)];
  } catch {
    // An answer that is no JSON has been judged already.
    return [];
  }
}
