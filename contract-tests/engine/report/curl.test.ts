import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import type { ContractCase } from "../case.js";
import type { TokenUse } from "../run/tokens.js";
import { toHttpRequest } from "../run/http-request.js";
import { curlLine } from "./curl.js";

const token = "s3cret-token$1";
const readOnlyToken = "r3ad-only";

function line(tokenUse: TokenUse, json?: unknown, more: object = {}): string {
  const contractCase = {
    request: {
      method: json === undefined ? "GET" : "POST",
      path: "/models?a=b&c=%20",
      headers: { Accept: "application/json" },
      token: tokenUse,
      ...(json !== undefined && { body: { contentType: "application/json", content: { json } } }),
      ...more,
    },
  } as unknown as ContractCase;
  const target = { kind: "live", baseUrl: "http://127.0.0.1:1/v1", token, readOnlyToken } as const;
  return curlLine(toHttpRequest(contractCase, target), target);
}

it("leaves the token to the shell", () => {
  expect(line("valid")).toBe(
    `curl -i 'http://127.0.0.1:1/v1/models?a=b&c=%20' -H 'Accept: application/json' -H "Authorization: Bearer $OPENPIPE_API_KEY"`,
  );
  expect(line("other-scheme")).toContain(`-H "Authorization: Basic $OPENPIPE_API_KEY"`);
  expect(line("longer")).toContain(`-H "Authorization: Bearer \${OPENPIPE_API_KEY}0"`);
  expect(line("quoted")).toContain(String.raw`-H "Authorization: Bearer \"$OPENPIPE_API_KEY\""`);
  expect(line("in-cookie")).toContain(
    `-H "Cookie: token=$OPENPIPE_API_KEY; session=$OPENPIPE_API_KEY"`,
  );
  expect(line("read-only")).toContain(`"Authorization: Bearer $OPENPIPE_CONTRACT_READ_ONLY_KEY"`);
  for (const use of [
    "valid",
    "none",
    "empty",
    "unknown",
    "other-scheme",
    "words-behind",
  ] as const) {
    expect(line(use)).not.toContain(token);
  }
});

it("leaves a key in its own header to the shell, too", () => {
  const own = { headers: {}, tokenHeaders: { "X-Key": "Key " } };
  const url = "curl -i 'http://127.0.0.1:1/v1/models?a=b&c=%20'";
  expect(line("valid", undefined, own)).toBe(`${url} -H "X-Key: Key $OPENPIPE_API_KEY"`);
  expect(line("unknown", undefined, own)).toMatch(/ -H 'X-Key: Key [^$]+'$/);
  expect(line("unknown")).toMatch(/ -H 'Authorization: Bearer [^$]+'$/);
  expect(line("none", {})).toMatch(/^curl -i -X POST '.*' --data-binary '{}'$/);
});

it("gives a shell the body as it is, whatever stands in it", async () => {
  const json = { text: 'it\'s $HOME `date` "quoted" \\ \n and ! more' };
  const shown = line("none", json).replace(/^curl/, "printf '%s\\n'");
  const { stdout } = await promisify(execFile)("sh", ["-c", shown]);
  expect(stdout).toContain(`--data-binary\n${JSON.stringify(json)}\n`);
});
