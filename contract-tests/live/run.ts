import type { ContractCase } from "../engine/case.js";
import type { Breach } from "../engine/judge/judge.js";
import { judgeReadBack } from "../engine/lifecycle/read-back.js";
import { runSuite } from "../engine/lifecycle/suite.js";
import { createResponseOracle, type ResponseOracle } from "../engine/judge/responses.js";
import { nameSome } from "../engine/report/shorten.js";
import type { Described } from "../resources.js";
import { toHttpRequest } from "../engine/run/http-request.js";
import type { HttpRequest, HttpResponse, RunOptions, Send } from "../engine/run/options.js";
import type { Gap, RunResult } from "../engine/run/result.js";
import type { Target } from "../engine/target.js";
import { runCanary } from "./canary.js";
import { cleanUp, judgeLeftovers, remove, sweep } from "./cleanup.js";
import { connect, type Connection } from "./connection.js";
import { excuse } from "./excuse.js";
import { type Creating, texts } from "./guard.js";
import type { Ledger } from "./ledger.js";
import { runScenario } from "../engine/lifecycle/run-scenario.js";
import { readListed } from "./listed.js";
import { createRemote, isOurs, type Remote, slugsOf } from "./remote.js";
import { listOthers, type Others, watchOthers } from "./others.js";
import type { LivePlan } from "./plan.js";
import { checkTarget, checkWriter } from "./preflight.js";
import { isPrism, prismNote, withoutState } from "./prism.js";
import type { LiveSettings } from "./settings.js";

export interface LiveOptions {
  gaps: Gap[];
  /** Knows what the run may have made, also when it is ended at once. */
  ledger: Ledger;
  /** How long to wait before each further look at what may not show yet, in milliseconds. */
  waits?: readonly number[];
  /** What the runs of all resources share. Default: what the settings allow. */
  creating?: Creating;
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

/** What the parts of one run share. */
interface Session extends Pick<LiveOptions, "signal" | "say"> {
  target: Target;
  creating: Creating;
  connection: Connection;
  concurrency: number;
  waits: readonly number[];
  send: Send;
  remote: Remote;
  /** Sends after Ctrl-C too: what was made has to go. */
  keeper: Remote;
  /** Watches what others have, once it is known. */
  others?: Others;
}

/**
 * Checks the target, sweeps, runs what is planned, and deletes what it made, whatever happens.
 *
 * @throws Failure when the target is down or refuses the token.
 */
export async function runLive(
  planned: LivePlan,
  settings: LiveSettings,
  options: LiveOptions,
): Promise<RunResult> {
  const started = performance.now();
  const { resource } = planned;
  const session = openSession(planned, settings, options);
  const { target, keeper, waits, connection } = session;
  const { ledger, say } = options;
  let cleaned = false;
  try {
    const listed = await checkTarget(session.remote, target);
    const isMock = settings.loopback && (await isPrism(session.send, target));
    if (isMock) say(prismNote);
    const plan = isMock ? withoutState(planned) : planned;
    if (plan.probe) checkWriter(await session.send(toHttpRequest(plan.probe, target)), target);
    if (resource.delete !== undefined) await sweepBefore(keeper, slugsOf(resource, listed), say);
    const slugs = slugsOf(resource, listed).filter((slug) => !isOurs(slug));
    const others = watchOthers(resource, slugs);
    session.others = others;
    const scenario = scenarioOptions(session, plan, isMock, options.oracle);
    const run = await runPlan(session, plan, listed, scenario, options);
    if (!ledger.isEmpty()) await cleanUp(keeper, ledger, waits);
    cleaned = true;
    const last = ledger.isEmpty() ? [] : [judgeLeftovers(resource, ledger)];
    last.push(...(await listOthers(others, slugs.length, target, scenario)));
    return {
      ...run,
      results: [...run.results, ...last],
      leftBehind: ledger.leftBehind(),
      requests: connection.requests(),
      durationMs: performance.now() - started,
    };
  } finally {
    if (!cleaned && !ledger.isEmpty()) await cleanUp(keeper, ledger, waits).catch(() => {});
    for (const line of ledger.leftBehind()) say(line);
    connection.close();
  }
}

function openSession(
  planned: LivePlan,
  settings: LiveSettings,
  { ledger, signal, say, waits = usualWaits, creating = allowedBy(settings) }: LiveOptions,
): Session {
  const { baseUrl, token, readOnlyToken } = settings;
  const target: Target = { kind: "live", baseUrl, token, ...(readOnlyToken && { readOnlyToken }) };
  const concurrency = settings.loopback ? 8 : 4;
  const connection = connect(planned, settings, {
    concurrency,
    timeoutMs,
    firstWait: waits[0] ?? 0,
    creating,
    ledger,
    say,
    observe: (request, response) => session.others?.observe(request, response),
  });
  const send = connection.sender(signal);
  const session: Session = {
    target,
    creating,
    connection,
    concurrency,
    waits,
    signal,
    say,
    send,
    remote: createRemote(planned.resource, target, send, ledger.isOwn),
    keeper: createRemote(planned.resource, target, connection.sender(), ledger.isOwn),
  };
  return session;
}

/** How much the settings let a run create. */
export function allowedBy({ create, maxCreates }: LiveSettings): Creating {
  return { paid: create !== "none", left: maxCreates };
}

function scenarioOptions(
  { send, signal, concurrency, waits }: Session,
  plan: LivePlan,
  isMock: boolean,
  oracle = createResponseOracle(plan.resource.document),
) {
  return {
    send,
    // An example of the mock says nothing of what was wrong.
    oracle: isMock ? { ...oracle, codes: new Map<number, string[]>() } : oracle,
    signal,
    concurrency,
    timeoutMs,
    waits,
    excuse: (contractCase: ContractCase, answer: HttpResponse | Error) =>
      excuse(plan, contractCase, answer),
  };
}

/** First looks, then the canary, then every case. */
async function runPlan(
  { target, remote, keeper, creating, waits, say }: Session,
  plan: LivePlan,
  listed: HttpResponse | undefined,
  scenario: ReturnType<typeof scenarioOptions>,
  { gaps, onResult }: LiveOptions,
): Promise<RunResult> {
  const { resource } = plan;
  const first = plan.readsListed
    ? await readListed(resource, target, listed, remote, scenario)
    : [];
  first.push(...(await runScenario(plan.looks, target, scenario)).results);
  const canary = await runCanary(plan, target, scenario, creating);
  if (creating.ended !== undefined) say(creating.ended);
  const run = await runSuite(resource.document, plan.cases, target, {
    ...scenario,
    ...(onResult && { onResult }),
    steps: plan.steps,
    resources: [resource],
    gaps,
    onAnswer: (contractCase, request, response) =>
      mayTrain(resource, contractCase) && response.status < 400
        ? readAndRemove(resource, keeper, request, response, waits, creating)
        : undefined,
  });
  return { ...run, results: [...first, ...canary, ...run.results] };
}

/** Valid creates of single cases are deleted at once; the lifecycle deletes its own. */
function mayTrain({ create }: Described, { operationId, group }: ContractCase): boolean {
  return operationId === create && group === "valid";
}

/** What is paid for is read back whole, and then deleted. */
async function readAndRemove(
  resource: Described,
  remote: Remote,
  request: HttpRequest,
  created: HttpResponse,
  waits: readonly number[],
  creating: Creating,
): Promise<Breach[]> {
  let breaches: Breach[] = [];
  const [slug] = texts(request.body, resource.identity.request);
  for (const wait of slug === undefined ? [] : [0, ...waits]) {
    await new Promise((resolve) => setTimeout(resolve, wait));
    const read = await remote.read(slug!).catch(() => undefined);
    breaches = read ? judgeReadBack(resource, request, created, read) : [];
    if (breaches.length === 0) break;
  }
  await removeAtOnce(resource, remote, request, creating);
  return breaches;
}

async function removeAtOnce(
  resource: Described,
  remote: Remote,
  request: HttpRequest,
  creating: Creating,
): Promise<void> {
  for (const slug of texts(request.body, resource.identity.request)) {
    const attempt = () => remove(remote, slug).catch(() => false);
    // A gateway may have kept the first from the server.
    if ((await attempt()) || (await attempt())) continue;
    creating.ended ??= `The server did not delete ${nameSome([slug])}, so this run creates no more.`;
  }
}

async function sweepBefore(
  remote: Remote,
  slugs: string[],
  say: LiveOptions["say"],
): Promise<void> {
  const { deleted, left } = await sweep(remote, slugs);
  if (deleted.length > 0) say(`Deleted ${deleted.length} left over from earlier runs.`);
  for (const slug of left)
    say(`Left over from an earlier run, and could not be deleted: ${nameSome([slug])}`);
}
