import type { OpenApiDocument } from "../../scripts/lib/openapi.js";
import type { ContractCase } from "../case.js";
import { runScenario } from "../lifecycle/run-scenario.js";
import { runSuite } from "../lifecycle/suite.js";
import { createResponseOracle, type ResponseOracle } from "../oracle/responses.js";
import { resource } from "../resource.js";
import { toHttpRequest } from "../run/http-request.js";
import type { RunOptions, Send } from "../run/options.js";
import type { CaseResult, Gap, RunResult } from "../run/result.js";
import { skip } from "../run/run.js";
import { createSender } from "../run/send.js";
import type { Target } from "../target.js";
import { cleanUp, judgeLeftovers, type Leftovers, sweep } from "./cleanup.js";
import { firstListed, listedModelStep } from "./listed-model.js";
import { createModels, isOurs, type Models, slugsOf } from "./models.js";
import { othersStep } from "./others.js";
import { pace } from "./pace.js";
import type { LivePlan } from "./plan.js";
import { checkTarget, checkWriter } from "./preflight.js";
import type { LiveSettings } from "./settings.js";
import { createLog, createMatcher, texts, watchCreates } from "./watch-creates.js";

export interface LiveOptions {
  gaps: Gap[];
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

/**
 * Checks the target, sweeps, runs what is planned, and deletes what it made, whatever happens.
 *
 * @throws Failure when the target is down or refuses the token.
 */
export async function runLive(
  document: OpenApiDocument,
  plan: LivePlan,
  settings: LiveSettings,
  { gaps, signal, say, onResult, oracle = createResponseOracle(document) }: LiveOptions,
): Promise<RunResult> {
  const started = performance.now();
  const target: Target = { kind: "live", baseUrl: settings.baseUrl, token: settings.token };
  const concurrency = settings.loopback ? 8 : 4;
  const sender = createSender(timeoutMs, concurrency, !Number.isFinite(settings.rate));
  const isCreate = createMatcher(document, settings.baseUrl);
  let requests = 0;
  const counted: Send = (request) => {
    requests++;
    return sender.send(request);
  };
  const paced = (stop?: AbortSignal) =>
    pace(counted, {
      rate: settings.rate,
      repeatable: (request) => !isCreate(request),
      onWait: (ms, status) => say(`Answered ${status}: waiting ${Math.ceil(ms / 1000)} s.`),
      ...(stop && { signal: stop }),
    });
  const log = createLog();
  const send = watchCreates(paced(signal), log, isCreate, plan.mayUse);
  const models = createModels(document, target, send);
  // What was made has to go, also after Ctrl-C.
  const keeper = createModels(document, target, paced());
  const isEmpty = () => log.accepted.size + log.inDoubt.size + log.refused.size === 0;
  let leftovers: Leftovers | undefined;
  try {
    const listed = await checkTarget(models, target);
    if (plan.probe) {
      checkWriter(await send(toHttpRequest(plan.probe, target, plan.adapter.prepare)), target);
    }
    await sweepBefore(keeper, slugsOf(listed), say);
    const options = { send, oracle, signal, concurrency, timeoutMs, ...(onResult && { onResult }) };
    const first = plan.readsListed
      ? await readListed(document, target, firstListed(listed), options)
      : [];
    const run = await runSuite(document, plan.cases, target, {
      ...options,
      adapter: plan.adapter,
      steps: plan.steps,
      gaps,
      async onAnswer(contractCase, { body }, { status }) {
        if (!mayTrain(contractCase) || status >= 400) return;
        for (const slug of texts(body, resource.identity.request)) {
          if (await keeper.delete(slug).catch(() => false)) log.accepted.delete(slug);
        }
      },
    });
    leftovers = isEmpty() ? undefined : await cleanUp(keeper, log, plan.adapter.isOwn);
    const last = leftovers ? [judgeLeftovers(document, leftovers, settings.baseUrl)] : [];
    const others = slugsOf(listed).filter((slug) => !isOurs(slug));
    last.push(...(await listOthers(document, target, others, options)));
    const results = [...first, ...run.results, ...last];
    return { ...run, results, requests, durationMs: performance.now() - started };
  } finally {
    if (!leftovers && !isEmpty()) {
      leftovers = await cleanUp(keeper, log, plan.adapter.isOwn).catch(() => undefined);
    }
    for (const slug of leftovers?.undeleted ?? []) say(`Left behind, delete it by hand: ${slug}`);
    sender.close();
  }
}

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
  document: OpenApiDocument,
  target: Target,
  others: readonly string[],
  options: RunOptions & { send: Send; oracle: ResponseOracle },
): Promise<CaseResult[]> {
  const step = othersStep(document, others);
  if (others.length === 0) return [skip(step.contractCase, "The list named no model of others.")];
  const { onResult: _, ...quiet } = options;
  return (await runScenario(options.oracle, [step], target, quiet)).results;
}

async function readListed(
  document: OpenApiDocument,
  target: Target,
  listed: unknown,
  options: RunOptions & { send: Send; oracle: ResponseOracle },
): Promise<CaseResult[]> {
  const step = listedModelStep(document, listed);
  if (listed === undefined) return [skip(step.contractCase, "The list names no model to read.")];
  const { onResult: _, ...quiet } = options;
  return (await runScenario(options.oracle, [step], target, quiet)).results;
}
