import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { retryDelay } from "./retry-after.js";

const now = new Date("2026-03-02T12:00:00Z");

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now });
  vi.spyOn(Math, "random").mockReturnValue(0.5);
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const limits = { retryDelayMs: 800, maxRetryDelayMs: 60_000 };

it.each([
  [1, 700],
  [2, 1_400],
  [3, 2_800],
  [20, 60_000],
])("doubles with each attempt, less a share of chance: %i", (attempt, ms) => {
  expect(retryDelay(attempt, undefined, limits)).toBe(ms);
});

it.each([
  ["3", 3_000],
  [" 1.25 ", 1_250],
  ["0", 0],
  ["99999", 60_000],
  ["Mon, 02 Mar 2026 12:00:05 GMT", 5_000],
  ["  Mon, 02 Mar 2026 12:00:05 GMT", 5_000],
  ["Monday, 02-Mar-26 12:00:05 GMT", 5_000],
  ["Mon Mar  2 12:00:05 2026 GMT", 5_000],
  ["Mon, 02 Mar 2026 11:00:00 GMT", 0],
])("keeps to Retry-After: %j", (retryAfter, ms) => {
  expect(retryDelay(1, retryAfter, limits)).toBe(ms);
});

it.each([
  "",
  "-5",
  "in 5 s",
  "5 s",
  "soon",
  "2026-03-02T12:00:05Z",
  "1: Mon, 02 Mar 2026 12:00:05 GMT",
])("makes nothing of what is no time: %j", (retryAfter) => {
  expect(retryDelay(1, retryAfter, limits)).toBe(700);
});
