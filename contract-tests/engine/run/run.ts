import type { OpenApiDocument } from "../../../scripts/lib/document/index.js";
import { redact } from "../../../src/http/redact.js";
import type { ContractCase } from "../case.js";
import { type Breach, judge } from "../judge/judge.js";
import { createResponseOracle, type ResponseOracle } from "../judge/responses.js";
import { curlLine } from "../report/curl.js";
import { cut, printable, shorten } from "../report/shorten.js";
import type { Target } from "../target.js";
import { toHttpRequest } from "./http-request.js";
import { secretsOf } from "./tokens.js";
import type { HttpRequest, HttpResponse, RunOptions, Send } from "./options.js";
import type { CaseResult, RunResult, Violation } from "./result.js";
import { createSender } from "./send.js";

/** Sends every case that the target can decide and judges the answers; results keep the cases' order. */
export async function runCases(
  document: OpenApiDocument,
  cases: readonly ContractCase[],
  target: Target,
  options: RunOptions = {},
): Promise<RunResult> {
  const { concurrency = 8, timeoutMs = 10_000, signal } = options;
  const started = performance.now();
  const oracle = options.oracle ?? createResponseOracle(document);
  const sender = createSender(timeoutMs, concurrency);
  const send = options.send ?? sender.send;
  const results: CaseResult[] = [];
  let next = 0;
  let done = 0;
  let requests = 0;
  let endedEarly: string | undefined;
  const work = async () => {
    for (let index = next++; index < cases.length; index = next++) {
      const contractCase = cases[index]!;
      if (signal?.aborted) endedEarly ??= abortReason(signal);
      const reason =
        contractCase.undecidableOn?.[target.kind] ??
        (endedEarly === undefined ? undefined : `The run had ended: ${endedEarly}`);
      if (reason === undefined) requests++;
      const result =
        reason === undefined
          ? await runCase(oracle, contractCase, target, { ...options, send }).catch(
              (error: unknown) => {
                if (!(error instanceof NotSent)) throw error;
                if (error instanceof TargetDown) endedEarly ??= error.message;
                return skip(contractCase, error.message);
              },
            )
          : skip(contractCase, reason);
      results[index] = result;
      options.onResult?.(result, ++done, cases.length);
    }
  };
  try {
    await Promise.all(Array.from({ length: concurrency }, work));
  } finally {
    sender.close();
  }
  return {
    target: { kind: target.kind, baseUrl: target.baseUrl },
    results,
    gaps: options.gaps ?? [],
    requests,
    durationMs: performance.now() - started,
    ...(endedEarly !== undefined && { endedEarly }),
  };
}

/** A request was kept back, for a reason that the others need not share; its case is skipped. */
export class NotSent extends Error {
  override name = "NotSent";
}

/** Nothing listens there, or nothing may be sent any more: no other case could be sent either. */
export class TargetDown extends NotSent {
  override name = "TargetDown";
}

const downCodes = ["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH"];

function abortReason({ reason }: AbortSignal): string {
  return reason instanceof Error ? reason.message : String(reason);
}

/**
 * Sends one case and judges the answer.
 *
 * @throws TargetDown when there is no server.
 */
export async function runCase(
  oracle: ResponseOracle,
  contractCase: ContractCase,
  target: Target,
  options: RunOptions & { send: Send },
): Promise<CaseResult> {
  const started = performance.now();
  const request = toHttpRequest(contractCase, target, options.prepare);
  const answer = await options.send(request).catch((error: unknown) => failure(error, target));
  const breaches =
    answer instanceof Error
      ? [noAnswer(contractCase, answer)]
      : await judgeAll(oracle, contractCase, target, options, request, answer);
  const excuse = options.excuse?.(contractCase, answer);
  const durationMs = performance.now() - started;
  if (excuse !== undefined) return undecided(contractCase, excuse, durationMs);
  return {
    ...identity(contractCase),
    outcome: breaches.length === 0 ? "held" : "violated",
    violations: breaches.map((breach) => report(contractCase, target, request, answer, breach)),
    durationMs,
  };
}

/** Everything that is wrong with an answer. */
async function judgeAll(
  oracle: ResponseOracle,
  contractCase: ContractCase,
  target: Target,
  options: RunOptions,
  request: HttpRequest,
  response: HttpResponse,
): Promise<Breach[]> {
  const later = await options.onAnswer?.(contractCase, request, response);
  const clean = withoutTokens(response, target, request);
  return [
    ...judge(target.kind === "mock" ? withoutCodes(oracle) : oracle, contractCase, clean),
    ...(clean === response ? [] : [tokenShown(contractCase)]),
    ...(options.judgeAlso?.(contractCase, request, response) ?? []),
    ...(later ?? []),
  ];
}

/** Why no whole answer came; what is no fault of the server's is thrown. */
function failure(error: unknown, { baseUrl }: Target): Error {
  if (!(error instanceof Error) || error instanceof NotSent) throw error;
  const { code = "" } = error as NodeJS.ErrnoException;
  if (!downCodes.includes(code)) return error;
  throw new TargetDown(`${baseUrl} cannot be reached (${code}). Is the server running?`);
}

function noAnswer({ pointer }: ContractCase, error: NodeJS.ErrnoException): Breach {
  const actual = error.message || String(error.code ?? "");
  return {
    rule: "every request is answered",
    pointer,
    cause: `no answer: ${actual}`,
    expected: "a whole answer",
    actual,
  };
}

/** No answer tells a token: neither the right one nor what was sent for one. */
function tokenShown({ pointer }: ContractCase): Breach {
  const rule = "no token is shown";
  return {
    rule,
    pointer,
    expected: "an answer without it",
    actual: "an answer with it",
    cause: rule,
  };
}

/** The answer itself, or a copy without the tokens that it shows: whatever is said of it has none. */
function withoutTokens(
  response: HttpResponse,
  { token, readOnlyToken = "" }: Target,
  { headers: { Authorization = "" } }: HttpRequest,
): HttpResponse {
  const sent = Authorization.replace(/^Bearer /, "");
  // A short one could be a piece of any word.
  const tokens = [...new Set([token, readOnlyToken, sent])].filter(({ length }) => length >= 8);
  const clean = (text: string) => redact(text, tokens);
  const { status, headers, body } = response;
  const answer = [...Object.values(headers), body].join("\n");
  if (clean(answer) === answer) return response;
  const cleanHeaders = Object.entries(headers).map(([name, value]) => [name, clean(value)]);
  return { status, headers: Object.fromEntries(cleanHeaders), body: clean(body) };
}

/** A breach with the request and the answer, without the tokens. */
function report(
  contractCase: ContractCase,
  target: Target,
  request: HttpRequest,
  answer: HttpResponse | Error,
  { rule, pointer, ...breach }: Breach,
): Violation {
  const secrets = secretsOf(target);
  const clean = (text: string) => printable(redact(text, secrets));
  return {
    caseId: contractCase.id,
    rule,
    pointer,
    cause: clean(breach.cause),
    // Long enough for what tells them apart, and no name of thousands of characters.
    expected: cut(clean(breach.expected), 300),
    actual: cut(clean(breach.actual), 300),
    curl: redact(curlLine(request, target), secrets),
    ...(!(answer instanceof Error) && {
      response: {
        status: answer.status,
        contentType: clean(answer.headers["content-type"] ?? ""),
        body: shorten(clean(answer.body), 500),
      },
    }),
  };
}

/** The result of a case of which the answers do not say whether its rule is kept. */
export function undecided(contractCase: ContractCase, reason: string, durationMs = 0): CaseResult {
  return { ...identity(contractCase), outcome: "undecided", reason, violations: [], durationMs };
}

/** The result of a case that is not sent. */
export function skip(contractCase: ContractCase, reason: string): CaseResult {
  return {
    ...identity(contractCase),
    outcome: "skipped",
    reason,
    violations: [],
    durationMs: 0,
  };
}

function identity({ id, operationId, group, pointer }: ContractCase) {
  return { id, operationId, group, pointer };
}

/** Prism answers with the first example that a status has, whatever its code is. */
function withoutCodes(oracle: ResponseOracle): ResponseOracle {
  return { ...oracle, codes: new Map() };
}
