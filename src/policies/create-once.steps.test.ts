import { describe, expect, it, onTestFinished, vi } from "vitest";
import { ApiError, ConnectionError, OutcomeUnknownError, type Reply } from "../index.js";
import type { Model } from "../../generated/types.js";
import { createRequest, modelOf, wantedOf } from "../test-support/models.js";
import { failure } from "../test-support/start.js";
import { type CreateSteps, createOnce } from "./create-once.js";

const request = createRequest("my-slug");
const wanted = wantedOf(request);
const facts = { method: "POST", path: "/models", attempts: 1, mayHaveReachedServer: true };

function refusal(status: number, code?: string): ApiError {
  const details = { ...facts, status, code, issues: undefined, headers: new Headers(), body: "" };
  return new ApiError(`answered ${status}`, details);
}

const dropped = new ConnectionError("dropped", facts);
const notFound = refusal(404, "NOT_FOUND");
const limited = refusal(429, "TOO_MANY_REQUESTS");

function reply(model: Model, date?: string): Reply<Model> {
  const headers = new Headers(date ? { Date: date } : {});
  return { data: model, status: 200, headers, attempts: 1 };
}

type Outcome = Reply<Model> | Error;

/** Runs a create whose requests end as listed, the last of each kind again and again. */
function run(posts: Outcome[], looks: Outcome[], more: Partial<CreateSteps> = {}) {
  const done: string[] = [];
  const next = (name: string, outcomes: Outcome[]) => async () => {
    done.push(name);
    const outcome = outcomes.length > 1 ? outcomes.shift()! : outcomes[0]!;
    if (outcome instanceof Error) throw outcome;
    return outcome;
  };
  const steps: CreateSteps = {
    post: next("post", posts),
    look: next("look", looks),
    pause: async (_, __, resend) => done.push(resend ? "pause to send" : "pause to look") > 0,
    maxRetries: 2,
    signal: undefined,
    loopback: false,
    replays: false,
    onAbort: () => done.push("abort"),
    ...more,
  };
  return { done, outcome: createOnce(wanted, steps) };
}

const ours = modelOf(request);
const others = modelOf(createRequest("other"));

describe("one create", () => {
  it("is done in one request", async () => {
    const { done, outcome } = run([reply(ours)], []);
    expect(await outcome).toEqual({ ...reply(ours), origin: "created" });
    expect(done).toEqual(["post"]);
  });

  it("that is refused is not paused for when a look finds nothing", async () => {
    const { done, outcome } = run([refusal(409, "CONFLICT")], [notFound]);
    expect(await failure(outcome)).toMatchObject({ status: 409, code: "CONFLICT" });
    expect(done).toEqual(["post", "look"]);
  });

  it.each([
    [dropped, "No model is there yet, but one may still appear."],
    [refusal(500, "INTERNAL_SERVER_ERROR"), "No model is there yet, but one may still appear."],
    [
      refusal(409, "CONFLICT"),
      "No model is there yet, though the slug is taken: ours may be late, or another project or a base model has the name.",
    ],
  ])("says what it knows at the end: %s", async (last, finding) => {
    const { done, outcome } = run([dropped, last], [notFound], { maxRetries: 1 });
    const error = await failure<OutcomeUnknownError>(outcome);
    expect(error).toBeInstanceOf(OutcomeUnknownError);
    expect(error.message.split("\n")).toEqual([
      `It is unknown whether model "my-slug" was created; a training job may be running and costing money. ${finding} Before creating it again, check models.get("my-slug"), now and in some minutes.`,
      ...error.tried.map((step) => `  ${step}`),
    ]);
    expect(error.tried).toEqual([
      "attempt 1: dropped",
      "look: no such model",
      `attempt 2: ${last.message.split("\n")[0]}`,
      "look: no such model",
      "look: no such model",
    ]);
    expect(error.cause).toBe(last);
    expect(error).toMatchObject({ method: "POST", path: "/models", attempts: 2, slug: "my-slug" });
    const looked = ["look", "pause to look", "look"];
    expect(done).toEqual(["post", "look", "pause to send", "post", ...looked]);
  });

  it("is not sent again when the API itself fails to look", async () => {
    for (const failed of [refusal(500, "INTERNAL_SERVER_ERROR"), refusal(401, "UNAUTHORIZED")]) {
      const { done, outcome } = run([dropped], [failed]);
      expect(await failure(outcome)).toMatchObject({ name: "OutcomeUnknownError", cause: failed });
      expect(done).toEqual(["post", "look"]);
    }
  });

  it("believes redirects of a wrong base URL, but no other refusal of a gateway", async () => {
    const redirect = refusal(308);
    expect(await failure(run([redirect], [redirect]).outcome)).toBe(redirect);
    const refused = refusal(400);
    const { outcome } = run([refused], [refused]);
    expect(await failure(outcome)).toBeInstanceOf(OutcomeUnknownError);
  });

  it("says which model answered instead, and what was wrong with it", async () => {
    const { outcome } = run([reply(others)], [reply(others)]);
    const error = await failure<OutcomeUnknownError>(outcome);
    expect(error.message).toContain("Looking for it was answered with another model.");
    expect(error.tried).toEqual([
      "attempt 1: POST /models answered with another model than the one that was asked for",
      'look: answered with another model ("other")',
    ]);
    expect(error.cause).toMatchObject({
      ...facts,
      name: "InvalidResponseError",
      status: 200,
      issues: [{ pointer: "", message: "is another model than the one that was asked for" }],
      body: "",
    });
  });

  it("takes another model for its own on this machine only", async () => {
    const { outcome } = run([reply(others)], [reply(others)], { loopback: true });
    expect(await outcome).toEqual({ ...reply(others), origin: "created" });
  });

  it("says that the slug is taken as the API would", async () => {
    const old = modelOf(request, new Date("2020-01-01T00:00:00Z"));
    const { outcome } = run([dropped], [reply(old, new Date().toUTCString())]);
    const error = await failure<ApiError>(outcome);
    expect(error).toMatchObject({ ...facts, status: 409, code: "CONFLICT", body: "" });
    expect(error.issues).toBeUndefined();
    expect(error.message).toContain("created 2020-01-01");
  });

  it("counts the time that it has taken", async () => {
    vi.spyOn(performance, "now").mockReturnValue(3_600_000);
    onTestFinished(() => void vi.restoreAllMocks());
    // Made ten minutes before the create began; the look comes at once.
    const made = Date.now() - 10 * 60_000 + 2_000;
    const { outcome } = run(
      [dropped],
      [reply(modelOf(request, new Date(made)), new Date().toUTCString())],
    );
    expect(await outcome).toMatchObject({ origin: "found", attempts: 1 });
    const older = reply(modelOf(request, new Date(made - 10_000)), new Date().toUTCString());
    expect(await failure(run([dropped], [older]).outcome)).toMatchObject({ status: 409 });
  });

  it("is looked for when the limit stays", async () => {
    const { done, outcome } = run([limited], [notFound], { maxRetries: 0 });
    expect(await failure(outcome)).toBe(limited);
    expect(done).toEqual(["post", "look"]);
  });

  it("tells what was under way when it is aborted", async () => {
    const told: unknown[] = [];
    const controller = new AbortController();
    const { outcome } = run([dropped], [], {
      signal: controller.signal,
      look: async () => {
        controller.abort("enough");
        throw new Error("aborted");
      },
      onAbort: (...tried) => told.push(tried),
    });
    await expect(outcome).rejects.toBe("enough");
    expect(told).toEqual([[1, ["attempt 1: dropped"]]]);
  });
});
