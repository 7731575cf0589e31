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

/** A create under way, and what it has learnt so far. */
interface Create {
  wanted: Wanted;
  steps: CreateSteps;
  /** When it began, on the clock of `now()`. */
  began: number;
  attempts: number;
  tried: string[];
  /** Whether an attempt may have started a job. */
  isInDoubt: boolean;
  /** Whether nothing comes after the next look. */
  isLastLook: boolean;
  /** How the last attempt failed. */
  error: unknown;
  /** A success with another model than the one asked for. */
  other: Reply<Model> | undefined;
}

/** The states of `create-once.md` that a create goes on from; done is a reply, and a failure is thrown. */
type Next = "send" | "look" | Reply<Model>;

/**
 * Creates a model at most once, though attempts fail: `create-once.md` beside this file draws it.
 *
 * @throws ApiError or ConnectionError when certainly no job was started by this call;
 * OutcomeUnknownError when that cannot be told; the reason of the signal when it was aborted.
 */
export async function createOnce(wanted: Wanted, steps: CreateSteps): Promise<Reply<Model>> {
  const create: Create = {
    wanted,
    steps,
    began: now(),
    attempts: 0,
    tried: [],
    isInDoubt: false,
    isLastLook: false,
    error: undefined,
    other: undefined,
  };
  let next: Next = "send";
  try {
    while (typeof next === "string") {
      throwIfAborted(steps.signal);
      next = await (next === "send" ? send(create) : look(create));
    }
    return next;
  } catch (error) {
    if (steps.signal?.aborted && create.attempts > 0) {
      steps.onAbort(create.attempts, create.tried);
    }
    throw error;
  }
}

async function send(create: Create): Promise<Next> {
  const { wanted, steps, tried } = create;
  const attempts = ++create.attempts;
  try {
    const reply = await steps.post(attempts);
    if (isAskedFor(wanted, reply.data)) return { ...reply, origin: "created" };
    create.other = reply;
    create.error = otherModel(attempts, reply);
  } catch (error) {
    create.error = error;
  }
  const { error } = create;
  tried.push(`attempt ${attempts}: ${firstLine(error)}`);
  throwIfAborted(steps.signal);
  const isDoubted = steps.replays && error instanceof ConnectionError;
  create.isInDoubt ||= isDoubted || judge(error) === "doubt";
  if (create.isInDoubt) return "look";
  const mayResend = judge(error) === "not processed" && !isForeign(error);
  if (mayResend && attempts <= steps.maxRetries) {
    if (await steps.pause(attempts, error, true)) return "send";
  }
  if (isBelieved(error)) throw error;
  return "look";
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

/** Whether an answer is not the API's own, so that it says nothing about the model. */
export function isForeign(error: unknown): boolean {
  return error instanceof ApiError && error.code === undefined;
}

async function look(create: Create): Promise<Next> {
  const { steps, tried, error } = create;
  let reply: Reply<Model>;
  try {
    reply = await steps.look();
  } catch (failure) {
    throwIfAborted(steps.signal);
    // Only the API itself can say that there is none; a gateway's 404 says nothing.
    if (failure instanceof ApiError && failure.isNotFound && !isForeign(failure)) {
      tried.push("look: no such model");
      return absent(create);
    }
    tried.push(`look: ${firstLine(failure)}`);
    // A wrong base URL redirects everything.
    const isMisled = !create.isInDoubt && isRedirect(error) && isRedirect(failure);
    throw isMisled ? error : untold(create, "Looking for it failed.", failure);
  }
  return judgeLook(create, reply);
}

/** What a model that a look has found says about ours. */
function judgeLook(create: Create, reply: Reply<Model>): Next {
  const { wanted, steps, attempts, tried, error, isInDoubt, other } = create;
  const { id, created, openpipe } = reply.data;
  if (id !== wanted.slug) {
    tried.push(`look: answered with another model ("${id}")`);
    // It names models in a way of its own, as a mock with fixed examples does.
    if (other && steps.loopback) return { ...other, origin: "created" };
    throw untold(create, "Looking for it was answered with another model.", error);
  }
  const verdict = judgeSighting(wanted, {
    model: reply.data,
    date: reply.headers.get("Date"),
    localTime: Date.now(),
    elapsedMs: now() - create.began,
  });
  if (verdict === "ours") return { ...reply, attempts, origin: "found" };
  const found = `dataset ${openpipe.datasetId}, base model ${openpipe.baseModel}, created ${created}`;
  tried.push(`look: found a model (${found})`);
  // An answer that said success is not outweighed by what is there.
  if (other) throw untold(create, "Another model than the one asked for is there.", error);
  if (verdict === "unclear") {
    throw untold(create, "One like it is there, but it may be older.", error);
  }
  throw !isInDoubt && error instanceof ApiError ? error : taken(create, found);
}

/** There is no such model, yet. */
async function absent(create: Create): Promise<Next> {
  const { steps, attempts, error, isInDoubt, isLastLook, other } = create;
  const isRefused = judge(error) === "refused";
  const mayResend = !isRefused && other === undefined && attempts <= steps.maxRetries;
  if (!isInDoubt && !mayResend) throw error;
  if (isLastLook) throw unknown(create, missing(error), error);
  const isInTime = await steps.pause(attempts, error, mayResend);
  if (mayResend && isInTime) return "send";
  if (!isInDoubt) throw error;
  // When nothing may be sent again, one that comes late is looked for once more.
  create.isLastLook = true;
  return "look";
}

/** What a look that did not tell leaves: the API's own 429 is believed, and nothing else. */
function untold(create: Create, finding: string, cause: unknown): unknown {
  const { error, isInDoubt } = create;
  const isLimited = error instanceof ApiError && error.isRateLimit && !isForeign(error);
  return isLimited && !isInDoubt ? error : unknown(create, finding, cause);
}

function isRedirect(error: unknown): boolean {
  return error instanceof ApiError && error.status < 400;
}

function unknown(
  { wanted: { slug }, attempts, tried }: Create,
  finding: string,
  cause: unknown,
): OutcomeUnknownError {
  return new OutcomeUnknownError(
    `It is unknown whether model "${slug}" was created; a training job may be running and costing money. ${finding} Before creating it again, check models.get("${slug}"), now and in some minutes.`,
    { ...facts(attempts, cause), slug, tried },
  );
}

function taken({ wanted, attempts, error }: Create, found: string): ApiError {
  return new ApiError(
    `The slug "${wanted.slug}" is taken by a model that this create did not make (${found}).`,
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
