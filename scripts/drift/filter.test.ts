import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";

const key = "opk_A+b/9-é";
const header = `x Bearer ${key}!`;
const base64 = (text: string) => Buffer.from(text).toString("base64");
const hex = Buffer.from(key).toString("hex");

test.each([
  ["plain", key],
  ["wrapped", `${key.slice(0, 4)}\n  ${key.slice(4)}`],
  ["coloured", `${key.slice(0, 4)}\u001b[31m${key.slice(4)}`],
  ["base64", base64(key)],
  ["base64 within a header", base64(header)],
  ["base64 one byte further", base64(`a${header}`)],
  ["base64url two bytes further", Buffer.from(`ab${header}`).toString("base64url")],
  ["hex", hex.toUpperCase()],
  ["percent-encoded", encodeURIComponent(key)],
  ["percent-encoded as a whole", hex.replace(/../g, "%$&")],
  ["escaped as JSON", [...key].map((c) => `\\u00${c.charCodeAt(0).toString(16)}`).join("")],
  ["reversed", [...key].reverse().join("")],
])("withholds what holds the key: %s", (_, input) => {
  const env = { ...process.env, OPENPIPE_API_KEY: key };
  const { stdout, status } = spawnSync(process.execPath, ["scripts/drift/filter.js"], {
    input: `before ${input} after`,
    env,
    encoding: "utf8",
  });
  expect(stdout).toBe("Withheld: what was printed here holds the API key.\n");
  expect(status).toBe(3);
});
