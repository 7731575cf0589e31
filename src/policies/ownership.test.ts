import { expect, it } from "vitest";
import { createRequest, modelOf } from "../test-support/models.js";
import { type Evidence, ownership } from "./ownership.js";

const start = Date.parse("2026-03-02T12:00:00.400Z");
const input = createRequest("my-slug");

function judge(createdAfterMs: number, more: Partial<Evidence> = {}): string {
  return ownership({
    datasetId: input.datasetId,
    baseModel: input.trainingConfig.baseModel,
    model: modelOf(input, new Date(start + createdAfterMs)),
    seenAbsent: false,
    sentSince: start,
    lookSentAt: start + 100,
    lookAnsweredAt: start + 200,
    serverDate: new Date(start).toUTCString(),
    loopback: false,
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
  for (const serverDate of [new Date(start).toUTCString(), null]) {
    expect(judge(0, { loopback: true, serverDate })).toBe("ours");
    expect(judge(-1, { loopback: true, serverDate })).toBe("foreign");
  }
});

it("does not take a tunnel's loopback for the same clock when its date denies it", () => {
  const behind = { loopback: true, serverDate: new Date(start - 60_000).toUTCString() };
  expect(judge(-60_000 + 50, behind)).not.toBe("foreign");
  expect(judge(-70_000, behind)).toBe("foreign");
  const ahead = { loopback: true, serverDate: new Date(start + 60_000).toUTCString() };
  expect(judge(0, ahead)).toBe("foreign");
});

it.each(["2026-03-02T12:00:00Z", "2026-03-02T12:00:00.000+00:00", "2026-03-02T07:00:00-0500"])(
  "takes the end of a second that the time is cut to: %s",
  (created) => {
    const judgeAt = (ms: number) =>
      judge(0, { model: { ...modelOf(input), created }, loopback: true, sentSince: start + ms });
    expect(judgeAt(0)).toBe("ours");
    expect(judgeAt(1_000)).toBe("foreign");
  },
);

it.each(["2026-03-02T12:00:00.500", "2026-03-02", "2 Mar 2026 12:00"])(
  "relies on a time without a zone only when it is days old: %s",
  (created) => {
    const model = { ...modelOf(input), created };
    expect(judge(0, { model, loopback: true })).toBe("unclear");
    const later = { sentSince: start + 3 * 86_400_000, model, loopback: true };
    expect(judge(0, { ...later, serverDate: null })).toBe("foreign");
  },
);

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
