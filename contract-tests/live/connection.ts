import type { HttpRequest, HttpResponse, Send } from "../engine/run/options.js";
import { createSender } from "../engine/run/send.js";
import { createMatcher, type Creating, guard, texts } from "./guard.js";
import type { Ledger } from "./ledger.js";
import { pace } from "./pace.js";
import type { LivePlan } from "./plan.js";
import type { LiveSettings } from "./settings.js";

/** The one way by which requests of a run go out: guarded, paced, written down. */
export interface Connection {
  /** A sender; one with a signal sends nothing more once that is aborted. */
  sender(stop?: AbortSignal): Send;
  /** Requests sent so far. */
  requests(): number;
  close(): void;
}

export interface ConnectionOptions {
  concurrency: number;
  timeoutMs: number;
  /** The shortest wait before something is sent again, in milliseconds. */
  firstWait: number;
  creating: Creating;
  ledger: Ledger;
  say(line: string): void;
  /** Called after each answer. */
  observe(request: HttpRequest, response: HttpResponse): void;
}

export function connect(
  { resource, isHarmless, mayUse }: LivePlan,
  { baseUrl, rate }: Pick<LiveSettings, "baseUrl" | "rate">,
  options: ConnectionOptions,
): Connection {
  const { concurrency, timeoutMs, firstWait, creating, ledger, say, observe } = options;
  const isCreate = createMatcher(resource, baseUrl);
  const isRead = ({ method }: HttpRequest) => method === "GET" || method === "HEAD";
  // Anything else has a connection of its own: one that is given up while idle would leave it in doubt.
  const reuses = (request: HttpRequest) => !Number.isFinite(rate) && isRead(request);
  const sender = createSender(timeoutMs, concurrency, reuses);
  let requests = 0;
  const observed: Send = async (request) => {
    requests++;
    const response = await sender.send(request);
    observe(request, response);
    return response;
  };
  const repeatable = (request: HttpRequest) =>
    isCreate(request)
      ? resource.dataset !== undefined &&
        texts(request.body, resource.dataset.request).every(isHarmless)
      : isRead(request);
  const onWait = (ms: number, status: number) => {
    if (ms >= 1000) say(`Answered ${status}: waiting ${Math.ceil(ms / 1000)} s.`);
  };
  return {
    sender(signal) {
      const paced = { rate, repeatable, firstWait, onWait, ...(signal && { signal }) };
      return guard(resource, pace(observed, paced), isCreate, mayUse, ledger, creating);
    },
    requests: () => requests,
    close: () => sender.close(),
  };
}
