import type { ContractCase } from "../case.js";
import type { Breach } from "../judge/judge.js";
import type { ResponseOracle } from "../judge/responses.js";
import type { CaseResult, Gap } from "./result.js";

/** A request as it goes over the wire; `headers` hold the token. */
export interface HttpRequest {
  method: string;
  url: string;
  headers: Record<string, string>;
  body?: string;
}

export interface HttpResponse {
  status: number;
  /** Names in lower case. */
  headers: Record<string, string>;
  body: string;
}

/** Sends one request. Rejects when no whole answer came. */
export type Send = (request: HttpRequest) => Promise<HttpResponse>;

type MaybeBreaches = readonly Breach[] | undefined | void;

export interface RunOptions {
  /** Adapts a JSON body before it is sent; must not change what the case tests. */
  prepare?: (json: unknown, contractCase: ContractCase) => unknown;
  /** Replaces the sender, for instance by one that paces and honours `Retry-After`. */
  send?: Send;
  /** A response oracle of the same document, to be used again: compiling one takes a while. */
  oracle?: ResponseOracle;
  /** Requests in flight at the same time. Default: 8. */
  concurrency?: number;
  /** For each whole answer, in milliseconds. Default: 10,000. */
  timeoutMs?: number;
  /** Ends the run early, with the signal's reason; the cases that are left count as skipped. */
  signal?: AbortSignal;
  /** Called after each case. */
  onResult?: (result: CaseResult, done: number, total: number) => void;
  /**
   * Called after each answer, before it is judged: for instance to look at what it created, and to
   * delete that. It may say what else is wrong.
   */
  onAnswer?: (
    contractCase: ContractCase,
    request: HttpRequest,
    response: HttpResponse,
  ) => MaybeBreaches | Promise<MaybeBreaches>;
  /** What else is wrong with an answer, beside what the document says of it. */
  judgeAlso?: (
    contractCase: ContractCase,
    request: HttpRequest,
    response: HttpResponse,
  ) => readonly Breach[];
  /**
   * Why an answer that is wrong, or none at all, says nothing about the rule, if so: the case is then
   * undecided.
   */
  excuse?: (contractCase: ContractCase, answer: HttpResponse | Error) => string | undefined;
  /**
   * How long to wait before a read whose answer is wrong is sent again, in milliseconds: what a server
   * shows may be behind. For scenarios only. Default: it counts at once.
   */
  waits?: readonly number[];
  /** Passed on into the result. */
  gaps?: Gap[];
}
