import type { OpenApiDocument } from "../../scripts/lib/openapi.js";
import type { ContractCase } from "../case.js";
import { get } from "../derive/pointer.js";
import { runScenario } from "../lifecycle/run-scenario.js";
import type { Step } from "../lifecycle/steps.js";
import { runSuite } from "../lifecycle/suite.js";
import { createResponseOracle, type ResponseOracle } from "../oracle/responses.js";
import { resource } from "../resource.js";
import { toHttpRequest } from "../run/http-request.js";
import type { HttpRequest, HttpResponse, RunOptions, Send } from "../run/options.js";
import type { CaseResult, Gap, RunResult } from "../run/result.js";
import { skip, undecided } from "../run/run.js";
import { createSender } from "../run/send.js";
import type { Target } from "../target.js";
import { cleanUp, judgeLeftovers, remove, sweep } from "./cleanup.js";
import { createMatcher, type Creating, guard, texts } from "./guard.js";
import type { Ledger } from "./ledger.js";
import { firstListed, listedModelStep } from "./listed-model.js";
import { createModels, isOurs, type Models, modelsOf, readList, slugsOf } from "./models.js";
import { type Others, watchOthers } from "./others.js";
import { isGateway, isReset, pace } from "./pace.js";
import type { LivePlan } from "./plan.js";
import { checkTarget, checkWriter } from "./preflight.js";
import type { LiveSettings } from "./settings.js";

export interface LiveOptions {
  gaps: Gap[];
  /** Knows what the run may have made, also when it is ended at once. */
  ledger: Ledger;
  /** How long to wait before each further look at what may not show yet, in milliseconds. */
  waits?: readonly number[];
  /** Ends the run; what it made is deleted all the same. */
  signal: AbortSignal;
  /** Says what goes on beside the cases. */
  say(line: string): void;
  onResult?: RunOptions["onResult"];
  /** As in `RunOptions`. */
  oracle?: ResponseOracle;
}

/** For each whole answer; a create may take a server a while. */
const timeoutMs = 30_000;

/** Lists may be behind for a while. */
const usualWaits = [100, 200, 400, 800];

/**
 * Checks the target, sweeps, runs what is planned, and deletes what it made, whatever happens.
 *
 * @throws Failure when the target is down or refuses the token.
 */
export async function runLive(
  document: OpenApiDocument,
  plan: LivePlan,
  settings: LiveSettings,
  {
    gaps,
    signal,
    say,
    onResult,
    ledger,
    oracle = createResponseOracle(document),
    waits = usualWaits,
  }: LiveOptions,
): Promise<RunResult> {
  const started = performance.now();
  const target: Target = { kind: "live", baseUrl: settings.baseUrl, token: settings.token };
  const concurrency = settings.loopback ? 8 : 4;
  const isCreate = createMatcher(document, settings.baseUrl);
  // A create has a connection of its own: one that is given up while idle would leave it in doubt.
  const reuses = (request: HttpRequest) => !Number.isFinite(settings.rate) && !isCreate(request);
  const sender = createSender(timeoutMs, concurrency, reuses);
  let requests = 0;
  const counted: Send = async (request) => {
    requests++;
    const response = await sender.send(request);
    others?.observe(request, response);
    return response;
  };
  const creating: Creating = { paid: settings.create !== "none", left: settings.maxCreates };
  let others: Others | undefined;
  const isHarmless = (request: HttpRequest) =>
    isCreate(request)
      ? texts(request.body, resource.dataset.request).every(plan.isHarmless)
      : request.method === "GET" || request.method === "HEAD";
  const guarded = (stop?: AbortSignal) => {
    const paced = pace(counted, {
      rate: settings.rate,
      repeatable: isHarmless,
      firstWait: waits[0] ?? 0,
      onWait: (ms, status) => {
        if (ms >= 1000) say(`Answered ${status}: waiting ${Math.ceil(ms / 1000)} s.`);
      },
      ...(stop && { signal: stop }),
    });
    return guard(paced, isCreate, plan.mayUse, ledger, creating);
  };
  const send = guarded(signal);
  const models = createModels(document, target, send, ledger.isOwn);
  // What was made has to go, also after Ctrl-C.
  const keeper = createModels(document, target, guarded(), ledger.isOwn);
  let cleaned = false;
  try {
    const listed = await checkTarget(models, target);
    if (plan.probe) checkWriter(await send(toHttpRequest(plan.probe, target)), target);
    await sweepBefore(keeper, slugsOf(listed), say);
    const slugs = slugsOf(listed).filter((slug) => !isOurs(slug));
    others = watchOthers(document, slugs);
    const options = {
      send,
      oracle,
      signal,
      concurrency,
      timeoutMs,
      waits,
      excuse: (contractCase: ContractCase, answer: HttpResponse | Error) =>
        excuse(plan, contractCase, answer),
    };
    const first = plan.readsListed
      ? await readListed(document, target, listed, models, options)
      : [];
    const canary = await runCanary(plan.canary, target, options, creating);
    if (creating.ended !== undefined) say(creating.ended);
    const run = await runSuite(document, plan.cases, target, {
      ...options,
      ...(onResult && { onResult }),
      steps: plan.steps,
      gaps,
      async onAnswer(contractCase, request, { status }) {
        if (!mayTrain(contractCase) || status >= 400) return;
        for (const slug of texts(request.body, resource.identity.request)) {
          // A gateway may have kept the first from the server.
          if (await remove(keeper, slug).catch(() => false)) continue;
          if (await remove(keeper, slug).catch(() => false)) continue;
          creating.ended ??= `The server did not delete ${slug}, so this run creates no more.`;
        }
      },
    });
    if (!ledger.isEmpty()) await cleanUp(keeper, ledger, waits);
    cleaned = true;
    const last = ledger.isEmpty() ? [] : [judgeLeftovers(document, ledger)];
    last.push(await listOthers(others, slugs.length, target, options));
    return {
      ...run,
      results: [...first, ...canary, ...run.results, ...last],
      leftBehind: ledger.leftBehind(),
      requests,
      durationMs: performance.now() - started,
    };
  } finally {
    if (!cleaned && !ledger.isEmpty()) await cleanUp(keeper, ledger, waits).catch(() => {});
    for (const line of ledger.leftBehind()) say(line);
    sender.close();
  }
}

/**
 * The life of the first model. As soon as something about it is not as it should be, no more creates
 * are sent: what is wrong with one would be wrong with all of them.
 *
 * @throws Failure when the token may not create.
 */
async function runCanary(
  steps: readonly Step[],
  target: Target,
  options: ScenarioOptions,
  creating: Creating,
): Promise<CaseResult[]> {
  const run = await runScenario(options.oracle, steps, target, {
    ...options,
    onAnswer({ id }, _, response) {
      if (id === steps[0]?.contractCase.id) checkWriter(response, target);
    },
    onResult({ id, outcome, reason, violations }) {
      // What is not sent by choice says nothing about the server.
      const isLimited = ({ contractCase }: Step) => contractCase.undecidableOn?.live !== undefined;
      const left = steps.filter(isLimited).map(({ contractCase }) => contractCase.id);
      if (outcome === "held" || left.includes(id) || isLimited(steps[0]!)) return;
      const why = violations[0]
        ? `expected ${violations[0].expected}, got ${violations[0].actual}`
        : reason;
      creating.ended ??= `The life of the first model did not go as it should, so no other create is sent: ${id}: ${why}`;
    },
  });
  return run.results;
}

type ScenarioOptions = RunOptions & { send: Send; oracle: ResponseOracle };

/** Valid creates of single cases are deleted at once; the lifecycle deletes its own. */
function mayTrain({ operationId, group }: ContractCase): boolean {
  return operationId === resource.create && group === "valid";
}

async function sweepBefore(
  models: Models,
  slugs: string[],
  say: LiveOptions["say"],
): Promise<void> {
  const { deleted, left } = await sweep(models, slugs);
  if (deleted.length > 0) say(`Deleted ${deleted.length} left over from earlier runs.`);
  for (const slug of left) say(`Left over from an earlier run, and could not be deleted: ${slug}`);
}

async function listOthers(
  { step, excuse }: Others,
  count: number,
  target: Target,
  options: ScenarioOptions,
): Promise<CaseResult> {
  if (count === 0) return skip(step.contractCase, "The list named no model of others.");
  const run = await runScenario(options.oracle, [step], target, {
    ...options,
    excuse: (contractCase, answer) =>
      options.excuse?.(contractCase, answer) ??
      (answer instanceof Error ? undefined : excuse(answer)),
  });
  return run.results[0]!;
}

/** A read of a listed model; somebody may change it in between, so that it is listed and read again. */
async function readListed(
  document: OpenApiDocument,
  target: Target,
  listed: HttpResponse,
  models: Models,
  options: ScenarioOptions,
): Promise<CaseResult[]> {
  const model = firstListed(listed);
  let step = listedModelStep(document, model);
  if (model === undefined) return [skip(step.contractCase, "The list names no model to read.")];
  const read = async () =>
    (await runScenario(options.oracle, [step], target, { ...options, waits: [] })).results[0]!;
  let result = await read();
  const slug = get(model, resource.identity.response);
  for (const wait of options.waits ?? []) {
    if (result.outcome !== "violated") break;
    await new Promise((resolve) => setTimeout(resolve, wait));
    const again = await models.list();
    const now = modelsOf(again).find((each) => get(each, resource.identity.response) === slug);
    const gone = "The model that it is about is not listed any more; somebody may have deleted it.";
    if (now === undefined && readList(again)) return [undecided(step.contractCase, gone)];
    step = listedModelStep(document, now ?? model);
    result = await read();
  }
  return [result];
}

/** Why an answer says nothing about the rule of a case, if so. */
function excuse(
  plan: LivePlan,
  contractCase: ContractCase,
  answer: HttpResponse | Error,
): string | undefined {
  if (answer instanceof Error) {
    return isReset(answer) ? "The connection broke before a whole answer came." : undefined;
  }
  if (isGateway(answer.status)) return `A gateway answered ${answer.status}.`;
  if (answer.status === 429) return "The server was too busy, also after waits.";
  return [400, 404].includes(answer.status) ? plan.unsure(contractCase) : undefined;
}
