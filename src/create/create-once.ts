import type { CreateModelRequest, Model } from "../../generated/types.js";
import { ApiError } from "../errors/api-error.js";
import { ConnectionError } from "../errors/connection-error.js";
import { InvalidResponseError } from "../errors/invalid-response-error.js";
import { OpenPipeError } from "../errors/openpipe-error.js";
import { OutcomeUnknownError } from "../errors/outcome-unknown-error.js";
import { TimeoutError } from "../errors/timeout-error.js";
import type { Reply } from "../transport/send.js";
import { ownership } from "./ownership.js";

/** What `createOnce` does things with. */
export interface CreateSteps {
  /** Sends the create, once. */
  post(attempt: number): Promise<Reply<Model>>;
  /** Reads the model by its slug; repeats what may be repeated. */
  look(): Promise<Reply<Model>>;
  /** Waits before the next step; false when the call's time is over. */
  pause(attempt: number, error: unknown): Promise<boolean>;
  maxRetries: number;
  signal: AbortSignal | undefined;
  sameClock: boolean;
}

/** What an attempt that did not succeed says about the job. */
type Verdict =
  /** It was not processed, and may be sent again. */
  | "not processed"
  /** It was refused, and would be again. */
  | "refused"
  /** A job may have been started. */
  | "doubt";

/**
 * Creates a model at most once, though attempts fail: `create-once.md` beside this file draws it.
 *
 * @throws ApiError or ConnectionError when certainly no job was started by this call;
 * OutcomeUnknownError when that cannot be told; the reason of the signal when it was aborted.
 */
export async function createOnce(
  { slug, datasetId, trainingConfig: { baseModel } }: CreateModelRequest,
  steps: CreateSteps,
): Promise<Reply<Model>> {
  const tried: string[] = [];
  let doubtSince: number | undefined;
  let seenAbsent = false;

  for (let attempt = 1; ; attempt++) {
    const sentAt = Date.now();
    let error: unknown;
    try {
      return await steps.post(attempt);
    } catch (caught) {
      if (steps.signal?.aborted) throw caught;
      error = caught;
    }
    const verdict = judge(error);
    tried.push(`attempt ${attempt}: ${firstLine(error)}`);
    if (verdict === "doubt") doubtSince ??= sentAt;

    if (doubtSince === undefined) {
      // No attempt of ours can have started a job: whatever this says is definite.
      if (verdict === "refused" || attempt > steps.maxRetries) throw error;
      if (!(await steps.pause(attempt, error))) throw error;
      continue;
    }

    const found = await look(attempt, doubtSince, error);
    if (found) return found;
    const goOn = await steps.pause(attempt, error);
    if (goOn && verdict !== "refused" && attempt <= steps.maxRetries) continue;
    // Nothing more to send. A job of ours may still turn up late, so look a last time.
    const late = goOn && (await look(attempt, doubtSince, error));
    if (late) return late;
    throw unknown(
      attempt,
      error,
      `No model "${slug}" is there yet, but one may still appear${
        error instanceof ApiError && error.isConflict
          ? ", or the slug is taken where this key cannot look (another project, a base model)"
          : ""
      }.`,
    );
  }

  /** Our model, or undefined when there is none. */
  async function look(
    attempt: number,
    since: number,
    error: unknown,
  ): Promise<Reply<Model> | undefined> {
    const lookSentAt = Date.now();
    let reply: Reply<Model>;
    try {
      reply = await steps.look();
    } catch (failure) {
      if (steps.signal?.aborted) throw failure;
      // Only the API itself can say that there is none; a gateway's 404 says nothing.
      if (failure instanceof ApiError && failure.isNotFound && failure.code !== undefined) {
        tried.push("look: no such model");
        seenAbsent = true;
        return undefined;
      }
      tried.push(`look: ${firstLine(failure)}`);
      throw unknown(attempt, failure, "Looking for it failed.");
    }
    const model = reply.data;
    const owner = ownership({
      ...{ datasetId, baseModel, model, seenAbsent, doubtSince: since, lookSentAt },
      lookAnsweredAt: Date.now(),
      serverDate: reply.headers.get("Date"),
      sameClock: steps.sameClock,
    });
    if (owner === "ours") return { ...reply, attempts: attempt };
    const description = `dataset ${model.openpipe.datasetId}, base model ${model.openpipe.baseModel}, created ${model.created}`;
    tried.push(`look: found a model (${description})`);
    if (owner === "foreign") throw taken(slug, description, attempt, error, reply);
    throw unknown(
      attempt,
      error,
      "A model like the one asked for is there, but it may be older than this create.",
    );
  }

  function unknown(attempts: number, cause: unknown, finding: string): OutcomeUnknownError {
    return new OutcomeUnknownError(
      slug,
      tried,
      `${finding} Before creating it again, check models.get(${JSON.stringify(slug)}), now and in some minutes.`,
      { method: "POST", path: "/models", attempts, cause },
    );
  }
}

function judge(error: unknown): Verdict {
  if (error instanceof TimeoutError || error instanceof ConnectionError) {
    return error.mayHaveReachedServer ? "doubt" : "not processed";
  }
  if (error instanceof InvalidResponseError) return "doubt";
  // Not ours: a bad option, or a middleware that failed before anything was sent.
  if (!(error instanceof ApiError)) return "refused";
  if (error.isRateLimit) return "not processed";
  if (error.isConflict) return "refused";
  // 408 and 499: the server gave up waiting, for whatever part. 301, 307 and 308 say that the
  // request belongs elsewhere; other redirects may follow a job that was started.
  const { status } = error;
  if (status >= 500 || status === 408 || status === 499) return "doubt";
  return status < 400 && ![301, 307, 308].includes(status) ? "doubt" : "refused";
}

function taken(
  slug: string,
  description: string,
  attempts: number,
  cause: unknown,
  { headers }: Reply<Model>,
): ApiError {
  if (cause instanceof ApiError && cause.isConflict) return cause;
  return new ApiError(
    `The slug "${slug}" is taken by a model that this create did not make (${description}). Choose another slug.`,
    {
      ...{ method: "POST", path: "/models", attempts, mayHaveReachedServer: true, cause },
      // What the API answers to a taken slug; this was found out by looking.
      ...{ status: 409, code: "CONFLICT", issues: undefined, headers, body: "" },
    },
  );
}

function firstLine(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return error instanceof OpenPipeError ? message.split("\n", 1)[0]! : message;
}
