import { inspect } from "node:util";
import { beforeEach, expect, it, onTestFinished, vi } from "vitest";
import { redact, redactFailure } from "./redact.js";

const key = 'sk/"é\\-secret';

// The pattern of the last key is kept; each test makes its own.
beforeEach(() => void redact("", ["another key"]));

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

it.each([
  ["in a URL", encodeURIComponent(key)],
  ["in a URL in a URL", encodeURIComponent(encodeURIComponent(key))],
  ["in a URL with all characters encoded", percentEncoded(key)],
  ["in hex", Buffer.from(key).toString("hex")],
  ["in capital hex", Buffer.from(key).toString("hex").toUpperCase()],
])("takes the key out of a text: %s", (_, text) => {
  expect(redact(`<${text}> %2d`, [key])).toBe("<[redacted]> %2d");
});

it.each(["", "a", "ab", "Bearer ", '{"authorization":"Bearer '])(
  "takes the key out of base64, after %j",
  (before) => {
    const bytes = Buffer.from(`${before}${key}"} and more`);
    for (const encoding of ["base64", "base64url"] as const) {
      const safe = redact(bytes.toString(encoding), [key]);
      expect(safe).toMatch(/^[\w+/-]*\[redacted\][\w+/-]*=*$/);
      const [start = "", end = ""] = safe.split("[redacted]");
      expect(Buffer.from(start, encoding).toString()).toBe(before);
      expect(end.length).toBeLessThan(20);
    }
  },
);

it("leaves other texts alone, and takes no time for hostile ones", () => {
  const hex = Buffer.from(key).toString("hex").slice(0, -1);
  const pieces = ["\\", "%", "%25", "s", key.slice(0, -1), hex, btoa("sk/a"), "\\u0073"];
  const hostile = pieces.map((piece) => piece.repeat(1_000_000 / piece.length));
  for (const text of ["", "a\\nb", "sk/", ...hostile]) expect(redact(text, [key])).toBe(text);
  expect(redact("a test", ["tes"])).toBe("a test");
  expect(redact("a test", ["test"])).toBe("a [redacted]");
  // The hex or base64 of a short key may stand in any text.
  expect(redact(Buffer.from("short-k").toString("hex"), ["short-k"])).not.toContain("redacted");
  expect(redact(Buffer.from("short-ke").toString("hex"), ["short-ke"])).toBe("[redacted]");
});

it("takes the key out of the base64 of other alphabets, with slashes escaped", () => {
  const other = "sk-?>>~~~??>>??~~-key";
  const base64 = btoa(other);
  expect(base64).toMatch(/[+].*[/]/);
  for (const text of [
    base64,
    base64.replaceAll("/", "\\/"),
    base64.replaceAll("+", "-").replaceAll("/", "_"),
  ]) {
    expect(redact(text, [other])).toMatch(/^\[redacted\]\w?=*$/);
  }
});

it("does without btoa", () => {
  vi.stubGlobal("btoa", undefined);
  Reflect.deleteProperty(globalThis, "btoa");
  onTestFinished(() => void vi.unstubAllGlobals());
  expect(redact(`<${key}>`, [key])).toBe("<[redacted]>");
});

it("copies a failure that holds the key, without it, and leaves others as they are", () => {
  const cause = Object.assign(new Error(`sent ${key}`), { code: "ECONNRESET" });
  const config = { headers: new Headers({ authorization: "Bearer sk-0123456789" }) };
  for (const failure of [
    new Error("failed", { cause }),
    Object.assign(new Error("x"), { config: null, key }),
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
  const odd = new Proxy({}, { ownKeys: () => ["that is not there"] });
  expect(redactFailure(odd, [key])).toBe(odd);
});

function percentEncoded(text: string): string {
  return Array.from(Buffer.from(text), (byte) => `%${byte.toString(16).padStart(2, "0")}`).join("");
}

function unicode(char: string): string {
  return `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
