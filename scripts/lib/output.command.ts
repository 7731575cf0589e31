import { spawn } from "node:child_process";
import { once } from "node:events";
import { open } from "node:fs/promises";
import { expect, test } from "vitest";

test.each([
  ["vitest.config.ts", "--project=unit", "scripts/lib/output.test.ts"],
  ["scripts/docs/browser/vitest.config.ts", "preview"],
])("with %s, Vitest ends quietly when nobody reads on", async (config, ...args) => {
  const child = spawn(
    process.execPath,
    ["node_modules/vitest/vitest.mjs", "list", "--config", config, ...args],
    { stdio: ["ignore", "pipe", "pipe"] },
  );
  let said = "";
  child.stderr.on("data", (chunk) => (said += chunk));
  child.stdout.destroy();
  const [exitCode] = await once(child, "close");
  expect(said).toBe("");
  expect(exitCode).toBe(0);
});

test.skipIf(process.platform !== "linux").each([
  ["a command", "scripts/run.mjs", "contract-tests/index.ts", "--list"],
  ["Vitest", "node_modules/vitest/vitest.mjs", "list", "--project=unit"],
])("on a full disk, %s says so in a sentence", async (_, ...args) => {
  await using full = await open("/dev/full", "w");
  const child = spawn(process.execPath, args, { stdio: ["ignore", full.fd, "pipe"] });
  let said = "";
  child.stderr!.on("data", (chunk) => (said += chunk));
  const [exitCode] = await once(child, "close");
  expect(said).toMatch(/^The output cannot be written: the disk is full\.[^\n]*\n$/);
  expect(exitCode).toBe(1);
});
