import { parseRetryAfter } from "../../src/http/retry-after.js";
import type { HttpRequest, HttpResponse, Send } from "../engine/run/options.js";
import { TargetDown } from "../engine/run/run.js";

export interface PaceOptions {
  /** Requests per second. */
  rate: number;
  /** Whether a request may be sent again after a gateway's answer or a connection that broke. */
  repeatable(request: HttpRequest): boolean;
  /** No more is sent after this. */
  signal?: AbortSignal;
  /** The shortest wait before the first repetition, in milliseconds; it doubles. Default: 250. */
  firstWait?: number;
  /** Called before a wait, in milliseconds; the status is 0 where there was no answer. */
  onWait?(ms: number, status: number): void;
  /** Waits; a test may replace it. */
  sleep?(ms: number, signal?: AbortSignal): Promise<void>;
  now?(): number;
}

/** The longest wait that is worth it, in milliseconds; a server that asks for more ends the run. */
const longestWait = 120_000;

const attempts = 5;
const silentRequests = 5;
const busyRequests = 40;

/**
 * A sender that keeps to a rate, waits where the server asks for it, and gives up on a server that is
 * silent or keeps asking: it then throws `TargetDown`, which ends the run.
 */
export function pace(send: Send, options: PaceOptions): Send {
  const { firstWait = 250, repeatable, onWait } = options;
  const turns = createTurns(options);
  const patience = createPatience();

  async function attempt(request: HttpRequest): Promise<HttpResponse> {
    await turns.take();
    const response = await send(request).catch((error: Error) => {
      patience.unanswered(request, error);
      throw error;
    });
    patience.answered(request, response);
    return response;
  }

  /** Makes everybody wait; a wait that is not worth it ends the run. */
  function pause(request: HttpRequest, status: number, ms: number): void {
    if (ms > longestWait) {
      throw new TargetDown(
        `${originOf(request)} answers ${status} and asks to wait ${Math.ceil(ms / 1000)} s. ${later}`,
      );
    }
    onWait?.(ms, status);
    turns.pause(ms);
  }

  return async (request) => {
    for (let count = 1; ; count++) {
      // A server that asks for no wait at all would be asked again before anything has changed.
      const shortest = firstWait * 2 ** (count - 1);
      const isLast = count === attempts;
      try {
        const response = await attempt(request);
        const { status, headers } = response;
        // With 429 nothing was done; with a gateway's answer nobody knows.
        const again = status === 429 || (isGateway(status) && repeatable(request));
        const asked =
          parseRetryAfter(headers["retry-after"] ?? "") ?? (status === 429 ? 4 * shortest : 0);
        if (!again || (isLast && asked <= longestWait)) return response;
        pause(request, status, Math.max(asked, shortest));
      } catch (error) {
        if (isLast || !isReset(error) || !repeatable(request)) throw error;
        pause(request, 0, shortest);
      }
    }
  };
}

/** Lets one request after the other go out, at the rate, and none while there is a pause. */
function createTurns({ rate, signal, sleep = wait, now = () => performance.now() }: PaceOptions) {
  const gap = 1000 / rate;
  let free = 0;
  let pausedUntil = 0;
  return {
    async take(): Promise<void> {
      let mine = Math.max(free, now());
      free = mine + gap;
      while (now() < mine) {
        await sleep(mine - now(), signal);
        if (signal?.aborted) break;
        // A server may have asked everybody to wait in the meantime.
        if (pausedUntil > mine) {
          mine = Math.max(free, pausedUntil);
          free = mine + gap;
        }
      }
      if (signal?.aborted) throw new TargetDown(reasonOf(signal));
    },
    pause(ms: number): void {
      pausedUntil = Math.max(pausedUntil, now() + ms);
      free = Math.max(free, pausedUntil);
    },
  };
}

/** Ends the run by `TargetDown` when too many requests in a row were not served. */
function createPatience() {
  let unserved = 0;
  return {
    answered(request: HttpRequest, { status }: HttpResponse): void {
      if (!isGateway(status) && status !== 429) unserved = 0;
      else if (++unserved >= busyRequests) {
        throw new TargetDown(
          `${originOf(request)} answered ${status} to the last of ${unserved} requests in a row that it did not serve. ${later}`,
        );
      }
    },
    unanswered(request: HttpRequest, { message }: Error): void {
      if (++unserved < silentRequests) return;
      throw new TargetDown(
        `${originOf(request)} left ${unserved} requests in a row without an answer: ${message}`,
      );
    },
  };
}

const later = "Try again later, or slower with OPENPIPE_CONTRACT_RATE.";

const originOf = ({ url }: HttpRequest) => new URL(url).origin;

/** Whether a status is that of a gateway that did not reach the server. */
export function isGateway(status: number): boolean {
  return status === 502 || status === 503 || status === 504;
}

/** Whether a connection broke, which says nothing about the request. */
export function isReset(error: unknown): boolean {
  const { code = "" } = error as NodeJS.ErrnoException;
  return code === "ECONNRESET" || code === "EPIPE";
}

function reasonOf({ reason }: AbortSignal): string {
  return reason instanceof Error ? reason.message : String(reason);
}

function wait(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal?.addEventListener("abort", done);
  });
}
