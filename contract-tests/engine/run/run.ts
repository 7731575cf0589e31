import type { OpenApiDocument } from "../../../scripts/lib/document/index.js";
import type { ContractCase } from "../case.js";
import { type Breach, judge } from "../judge/judge.js";
import { holdsToken } from "../judge/leaks.js";
import { createResponseOracle, type ResponseOracle } from "../judge/responses.js";
import { curlLine } from "../report/curl.js";
import { cut, printable, shorten } from "../report/shorten.js";
import type { Target } from "../target.js";
import { toHttpRequest } from "./http-request.js";
import type { HttpRequest, HttpResponse, RunOptions, Send } from "./options.js";
import { redactor } from "./redact.js";
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
  // A server can echo the token: it is taken out of everything that is reported.
  const redactors = [target.token, target.readOnlyToken ?? ""].map(redactor);
  const withoutToken = (text: string) => redactors.reduce((left, take) => take(left), text);
  const redact = (text: string) => printable(withoutToken(text));
  const curl = withoutToken(curlLine(contractCase, request));
  let response: HttpResponse | undefined;
  let excuse: string | undefined;
  let violations: Violation[];
  try {
    response = await options.send(request);
    const later = await options.onAnswer?.(contractCase, request, response);
    const { status, headers, body } = response;
    const breaches = [
      ...judge(target.kind === "mock" ? withoutCodes(oracle) : oracle, contractCase, response),
      ...judgeTokens(contractCase, request, response, target),
      ...(options.judgeAlso?.(contractCase, request, response) ?? []),
      ...(later ?? []),
    ];
    excuse = options.excuse?.(contractCase, response);
    violations = breaches.map((breach) => ({
      caseId: contractCase.id,
      rule: breach.rule,
      pointer: breach.pointer,
      cause: redact(breach.cause),
      // Long enough for what tells them apart, and no slug of thousands of characters.
      expected: cut(redact(breach.expected), 300),
      actual: cut(redact(breach.actual), 300),
      curl,
      response: {
        status,
        contentType: redact(headers["content-type"] ?? ""),
        body: shorten(redact(body), 500),
      },
    }));
  } catch (error) {
    // What a hook throws is no fault of the server's.
    if (response !== undefined || !(error instanceof Error)) throw error;
    if (error instanceof NotSent) throw error;
    const { code = "" } = error as NodeJS.ErrnoException;
    if (downCodes.includes(code)) {
      throw new TargetDown(`${target.baseUrl} cannot be reached (${code}). Is the server running?`);
    }
    excuse = options.excuse?.(contractCase, error);
    const actual = redact(error.message || code);
    violations = [
      {
        caseId: contractCase.id,
        rule: "every request is answered",
        pointer: contractCase.pointer,
        cause: `no answer: ${actual}`,
        expected: "a whole answer",
        actual,
        curl,
      },
    ];
  }
  if (excuse !== undefined) return undecided(contractCase, excuse, performance.now() - started);
  return {
    ...identity(contractCase),
    outcome: violations.length === 0 ? "held" : "violated",
    violations,
    durationMs: performance.now() - started,
  };
}

/** No answer tells a token: neither the right one nor what was sent for one. */
function judgeTokens(
  { pointer }: ContractCase,
  { headers: { Authorization = "" } }: HttpRequest,
  { headers, body }: HttpResponse,
  { token }: Target,
): Breach[] {
  const answer = [...Object.values(headers), body].join("\n");
  const sent = Authorization.replace(/^Bearer /, "");
  if (![token, sent].some((each) => holdsToken(answer, each))) return [];
  const rule = "no token is shown";
  return [
    { rule, pointer, expected: "an answer without it", actual: "an answer with it", cause: rule },
  ];
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
