import type { Model } from "../../generated/types.js";
import { ApiError } from "../errors/api-error.js";
import { ConnectionError } from "../errors/connection-error.js";
import { InvalidResponseError } from "../errors/invalid-response-error.js";
import { OutcomeUnknownError } from "../errors/outcome-unknown-error.js";
import type { Reply } from "../pipeline/answer.js";
import { judge } from "../pipeline/judge.js";
import { firstLine } from "../pipeline/repeat.js";
import { now } from "../timing/now.js";
import { throwIfAborted } from "../timing/on-abort.js";
import { judgeSighting, type Wanted } from "./same-request.js";

/** What `createOnce` does things with. */
export interface CreateSteps {
  /** Sends the create, once. */
  post(attempt: number): Promise<Reply<Model>>;
  /** Reads the model by its slug, repeating a read that fails. */
  look(): Promise<Reply<Model>>;
  /**
   * Waits before the next step; false, at once, when the call's time is over.
   *
   * @param resend Whether the next step sends the create again.
   */
  pause(attempt: number, error: unknown, resend: boolean): Promise<boolean>;
  maxRetries: number;
  signal: AbortSignal | undefined;
  /** Whether the server is reached on this machine, where it may be a mock. */
  loopback: boolean;
  /** Whether `fetch` may send a POST again by itself, so that "never sent" is not to be believed. */
  replays: boolean;
  /** Told what was under way when the signal ends a create that was sent. */
  onAbort(attempts: number, tried: string[]): void;
}

/** What one create has learnt so far. */
interface Progress {
  /** When it began, on the clock of `now()`. */
  began: number;
  attempts: number;
  tried: string[];
  /** Whether an attempt may have started a job. */
  isInDoubt: boolean;
  /** How the last attempt failed. */
  error: unknown;
  /** A success with another model than the one asked for. */
  other: Reply<Model> | undefined;
}

/** The states of `create-once.md`. */
type State =
  | { name: "send" }
  | { name: "look"; isLast: boolean }
  | { name: "done"; reply: Reply<Model> }
  | { name: "failed"; error: unknown };

/**
 * Creates a model at most once, though attempts fail: `create-once.md` beside this file draws it.
 *
 * @throws ApiError or ConnectionError when certainly no job was started by this call;
 * OutcomeUnknownError when that cannot be told; the reason of the signal when it was aborted.
 */
export async function createOnce(wanted: Wanted, steps: CreateSteps): Promise<Reply<Model>> {
  const progress: Progress = {
    began: now(),
    attempts: 0,
    tried: [],
    isInDoubt: false,
    error: undefined,
    other: undefined,
  };
  let state: State = { name: "send" };
  try {
    for (;;) {
      switch (state.name) {
        case "send":
          state = await send(wanted, steps, progress);
          break;
        case "look":
          state = await look(wanted, steps, progress, state.isLast);
          break;
        case "done":
          return state.reply;
        case "failed":
          throw state.error;
      }
    }
  } catch (error) {
    if (steps.signal?.aborted && progress.attempts > 0) {
      steps.onAbort(progress.attempts, progress.tried);
    }
    throw error;
  }
}

async function send(wanted: Wanted, steps: CreateSteps, progress: Progress): Promise<State> {
  throwIfAborted(steps.signal);
  const attempts = ++progress.attempts;
  try {
    const reply = await steps.post(attempts);
    if (isAskedFor(wanted, reply.data)) {
      return { name: "done", reply: { ...reply, origin: "created" } };
    }
    progress.other = reply;
    progress.error = otherModel(attempts, reply);
  } catch (error) {
    progress.error = error;
  }
  const { error, tried } = progress;
  tried.push(`attempt ${attempts}: ${firstLine(error)}`);
  throwIfAborted(steps.signal);
  const isDoubted = steps.replays && error instanceof ConnectionError;
  progress.isInDoubt ||= isDoubted || judge(error) === "doubt";
  if (progress.isInDoubt) return { name: "look", isLast: false };
  const mayResend = judge(error) === "not processed" && !isForeign(error);
  if (mayResend && attempts <= steps.maxRetries) {
    if (await steps.pause(attempts, error, true)) return { name: "send" };
  }
  return isBelieved(error) ? { name: "failed", error } : { name: "look", isLast: false };
}

/** Whether a create was answered with the model that it asked for. */
function isAskedFor({ slug, datasetId, baseModel }: Wanted, { id, openpipe }: Model): boolean {
  return id === slug && openpipe.datasetId === datasetId && openpipe.baseModel === baseModel;
}

/**
 * Whether a failure says that no job was started. Not a conflict, which may be with ourselves, where
 * something below us sends twice; not a 429; nor a refusal that is not the API's own, but a gateway's.
 */
function isBelieved(error: unknown): boolean {
  const isApiError = error instanceof ApiError;
  return !(isApiError && (isForeign(error) || error.isConflict || error.isRateLimit));
}

/** Whether an answer is not the API's own. */
function isForeign(error: unknown): boolean {
  return error instanceof ApiError && error.code === undefined;
}

async function look(
  wanted: Wanted,
  steps: CreateSteps,
  progress: Progress,
  isLast: boolean,
): Promise<State> {
  const { tried, error, isInDoubt } = progress;
  let reply: Reply<Model>;
  try {
    reply = await steps.look();
  } catch (failure) {
    throwIfAborted(steps.signal);
    // Only the API itself can say that there is none; a gateway's 404 says nothing.
    if (failure instanceof ApiError && failure.isNotFound && failure.code !== undefined) {
      tried.push("look: no such model");
      return absent(wanted, steps, progress, isLast);
    }
    tried.push(`look: ${firstLine(failure)}`);
    // A wrong base URL redirects everything.
    if (!isInDoubt && isRedirect(error) && isRedirect(failure)) return { name: "failed", error };
    return undecided(wanted, progress, "Looking for it failed.", failure);
  }
  return judgeLook(wanted, steps, progress, reply);
}

/** What a model that a look has found says about ours. */
function judgeLook(
  wanted: Wanted,
  steps: CreateSteps,
  progress: Progress,
  reply: Reply<Model>,
): State {
  const { attempts, tried, error, isInDoubt, other } = progress;
  const { id, created, openpipe } = reply.data;
  if (id !== wanted.slug) {
    tried.push(`look: answered with another model ("${id}")`);
    // It names models in a way of its own, as a mock with fixed examples does.
    if (other && steps.loopback) return { name: "done", reply: { ...other, origin: "created" } };
    return undecided(wanted, progress, "Looking for it was answered with another model.", error);
  }
  const verdict = judgeSighting(wanted, {
    model: reply.data,
    date: reply.headers.get("Date"),
    localTime: Date.now(),
    elapsedMs: now() - progress.began,
  });
  if (verdict === "ours") return { name: "done", reply: { ...reply, attempts, origin: "found" } };
  const found = `dataset ${openpipe.datasetId}, base model ${openpipe.baseModel}, created ${created}`;
  tried.push(`look: found a model (${found})`);
  // An answer that said success is not outweighed by what is there.
  if (other)
    return undecided(wanted, progress, "Another model than the one asked for is there.", error);
  if (verdict === "unclear") {
    return undecided(wanted, progress, "One like it is there, but it may be older.", error);
  }
  const isSaid = !isInDoubt && error instanceof ApiError;
  return { name: "failed", error: isSaid ? error : taken(wanted, progress, found) };
}

/** There is no such model, yet. */
async function absent(
  wanted: Wanted,
  steps: CreateSteps,
  progress: Progress,
  isLast: boolean,
): Promise<State> {
  const { attempts, error, isInDoubt, other } = progress;
  const isRefused = judge(error) === "refused";
  const mayResend = !isRefused && other === undefined && attempts <= steps.maxRetries;
  if (!isInDoubt && !mayResend) return { name: "failed", error };
  if (isLast) return { name: "failed", error: unknown(wanted, progress, missing(error), error) };
  const isInTime = await steps.pause(attempts, error, mayResend);
  if (mayResend && isInTime) return { name: "send" };
  // When nothing may be sent again, one that comes late is looked for once more.
  return isInDoubt ? { name: "look", isLast: true } : { name: "failed", error };
}

/** A look did not tell. Then the API's own 429 is believed, and nothing else. */
function undecided(wanted: Wanted, progress: Progress, finding: string, cause: unknown): State {
  const { error, isInDoubt } = progress;
  const isLimited = error instanceof ApiError && error.isRateLimit && error.code !== undefined;
  if (!isInDoubt && isLimited) return { name: "failed", error };
  return { name: "failed", error: unknown(wanted, progress, finding, cause) };
}

function isRedirect(error: unknown): boolean {
  return error instanceof ApiError && error.status < 400;
}

function unknown(
  { slug }: Wanted,
  { attempts, tried }: Progress,
  finding: string,
  cause: unknown,
): OutcomeUnknownError {
  return new OutcomeUnknownError(
    `It is unknown whether model "${slug}" was created; a training job may be running and costing money. ${finding} Before creating it again, check models.get("${slug}"), now and in some minutes.`,
    { ...facts(attempts, cause), slug, tried },
  );
}

function taken({ slug }: Wanted, { attempts, error }: Progress, found: string): ApiError {
  return new ApiError(
    `The slug "${slug}" is taken by a model that this create did not make (${found}).`,
    {
      ...facts(attempts, error),
      // What the API answers to a taken slug; this was found out by looking.
      status: 409,
      code: "CONFLICT",
      issues: undefined,
      headers: new Headers(),
      body: "",
    },
  );
}

function otherModel(attempts: number, { status }: Reply<Model>): InvalidResponseError {
  const issues = [{ pointer: "", message: "is another model than the one that was asked for" }];
  return new InvalidResponseError(
    "POST /models answered with another model than the one that was asked for",
    { ...facts(attempts, undefined), status, issues, headers: new Headers(), body: "" },
  );
}

function facts(attempts: number, cause: unknown) {
  return { method: "POST", path: "/models", attempts, mayHaveReachedServer: true, cause };
}

function missing(error: unknown): string {
  return error instanceof ApiError && error.isConflict
    ? "No model is there yet, though the slug is taken: ours may be late, or another project or a base model has the name."
    : "No model is there yet, but one may still appear.";
}
