import { describe, expect, it } from "vitest";
import { ApiError, InvalidRequestError, OpenPipeError, OutcomeUnknownError } from "../index.js";
import { createRequest, modelOf } from "../test-support/models.js";
import { ConfigurationError } from "./configuration-error.js";
import { TrainingFailedError } from "./training-failed-error.js";
import { WaitTimeoutError } from "./wait-timeout-error.js";

const facts = { method: "POST", path: "/models", attempts: 1, mayHaveReachedServer: true };
const model = modelOf(createRequest("my-slug"));

function answered(status: number, code?: string, summary = "It failed."): ApiError {
  const details = { ...facts, status, code, issues: undefined, headers: new Headers(), body: "" };
  return new ApiError(summary, details);
}

describe("an ApiError", () => {
  it.each([
    [304, "Ask without If-None-Match and If-Modified-Since for the whole answer."],
    [
      302,
      "Redirects are not followed (to a hidden place). If the API is there now, set baseUrl to it.",
    ],
    [401, "Check the API key (OPENPIPE_API_KEY); writing needs the read/write key."],
    [403, "Check the API key (OPENPIPE_API_KEY); writing needs the read/write key."],
    [404, "Check the slug or name, and the baseUrl; a key sees its own project only."],
    [408, "Try again later."],
    [409, "Choose another slug or name."],
    [422, "Correct the request."],
    [429, "Try again later."],
    [500, "Try again later."],
  ])("says what to do about %i", (status, advice) => {
    expect(answered(status, "X").message).toBe(`It failed.\n${advice}`);
  });

  it.each([
    [400, ["isValidation"]],
    [401, ["isUnauthorized"]],
    [403, ["isUnauthorized"]],
    [404, ["isNotFound"]],
    [409, ["isConflict"]],
    [422, ["isValidation"]],
    [429, ["isRateLimit"]],
    [500, ["isServer"]],
  ])("has one guard for %i", (status, guards) => {
    const error = answered(status, "X");
    const names = ["isValidation", "isUnauthorized", "isNotFound", "isConflict", "isRateLimit"];
    const all = [...names, "isServer"] as (keyof ApiError)[];
    expect(all.filter((name) => error[name])).toEqual(guards);
  });

  it("is a conflict by its words only where the API says them, with a status of a refusal", () => {
    const words = "The slug is already taken";
    for (const status of [400, 422, 500]) {
      expect(answered(status, "X", words).isConflict).toBe(true);
      // A gateway's page.
      expect(answered(status, undefined, words).isConflict).toBe(false);
    }
    expect(answered(404, "X", words).isConflict).toBe(false);
  });
});

it("an InvalidRequestError lists all that is wrong, and was never sent", () => {
  const issues = [
    { pointer: "", message: "must have slug" },
    { pointer: "/datasetId", message: "must be string" },
  ];
  const error = new InvalidRequestError(issues, facts);
  expect(error.message).toBe(
    "POST /models was not sent, the input is invalid:\n  (input): must have slug\n  /datasetId: must be string",
  );
  expect(error).toMatchObject({ issues, attempts: 0, mayHaveReachedServer: false });
});

it("an OutcomeUnknownError lists what was tried, a line each", () => {
  const tried = ["attempt 1: dropped", "look: no such model"];
  const error = new OutcomeUnknownError("It is unknown.", { ...facts, slug: "my-slug", tried });
  expect(error.message).toBe("It is unknown.\n  attempt 1: dropped\n  look: no such model");
});

it("a TrainingFailedError says which model failed, and why, if the server does", () => {
  const failed = (errorMessage: string | null) =>
    new TrainingFailedError({
      ...facts,
      model: { ...model, openpipe: { ...model.openpipe, errorMessage } },
    });
  expect(failed("no data").message).toBe('Training of model "my-slug" failed: no data');
  expect(failed(null).message).toBe(
    'Training of model "my-slug" failed: the server gives no reason',
  );
  expect(failed(null)).toMatchObject({ errorMessage: null, mayHaveReachedServer: true });
});

it("a WaitTimeoutError says what was seen last, and what to do", () => {
  const late = (seen?: typeof model) =>
    new WaitTimeoutError({ ...facts, slug: "my-slug", deadlineMs: 100, model: seen }).message;
  const rest = "Its training goes on: wait again, or raise deadlineMs.";
  expect(late()).toBe(
    `Model "my-slug" was not deployed within 100 ms (last status: none seen). ${rest}`,
  );
  expect(late(model)).toContain(`(last status: ${model.openpipe.status})`);
});

it("a ConfigurationError of a client is about no request", () => {
  const none = { method: "", path: "", attempts: 0, mayHaveReachedServer: false };
  expect(new ConfigurationError("No key.")).toMatchObject(none);
});

it("an error has a cause only when something caused it", () => {
  const error = new OpenPipeError("It failed.", facts);
  expect(error.name).toBe("OpenPipeError");
  expect("cause" in error).toBe(false);
  expect(new OpenPipeError("It failed.", { ...facts, cause: "x" }).cause).toBe("x");
});
