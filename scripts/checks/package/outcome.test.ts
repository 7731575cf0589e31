import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { runChecks, Skipped } from "./outcome.js";

beforeEach(() => {
  vi.spyOn(console, "log").mockImplementation(() => {});
});
afterEach(() => {
  vi.restoreAllMocks();
});

test("what failed and what could not be made are told apart, and neither passes", async () => {
  const outcomes = await runChecks(
    [
      { name: "good", run: async () => "seen" },
      { name: "bad", run: () => Promise.reject(new Error("broken")) },
      { name: "lacking", run: () => Promise.reject(new Skipped("the registry has none")) },
    ],
    2,
  );
  expect(
    Object.fromEntries(outcomes.map(({ name, state, detail }) => [name, [state, detail]])),
  ).toEqual({
    good: ["passed", "seen"],
    bad: ["failed", "broken"],
    lacking: ["skipped", "skipped: the registry has none"],
  });
});
