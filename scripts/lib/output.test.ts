import { expect, test } from "vitest";
import { safeText } from "./output.js";

const key = "opk_A+b/9-secret";
const log = { secrets: [key], isTerminal: false, isWorkflow: false };

test.each([
  ["plain", key],
  ["base64", Buffer.from(`Bearer ${key}!`).toString("base64")],
  ["hex", Buffer.from(key).toString("hex")],
  ["percent-encoded", encodeURIComponent(key)],
  ["JSON in JSON", JSON.stringify(JSON.stringify(key))],
])("takes the token out: %s", (_, text) => {
  const safe = safeText(`before ${text} after`, log);
  expect(safe).toContain("[redacted]");
  expect(safe).not.toContain(text);
});

test("takes out what controls a terminal or hides text", () => {
  const text = "a\u001b[31mb\u001b]0;title\u0007c\u202ed\u200be\n\tf\r";
  expect(safeText(text, log)).toBe("abc?d?e\n\tf\r");
  const onTerminal = safeText(text, { ...log, isTerminal: true });
  expect(onTerminal).toContain("\u001b[31mb");
  expect(onTerminal).not.toMatch(/\u0007|\u202e|\u001b\]/);
});

test("gives GitHub's runner no commands, and leaves other colons alone", () => {
  const text = "::error::x\n  ::add-mask::y\n##[group]z\nstd::vector and [::1]";
  expect(safeText(text, { ...log, isWorkflow: true })).toBe(
    ": :error::x\n  : :add-mask::y\n## [group]z\nstd::vector and [::1]",
  );
  expect(safeText(text, log)).toBe(text);
});
