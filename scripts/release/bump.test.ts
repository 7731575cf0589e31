import { expect, it } from "vitest";
import { isEnough } from "./bump.js";

it.each([
  ["1.2.3", "2.0.0", "major", true],
  ["1.2.3", "1.3.0", "major", false],
  ["1.2.3", "1.3.0", "minor", true],
  ["1.2.3", "1.2.4", "minor", false],
  ["1.2.3", "1.2.4", "none", true],
  ["1.2.3", "1.2.3", "none", false],
  ["1.2.3", "1.2.2", "patch", false],
  ["0.2.3", "0.3.0", "major", true],
  ["0.2.3", "1.0.0", "major", true],
  ["0.2.3", "0.2.4", "major", false],
  ["0.2.3", "0.2.4", "minor", true],
  ["1.2.3", "2.0.0-rc.1", "major", true],
  ["1.2.3", "1.3.0-rc.1", "major", false],
] as const)("%s to %s for %s: %s", (from, to, verdict, enough) => {
  expect(isEnough(from, to, verdict)).toBe(enough);
});
