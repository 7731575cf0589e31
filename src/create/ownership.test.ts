import { expect, it } from "vitest";
import { createRequest, modelOf } from "../test-support/models.js";
import { type Evidence, ownership } from "./ownership.js";

const start = Date.parse("2026-03-02T12:00:00.400Z");
const input = createRequest("my-slug");

function judge(createdAfterMs: number, more: Partial<Evidence> = {}): string {
  const skew = more.sameClock === undefined ? 0 : 0;
  return ownership({
    datasetId: input.datasetId,
    baseModel: input.trainingConfig.baseModel,
    model: modelOf(input, new Date(start + createdAfterMs + skew)),
    seenAbsent: false,
    sentSince: start,
    lookSentAt: start + 100,
    lookAnsweredAt: start + 200,
    serverDate: new Date(start).toUTCString(),
    sameClock: false,
    ...more,
  });
}

/** The same with a server whose clock is ahead. */
function skewed(createdAfterMs: number, skewMs: number): string {
  const serverDate = new Date(start + 150 + skewMs).toUTCString();
  return judge(createdAfterMs + skewMs, { serverDate });
}

it("takes another dataset or base model for somebody else's, whatever the time", () => {
  expect(judge(50, { datasetId: "other" })).toBe("foreign");
  expect(judge(50, { baseModel: "other", seenAbsent: true })).toBe("foreign");
});

it("takes a model for ours that a look did not find before", () => {
  expect(judge(-9e9, { seenAbsent: true })).toBe("ours");
});

it("is exact to the millisecond on one machine", () => {
  expect(judge(0, { sameClock: true })).toBe("ours");
  expect(judge(-1, { sameClock: true })).toBe("foreign");
});

it.each([0, -3_600_000, 3_600_000, -5_000, 5_000])("allows for a clock %i ms ahead", (skew) => {
  expect(skewed(1_000, skew)).toBe("ours");
  expect(skewed(-10_000, skew)).toBe("foreign");
});

it("says so when the clocks cannot tell", () => {
  expect(judge(-300)).toBe("unclear");
  expect(judge(-60_000, { serverDate: null })).toBe("unclear");
  expect(judge(-3_600_000, { serverDate: null })).toBe("foreign");
  const model = { ...modelOf(input), created: "yesterday" };
  expect(judge(0, { model })).toBe("unclear");
});
