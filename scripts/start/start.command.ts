import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { type MockServer, startMockServer } from "../mock/server.js";
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

describe("one's own request", () => {
  const log = vi.spyOn(console, "log");
  let mock: MockServer;

  beforeAll(async () => {
    mock = await startMockServer();
  });
  beforeEach(() => void log.mockReset().mockReturnValue());
  afterAll(async () => {
    log.mockRestore();
    await mock?.close();
  });

  const write = async (request: unknown) => {
    const file = join(scratch, "my-request.json");
    await writeFile(file, JSON.stringify(request));
    return file;
  };

  test("is sent", async () => {
    const file = await write({
      datasetId: "d",
      slug: "mine",
      trainingConfig: { provider: "gemini", baseModel: "models/gemini-1.0-pro-001" },
    });
    await createEach(mock.url, [await readOwnRequest(file)]);
    expect(log.mock.calls.join("\n")).toMatch(/→ models\.create\(\{[^]*slug: 'mine'[^]*← Model \{/);
  });

  test("that the API would refuse fails with its issues and their paths", async () => {
    const file = await write({
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
    ["no-such-file.json", "no-such-file.json cannot be read: there is no such file or folder."],
    ["scripts", "scripts cannot be read: it is a folder, not a file."],
    ["LICENSE", "LICENSE is not JSON"],
  ])("cannot come from %s", async (file, said) => {
    await expect(readOwnRequest(file)).rejects.toThrow(said);
  });

  test("may have a byte order mark, and not be empty", async () => {
    const file = join(scratch, "saved-by-an-editor.json");
    await writeFile(file, '\ufeff{"slug":"mine"}');
    expect((await readOwnRequest(file)).body).toEqual({ slug: "mine" });
    await writeFile(file, "\n");
    await expect(readOwnRequest(file)).rejects.toThrow(/ is empty\.$/);
  });
});

test.each([
  [["package.json", "tsconfig.json"], "Too many arguments: tsconfig.json"],
  [["--port", "1"], "Usage: npm start"],
])("npm start -- %j is refused", async (args, said) => {
  const { exitCode, output } = await start(args);
  expect(exitCode).toBe(2);
  expect(output).toContain(said);
});

function start(args: string[]) {
  // A key and a base URL of the real API must not matter here.
  const env = { OPENPIPE_API_KEY: "live-key", OPENPIPE_BASE_URL: "http://192.0.2.1" };
  return runScript("scripts/start/index.ts", args, { env });
}
