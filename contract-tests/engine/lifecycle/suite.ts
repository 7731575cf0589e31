import type { OpenApiDocument } from "../../../scripts/lib/document/index.js";
import type { ContractCase } from "../case.js";
import { createResponseOracle } from "../judge/responses.js";
import { type Described, resourceOf } from "../../resources.js";
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
  /** What the cases and the steps are about; of other operations only the single answers are judged. */
  resources: readonly Described[];
  /** Runs the scenario before the single requests. Default: after them. */
  scenarioFirst?: boolean;
}

type OnAnswer = NonNullable<RunOptions["onAnswer"]>;

/** All cases and the lifecycle, against a server that keeps state. */
export async function runSuite(
  document: OpenApiDocument,
  cases: readonly ContractCase[],
  target: Target,
  { adapter, steps, resources, scenarioFirst = false, ...options }: SuiteOptions,
): Promise<RunResult> {
  const started = performance.now();
  const { timeoutMs = 10_000, concurrency = 8, onResult } = options;
  const sender = options.send ? undefined : createSender(timeoutMs, concurrency);
  const refused = resources.map(watchRefused);
  const lists = refused.flatMap((each) => each.steps);
  const total = cases.length + steps.length + lists.length;
  let done = 0;
  const shared = {
    ...options,
    send: options.send ?? sender!.send,
    oracle: options.oracle ?? createResponseOracle(document),
    onAnswer: async (...[contractCase, request, response]: Parameters<OnAnswer>) => {
      for (const each of refused) each.note(contractCase, request, response);
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
        judgeCreate(resources, contractCase, request, response),
    });
  const scenario = () => runScenario(steps, target, shared);
  try {
    const before = scenarioFirst ? await scenario() : undefined;
    const run = await single();
    const life = before ?? (await scenario());
    const last = await runScenario(lists, target, shared);
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
  resources: readonly Described[],
  { operationId, group }: ContractCase,
  request: HttpRequest,
  response: HttpResponse,
) {
  const resource = resourceOf(operationId, resources);
  if (operationId !== resource?.create || group !== "valid" || response.status >= 400) return [];
  try {
    const sent = JSON.parse(request.body ?? "");
    const made: unknown = JSON.parse(response.body);
    return [...judgeEcho(resource, operationId, sent, made), ...judgeNew(resource, made)];
  } catch {
    // An answer that is no JSON has been judged already.
    return [];
  }
}
