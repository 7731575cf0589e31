import { expect, test, vi } from "vitest";
import { runScript } from "../../scripts/test/run-script.js";
import { mutantsCommand } from "./command.js";

async function printed(given: { grep: string; list?: boolean }): Promise<string> {
  const log = vi.spyOn(console, "log").mockImplementation(() => {});
  try {
    await mutantsCommand(process.cwd(), given);
    return log.mock.calls.join("\n");
  } finally {
    log.mockRestore();
  }
}

test("runs what --grep matches", async () => {
  const output = await printed({ grep: "security / getModel" });
  expect(output).toContain("8 of 8 mutants killed");
});

test("prints its mutants", async () => {
  const output = await printed({ list: true, grep: "protocol /" });
  expect(output).toContain("protocol / createModel / reads text/plain");
});

test("ends with a non-zero exit code where nothing runs", async () => {
  const script = "contract-tests/mutants/index.ts";
  const { exitCode, output } = await runScript(script, ["--grep", "no such mutant"]);
  expect(output).toContain("matches none");
  expect(exitCode).toBe(1);
});

test("refuses an empty --grep", async () => {
  await expect(mutantsCommand(process.cwd(), { grep: "" })).rejects.toThrow("An empty --grep");
});
