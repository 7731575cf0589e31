import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { startMockServer } from "../mock/server.js";
import { runScript } from "../test/run-script.js";
import { createEach } from "./calls.js";
import { readOwnRequest } from "./requests.js";

let scratch: string;

beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), "openpipe-models-start-"));
});
afterAll(() => rm(scratch, { recursive: true, force: true }));

test("the tour shows every provider and all four operations, whatever is in the environment", async () => {
  const { exitCode, output } = await start([]);
  expect(output).toContain("→ models.create({");
  for (const provider of ["openpipe", "openpipeReward", "openai", "gemini"]) {
    expect(output).toContain(`provider: '${provider}'`);
  }
  for (const answer of ["← Model {", "← ModelList {", "← DeletedModel {"]) {
    expect(output).toContain(answer);
  }
  expect(output.trimEnd().split("\n").slice(-4)[0]).toBe("What to run next");
  expect(exitCode).toBe(0);
});

test("one's own request is sent", async () => {
  const file = await write("good.json", {
    datasetId: "d",
    slug: "mine",
    trainingConfig: { provider: "gemini", baseModel: "models/gemini-1.0-pro-001" },
  });
  const log = vi.spyOn(console, "log").mockImplementation(() => {});
  const mock = await startMockServer();
  try {
    await createEach(mock.url, [await readOwnRequest(file)]);
    expect(log.mock.calls.join("\n")).toMatch(/→ models\.create\(\{[^]*slug: 'mine'[^]*← Model \{/);
  } finally {
    log.mockRestore();
    await mock.close();
  }
});

test("a request that the API would refuse prints its issues with their paths", async () => {
  const file = await write("bad.json", {
    datasetId: 7,
    slug: "mine",
    trainingConfig: {
      provider: "openai",
      baseModel: "gpt-4o-2024-08-06",
      sft_hyperparameters: { num_epochs: 3 },
    },
  });
  const { exitCode, output } = await start([file]);
  expect(exitCode).toBe(1);
  expect(output).toContain("/datasetId");
  expect(output).toContain("/trainingConfig/sft_hyperparameters/num_epochs");
  expect(output).toContain("did you mean `n_epochs`?");
});

test.each([
  [["package.json", "tsconfig.json"], "One request at a time"],
  [["--port", "1"], "Usage: npm start"],
])("npm start -- %j is refused", async (args, said) => {
  const { exitCode, output } = await start(args);
  expect(exitCode).toBe(1);
  expect(output).toContain(said);
});

test.each([
  ["no-such-file.json", "Cannot read no-such-file.json"],
  ["LICENSE", "LICENSE is not JSON"],
])("a request cannot come from %s", async (file, said) => {
  await expect(readOwnRequest(file)).rejects.toThrow(said);
});

function start(args: string[]) {
  // A key and a base URL of the real API must not matter here.
  const env = { OPENPIPE_API_KEY: "live-key", OPENPIPE_BASE_URL: "http://192.0.2.1" };
  return runScript("scripts/start/index.ts", args, { env });
}

async function write(name: string, content: unknown): Promise<string> {
  const file = join(scratch, name);
  await writeFile(file, JSON.stringify(content));
  return file;
}
