/** What every event tells. */
interface CallEvent {
  method: string;
  /** The path below the base URL. */
  path: string;
  /** Which attempt it is about: 1 for the first. */
  attempt: number;
}

/** An attempt is about to be sent. */
export interface RequestEvent extends CallEvent {
  /** What is sent, with the key replaced by `[redacted]`. */
  headers: Headers;
}

/** An attempt was answered, with whatever status, and its body read. */
export interface ResponseEvent extends CallEvent {
  status: number;
  headers: Headers;
  /** From sending the request to having the whole body. */
  durationMs: number;
}

/** An attempt failed and will be repeated after a pause. */
export interface RetryEvent extends CallEvent {
  delayMs: number;
  /** Why it failed. */
  error: unknown;
}

/**
 * A signal ended a call after a request was sent that must not be sent twice: its outcome is open.
 * `attempt` is how often it was sent.
 */
export interface AbortEvent extends CallEvent {
  /** The slug to look for, of a create of a model. */
  slug: string | undefined;
  /** What was tried and how each step ended, in order. */
  tried: string[];
}

/** Callbacks for logs and metrics. They never see the key, and what they throw is ignored. */
export interface Hooks {
  onRequest?: ((event: RequestEvent) => void) | undefined;
  onResponse?: ((event: ResponseEvent) => void) | undefined;
  onRetry?: ((event: RetryEvent) => void) | undefined;
  onAbort?: ((event: AbortEvent) => void) | undefined;
}

/** Calls a callback whose failure must not change the outcome of a request that may cost money. */
export function notify<Args extends unknown[]>(
  callback: ((...args: Args) => unknown) | undefined,
  ...args: Args
): void {
  try {
    Promise.resolve(callback?.(...args)).catch(() => {});
  } catch {}
}
