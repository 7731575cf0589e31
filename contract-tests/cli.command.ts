import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { Failure } from "../scripts/lib/failure.js";
import { contractCommand } from "./command.js";
import type { Selection } from "./engine/run/select.js";
import { runCommand } from "./test-support/run-command.js";

// A root of its own, so that the reports of the project are left alone.
let root: string;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "openpipe-models-contract-"));
  await cp("openapi", join(root, "openapi"), { recursive: true });
  await mkdir(join(root, "generated"));
  await cp("generated/openapi.json", join(root, "generated/openapi.json"));
});

afterAll(() => rm(root, { recursive: true, force: true }));

const contract = (args: string[], options: { cwd?: string; env?: Record<string, string> } = {}) =>
  runCommand("cli.ts", args, { cwd: root, ...options });

/** What the command prints, in this process. */
async function printed(given: Selection & { list?: boolean }, cwd = root): Promise<string> {
  const log = vi.spyOn(console, "log").mockImplementation(() => {});
  try {
    await contractCommand(cwd, given);
    return log.mock.calls.flat().join("\n");
  } finally {
    log.mockRestore();
  }
}

describe("npm run contract", () => {
  it("lists the cases by group", async () => {
    const output = await printed({ list: true, grep: "n_epochs / wrong type" });
    expect(output).toMatch(/^invalid \(\d+\)$/m);
    expect(output).toContain(
      "  createModel / openai / sft_hyperparameters.n_epochs / wrong type: string\n",
    );
  });

  it("says what is missing outside of the project", async () => {
    await expect(printed({}, tmpdir())).rejects.toThrow(
      new Failure("There is no generated/openapi.json here. Write it with: npm run generate"),
    );
  });
});

describe("a contract that is broken", () => {
  let broken: string;

  beforeAll(async () => {
    broken = await mkdtemp(join(tmpdir(), "openpipe-models-broken-"));
    await mkdir(join(broken, "generated"));
    const document = JSON.parse(await readFile("generated/openapi.json", "utf8"));
    const content = document.paths["/models"].get.responses["200"].content["application/json"];
    for (const { value } of Object.values(content.examples) as { value: { object: string } }[]) {
      value.object = "array";
    }
    await writeFile(join(broken, "generated/openapi.json"), JSON.stringify(document));
  });

  afterAll(() => rm(broken, { recursive: true, force: true }));

  it("ends with a non-zero exit code, and says what is broken", async () => {
    const summary = join(broken, "summary.md");
    vi.stubEnv("GITHUB_STEP_SUMMARY", summary);
    const before = process.exitCode;
    const output = await printed({ id: "listModels / valid request" }, broken);
    expect(process.exitCode).toBe(1);
    process.exitCode = before;
    vi.unstubAllEnvs();
    expect(output).toContain("rule      #/components/schemas/ModelList/properties/object/const");
    expect(output).toContain('expected  /object: "list"');
    expect(output).toContain('actual    "array"');
    expect(output).toMatch(/again {5}curl -i '.*\/models' .*Bearer \$OPENPIPE_API_KEY"/);
    expect(output).toContain("Contract broken:");
    expect(await readFile(summary, "utf8")).toContain("## Contract is broken (mock)");
    const xml = await readFile(join(broken, "reports/contract-mock.xml"), "utf8");
    expect(xml).toContain('failures="1"');
  });
});

describe("with a live key and address in the environment", () => {
  it("sends nothing to anywhere but loopback, and never the key", async () => {
    const connections = join(root, "connections");
    await writeFile(connections, "");
    const guard = fileURLToPath(new URL("./test-support/record-connections.mjs", import.meta.url));
    // Which cases run has no say in where they are sent.
    const { exitCode, output } = await contract(["--grep", "listModels"], {
      env: {
        NODE_OPTIONS: `--import=${guard}`,
        CONNECTIONS_FILE: connections,
        OPENPIPE_API_KEY: "a-live-key",
        OPENPIPE_CONTRACT_CREATE: "all",
        OPENPIPE_CONTRACT_DATASET_ID: "a-real-dataset",
        // An address that is set aside for documentation (RFC 5737): nobody has it.
        OPENPIPE_BASE_URL: "http://192.0.2.1/api/v1",
      },
    });
    const hosts = (await readFile(connections, "utf8")).trim().split("\n");
    expect(new Set(hosts)).toEqual(new Set(["127.0.0.1"]));
    expect(output).toContain("Contract holds:");
    expect(exitCode).toBe(0);
    const reports = await readFile(join(root, "reports/contract-mock.json"), "utf8");
    expect(output + reports).not.toContain("a-live-key");
  });
});
