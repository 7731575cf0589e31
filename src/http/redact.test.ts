import { inspect } from "node:util";
import { expect, it } from "vitest";
import { redact, redactFailure } from "./redact.js";

const key = 'sk/"é\\-secret';

it.each([
  ["as it is", key],
  ["in JSON", JSON.stringify(key)],
  ["in JSON in JSON", JSON.stringify(JSON.stringify(JSON.stringify(key)))],
  ["with its slashes escaped", JSON.stringify(key).replaceAll("/", "\\/")],
  ["with all characters escaped", Array.from(key, unicode).join("")],
  [
    "in capitals",
    Array.from(key, (char) => unicode(char).replace(/[a-f]/g, (c) => c.toUpperCase())).join(""),
  ],
])("takes the key out of a text: %s", (_, text) => {
  expect(redact(`<${text}> \\n`, [key])).toMatch(/^<[\\"]*\[redacted\][\\"]*> \\n$/);
});

it("leaves other texts alone, and takes no time for hostile ones", () => {
  for (const text of ["", "a\\nb", "sk/", "\\".repeat(200_000)])
    expect(redact(text, [key])).toBe(text);
  expect(redact("a test", ["tes"])).toBe("a test");
});

it("copies a failure that holds the key, without it, and leaves others as they are", () => {
  const cause = Object.assign(new Error(`sent ${key}`), { code: "ECONNRESET" });
  const config = { headers: new Headers({ authorization: "Bearer sk-0123456789" }) };
  for (const failure of [
    new Error("failed", { cause }),
    Object.assign(new Error("x"), { config: { key } }),
    key,
  ]) {
    const safe = redactFailure(failure, [key]);
    expect(safe).toBeInstanceOf(Error);
    expect(inspect(safe, { depth: 9, showHidden: true })).not.toContain("-secret");
  }
  expect(redactFailure(new Error("failed", { cause }), [key])).toMatchObject({
    message: "failed",
    cause: { message: "sent [redacted]" },
  });
  const withHeaders = Object.assign(new Error("x"), { config });
  expect(redactFailure(withHeaders, ["a", "sk-0123456789"])).not.toBe(withHeaders);
  expect(redactFailure(withHeaders, [key])).toBe(withHeaders);
  const cyclic = new Error("x");
  cyclic.cause = cyclic;
  expect(redactFailure(cyclic, [key])).toBe(cyclic);
});

function unicode(char: string): string {
  return `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
