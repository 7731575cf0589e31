import { expect, test } from "vitest";
import { findChromium } from "./chromium.js";

test("the browser that CHROMIUM names comes before the usual ones", () => {
  expect(findChromium({ CHROMIUM: process.execPath }, ["/bin/sh"])).toBe(process.execPath);
  expect(findChromium({}, ["/nowhere/chromium", "/bin/sh"])).toBe("/bin/sh");
});

test("without one it is said what to do", () => {
  expect(() => findChromium({}, ["/nowhere/chromium"])).toThrow(/apt-get install chromium/);
  expect(() => findChromium({ CHROMIUM: "/nowhere/chromium" })).toThrow(
    "CHROMIUM names /nowhere/chromium",
  );
});
