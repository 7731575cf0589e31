import { describe, expect, it, onTestFinished, vi } from "vitest";
import { createRequest, modelOf, wantedOf } from "../test-support/models.js";
import { judgeSighting } from "./same-request.js";

const now = Date.parse("2026-03-02T12:00:00Z");
const minute = 60_000;
const day = 1440 * minute;
const request = createRequest("my-slug");
const wanted = wantedOf(request);

/** The verdict on a model that is this old, by the server's clock unless `date` is null. */
function judge(ageMs: number, more: { date?: null; localTime?: number; elapsedMs?: number } = {}) {
  return judgeSighting(wanted, {
    model: modelOf(request, new Date(now - ageMs)),
    date: new Date(now).toUTCString(),
    localTime: now,
    elapsedMs: 0,
    ...more,
  });
}

describe("by the server's clock, a model like ours", () => {
  it.each([
    [0, "ours"],
    [10 * minute, "ours"],
    [10 * minute + 1, "taken"],
    [-5 * minute, "ours"],
    [2000 * day, "taken"],
  ])("that is %i ms old is %s", (ageMs, verdict) => {
    expect(judge(ageMs)).toBe(verdict);
  });

  it("may be older by the time that the create has taken", () => {
    expect(judge(70 * minute, { elapsedMs: 60 * minute })).toBe("ours");
    expect(judge(71 * minute, { elapsedMs: 60 * minute })).toBe("taken");
  });

  it("is judged whatever the local clock says", () => {
    expect(judge(minute, { localTime: now + 9 * day })).toBe("ours");
    expect(judge(9 * day, { localTime: 0 })).toBe("taken");
  });
});

describe("without a Date, a model like ours", () => {
  it.each([
    [-1, "ours"],
    [0, "ours"],
    [1, "unclear"],
    [day, "unclear"],
    [day + 1, "taken"],
  ])("that is %i ms old by the local clock is %s", (ageMs, verdict) => {
    expect(judge(ageMs, { date: null })).toBe(verdict);
  });
});

it.each([
  ["2026-03-02T11:59:00+00:00", "ours"],
  ["2026-03-02T13:59:00+02:00", "ours"],
  ["2026-03-02T13:59:00+0200", "ours"],
  ["2026-03-02T11:00:00Z", "taken"],
  ["2026-03-02T11:00:00z", "taken"],
  // Without a zone it may be 14 hours away.
  ["2026-03-02T11:59:00", "unclear"],
  ["2026-03-02T01:00:00", "unclear"],
  ["2026-02-28T11:00:00", "taken"],
  ["2026-03-01T23:55:00", "unclear"],
  ["2026-03-02", "unclear"],
  // A day ends 36 hours after it began, in the westernmost zone.
  ["2026-03-01", "unclear"],
  ["2026-02-27", "taken"],
  ["today", "unclear"],
])("reads created as what it can mean: %s is %s", (created, verdict) => {
  vi.stubEnv("TZ", "Asia/Tokyo");
  onTestFinished(() => void vi.unstubAllEnvs());
  const model = { ...modelOf(request), created };
  const sighting = { model, date: new Date(now).toUTCString(), localTime: now, elapsedMs: 0 };
  expect(judgeSighting(wanted, sighting)).toBe(verdict);
});

describe("settings that come back", () => {
  const settings = {
    provider: "openpipe",
    baseModel: wanted.baseModel,
    sft_hyperparameters: { batch_size: "auto", num_epochs: 3, learning_rate_multiplier: 1 },
    preference_hyperparameters: { learning_rate_multiplier: 0.5 },
  };

  it.each<[object | null, string]>([
    [null, "ours"],
    [{}, "ours"],
    [settings.sft_hyperparameters, "ours"],
    [settings, "ours"],
    [{ num_epochs: 3, weight_decay: 0.1 }, "ours"],
    [{ num_epochs: 4 }, "taken"],
    [{ sft_hyperparameters: { num_epochs: 4 } }, "taken"],
    [{ num_epochs: "3" }, "taken"],
    [{ sft_hyperparameters: { num_epochs: 3 }, other: { num_epochs: 4 } }, "taken"],
    // The server may say what "auto" became.
    [{ batch_size: 8 }, "ours"],
  ])("%j: %s", (hyperparameters, verdict) => {
    const model = modelOf(request, new Date(now));
    model.openpipe.hyperparameters = hyperparameters as typeof model.openpipe.hyperparameters;
    const sighting = { model, date: new Date(now).toUTCString(), localTime: now, elapsedMs: 0 };
    expect(judgeSighting({ ...wanted, settings }, sighting)).toBe(verdict);
  });

  it.each(["datasetId", "baseModel"])("another %s is not ours", (name) => {
    const model = modelOf(request, new Date(now));
    Object.assign(model.openpipe, { [name]: "another" });
    const sighting = { model, date: new Date(now).toUTCString(), localTime: now, elapsedMs: 0 };
    expect(judgeSighting(wanted, sighting)).toBe("taken");
  });
});
