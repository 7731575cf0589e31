import { spawn } from "node:child_process";
import { once } from "node:events";
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
