import type { Model } from "../../generated/types.js";
import { ApiError } from "../errors/api-error.js";
import { InvalidResponseError } from "../errors/invalid-response-error.js";
import { OutcomeUnknownError } from "../errors/outcome-unknown-error.js";
import type { Reply } from "../pipeline/answer.js";
import { judge } from "../pipeline/judge.js";
import { firstLine } from "../pipeline/repeat.js";
import { ownership } from "./ownership.js";

/** What is asked for, as far as it tells whose a model is. */
export interface Wanted {
  slug: string;
  datasetId: string;
  baseModel: string;
}

/** What `createOnce` does things with. */
export interface CreateSteps {
  /** Sends the create, once. */
  post(attempt: number): Promise<Reply<Model>>;
  /** Reads the model by its slug; with `patient`, repeats a failed read. */
  look(patient: boolean): Promise<Reply<Model>>;
  /**
   * Waits before the next step; false, at once, when the call's time is over.
   *
   * @param resend Whether the next step sends the create again.
   */
  pause(attempt: number, error: unknown, resend: boolean): Promise<boolean>;
  maxRetries: number;
  signal: AbortSignal | undefined;
  /** Whether the server is reached on this machine. */
  loopback: boolean;
  /** Whether `fetch` may send a POST twice by itself, so that a conflict may be with ourselves. */
  replays: boolean;
}

const mayBeOlder = "A model like the one asked for is there, but it may be older than this create.";

/**
 * Creates a model at most once, though attempts fail: `create-once.md` beside this file draws it.
 *
 * @throws ApiError or ConnectionError when certainly no job was started by this call;
 * OutcomeUnknownError when that cannot be told; the reason of the signal when it was aborted.
 */
export async function createOnce(
  { slug, datasetId, baseModel }: Wanted,
  steps: CreateSteps,
): Promise<Reply<Model>> {
  const tried: string[] = [];
  /** When the first attempt was sent that reached the server, as far as is known. */
  let since: number | undefined;
  /** Whether an attempt may have started a job. */
  let doubt = false;
  let seenAbsent = false;
  /** A success that names another model than the one asked for. */
  let odd: Reply<Model> | undefined;

  for (let attempt = 1; ; attempt++) {
    const sentAt = Date.now();
    let error: unknown;
    try {
      const reply = await steps.post(attempt);
      if (Object(reply.data).id === slug) return reply;
      odd = reply;
      error = otherModel(attempt, reply);
    } catch (caught) {
      steps.signal?.throwIfAborted();
      error = caught;
    }
    tried.push(`attempt ${attempt}: ${firstLine(error)}`);
    const verdict = judge(error);
    const last = verdict === "refused" || odd !== undefined || attempt > steps.maxRetries;
    doubt ||= verdict === "doubt";
    // A 429 may lie, and a conflict may be with a replay that `fetch` sent by itself.
    const doubtful =
      error instanceof ApiError &&
      (verdict === "not processed" || (steps.replays && error.isConflict));
    if (doubt || doubtful) since ??= sentAt;

    if (!doubt) {
      if (!last && (await steps.pause(attempt, error, true))) continue;
      // It is believed, but not against a model of ours that is there.
      if (since !== undefined) {
        const conflict = verdict === "refused";
        const found = await look(conflict);
        if (found.owner === "ours") return { ...found.reply, attempts: attempt };
        if (conflict && found.undecided) throw unknown(attempt, error, found.undecided);
      }
      throw error;
    }

    for (const lastLook of [false, true]) {
      const found = await look(true);
      if (found.owner === "ours") return { ...found.reply, attempts: attempt };
      if (found.owner === "foreign") throw taken(attempt, error, found.description);
      if (found.undecided) throw unknown(attempt, found.error ?? error, found.undecided);
      // There is none, yet: send again, or else look once more for one that comes late.
      if (lastLook) throw unknown(attempt, error, missing(error));
      const inTime = await steps.pause(attempt, error, !last);
      if (inTime && !last) break;
    }
  }

  async function look(patient: boolean) {
    const lookSentAt = Date.now();
    let reply: Reply<Model>;
    try {
      reply = await steps.look(patient);
      if (!Object(reply.data).openpipe) throw new TypeError("The answer is no model.");
    } catch (error) {
      steps.signal?.throwIfAborted();
      // Only the API itself can say that there is none; a gateway's 404 says nothing.
      if (error instanceof ApiError && error.isNotFound && error.code !== undefined) {
        tried.push("look: no such model");
        seenAbsent = true;
        return { owner: "absent" } as const;
      }
      tried.push(`look: ${firstLine(error)}`);
      return { owner: "failed", undecided: "Looking for it failed.", error } as const;
    }
    const model = reply.data;
    // It names models in a way of its own (a mock with fixed examples), so the answer stands.
    if (odd && model.id !== slug) return { owner: "ours", reply: odd } as const;
    const owner = ownership({
      ...{ datasetId, baseModel, model, seenAbsent, sentSince: since ?? lookSentAt, lookSentAt },
      lookAnsweredAt: Date.now(),
      serverDate: reply.headers.get("Date"),
      loopback: steps.loopback,
    });
    if (owner === "ours") return { owner, reply } as const;
    const description = `dataset ${model.openpipe.datasetId}, base model ${model.openpipe.baseModel}, created ${model.created}`;
    tried.push(`look: found a model (${description})`);
    return { owner, description, undecided: owner === "unclear" ? mayBeOlder : undefined };
  }

  function unknown(attempts: number, cause: unknown, finding: string): OutcomeUnknownError {
    return new OutcomeUnknownError(
      `It is unknown whether model "${slug}" was created; a training job may be running and costing money. ${finding} Before creating it again, check models.get("${slug}"), now and in some minutes.`,
      { ...facts(attempts, cause), slug, tried },
    );
  }

  function taken(attempts: number, cause: unknown, description: string): ApiError {
    if (cause instanceof ApiError && cause.isConflict) return cause;
    return new ApiError(
      `The slug "${slug}" is taken by a model that this create did not make (${description}). Choose another slug.`,
      {
        ...facts(attempts, cause),
        // What the API answers to a taken slug; this was found out by looking.
        ...{ status: 409, code: "CONFLICT", issues: undefined, headers: new Headers(), body: "" },
      },
    );
  }
}

function otherModel(attempts: number, { status }: Reply<Model>): InvalidResponseError {
  const issues = [{ pointer: "/id", message: "is not the slug that was asked for" }];
  return new InvalidResponseError(
    "POST /models answered with another model: /id is not the slug that was asked for",
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
