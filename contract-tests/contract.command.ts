import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { OpenApiDocument } from "../scripts/lib/document/index.js";
import command, { toVitest } from "./index.js";

// A working directory of its own, whose document a test may change.
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "openpipe-models-contract-"));
  await write(JSON.parse(await readFile("generated/openapi.json", "utf8")));
});

/** The document, which has been generated. */
async function write(document: OpenApiDocument): Promise<void> {
  for (const name of ["openapi/openapi.yaml", "generated/openapi.json"]) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), JSON.stringify(document));
  }
}

afterEach(() => rm(folder, { recursive: true, force: true }));

/** `npm run contract`, on the document of `folder`. */
async function contract(
  grep: string,
  values: Parameters<typeof toVitest>[0] = {},
  environment: Record<string, string> = {},
) {
  const command = [resolve("node_modules/vitest/vitest.mjs"), ...(await toVitest(values))];
  const env = { PATH: process.env.PATH ?? "", OPENPIPE_CONTRACT_GREP: grep, ...environment };
  return new Promise<{ exitCode: number; output: string }>((done) => {
    const child = execFile(
      process.execPath,
      [...command, "--config", resolve("vitest.config.ts")],
      { cwd: folder, env },
      (_, stdout, stderr) => {
        const output = stripVTControlCharacters(stdout + stderr);
        done({ exitCode: child.exitCode ?? 1, output });
      },
    );
  });
}

test("a broken contract fails, by cause, with a line that repeats it", async () => {
  const file = join(folder, "generated/openapi.json");
  const document = JSON.parse(await readFile(file, "utf8"));
  const content = document.paths["/models"].get.responses["200"].content["application/json"];
  for (const { value } of Object.values(content.examples) as { value: { object: string } }[]) {
    value.object = "array";
  }
  await write(document);
  const { exitCode, output } = await contract("listModels / valid request");
  expect(exitCode).toBe(1);
  expect(output).toContain("1 failed");
  expect(output).toContain("rule      #/components/schemas/ModelList/properties/object/const");
  expect(output).toContain('expected  /object: "list"');
  expect(output).toContain('actual    "array"');
  expect(output).toMatch(/again {5}curl -i '.*\/models' .*Bearer \$OPENPIPE_API_KEY"/);
  // By cause, and not once more by case.
  expect(output.split("✗ Broken").length).toBe(2);
  expect(output).toContain("Contract broken: 0 held, 1 violated");
});

test("what the mock cannot decide is skipped, with the reason; alone it is no verdict", async () => {
  const { exitCode, output } = await contract("listModels / unknown token");
  expect(output).toContain(
    "Skipped, 1 case: Prism takes any token.\n  listModels / unknown token\n",
  );
  expect(output).toContain("No verdict: none of the cases ran.");
  expect(exitCode).toBe(1);
});

/** `npm run contract` itself, up to where it would start vitest. */
async function run(...positionals: string[]) {
  const signal = new AbortController().signal;
  const printed = vi.spyOn(console, "log").mockReturnValue();
  try {
    await command.run({ root: folder, values: { list: true }, positionals, signal });
    return printed.mock.calls.flat().join("\n");
  } finally {
    printed.mockRestore();
  }
}

test("a document that is missing is said in a sentence", async () => {
  await rm(join(folder, "openapi"), { recursive: true });
  await expect(run()).rejects.toThrow(
    /^openapi\/openapi.yaml cannot be read: there is no such file or folder\.$/,
  );
});

test("lists its cases, and says where none is meant", async () => {
  expect(await run("listModels / valid")).toBe("valid (1)\n  listModels / valid request\n\n1 case");
  await expect(run("no such case")).rejects.toThrow("matches none of the");
});

test("a reader that reads no further ends it, and that is no failure", async () => {
  const child = spawn(process.execPath, ["scripts/run.mjs", "contract-tests/index.ts", "--list"]);
  let errors = "";
  child.stderr.on("data", (text) => (errors += text));
  child.stdout.once("data", () => child.stdout.destroy());
  const [exitCode] = await once(child, "exit");
  expect({ exitCode, errors }).toEqual({ exitCode: 0, errors: "" });
});

test("each of several machines takes its share of the cases", async () => {
  const shards = [1, 2].map((index) => contract("listModels", { shard: `${index}/2` }));
  const counts = (await Promise.all(shards)).map(({ output }) =>
    Number(/of (\d+) cases;/.exec(output)?.[1]),
  );
  const { output } = await contract("listModels");
  expect(Math.min(...counts)).toBeGreaterThan(0);
  expect(output).toContain(`of ${counts[0]! + counts[1]!} cases;`);
}, 180_000);

test("with a live key and address in the environment, it sends nothing but to this machine, and never the key", async () => {
  const connections = join(folder, "connections");
  await writeFile(connections, "");
  // Which cases run has no say in where they are sent.
  const { exitCode, output } = await contract(
    "listModels",
    { reporter: ["junit"] },
    {
      NODE_OPTIONS: `--import=${resolve("contract-tests/test-support/record-connections.mjs")}`,
      CONNECTIONS_FILE: connections,
      OPENPIPE_API_KEY: "a-live-key",
      OPENPIPE_CONTRACT_CREATE: "all",
      OPENPIPE_CONTRACT_DATASET_ID: "a-real-dataset",
      // An address that is set aside for documentation (RFC 5737): nobody has it.
      OPENPIPE_BASE_URL: "http://192.0.2.1/api/v1",
    },
  );
  const hosts = (await readFile(connections, "utf8")).trim().split("\n");
  expect(new Set(hosts)).toEqual(new Set(["127.0.0.1"]));
  expect(exitCode).toBe(0);
  expect(output).toContain("<testcase");
  expect(output).not.toContain("a-live-key");
});

test.each(["3", "0/2", "9/3"])("a share that is none is refused: %s", async (shard) => {
  await expect(toVitest({ shard })).rejects.toThrow(
    `--shard must be a share such as 1/3, not "${shard}".`,
  );
});

test("a report goes into a new folder, and the verdict to the terminal", async () => {
  const outputFile = join(folder, "new/report.xml");
  const { exitCode, output } = await contract("listModels / valid request", {
    reporter: ["junit"],
    outputFile,
  });
  expect(output).toContain("Contract holds: 1 held");
  expect(await readFile(outputFile, "utf8")).toContain("<testcase");
  expect(exitCode).toBe(0);
});

test("a report is written where the person stands", async () => {
  vi.stubEnv("INIT_CWD", folder);
  const args = await toVitest({ reporter: ["junit"], outputFile: "report.xml" });
  expect(args).toContain(`--outputFile=${join(folder, "report.xml")}`);
  vi.unstubAllEnvs();
});

test.each([
  [{ reporter: ["nope"] }, /^--reporter is one of default, .*junit, .*html, not "nope"\.$/],
  [{ outputFile: "x" }, /^--outputFile needs one --reporter\.$/],
  [{ reporter: ["json", "junit"], outputFile: "x" }, /^--outputFile needs one --reporter\.$/],
  [{ reporter: ["json"], outputFile: "." }, /^--outputFile \. is a folder, not a file\.$/],
  [{ reporter: ["json"], outputFile: "" }, /^--outputFile is empty\.$/],
  [
    { reporter: ["json"], outputFile: "package.json/x" },
    /package\.json cannot be a folder: there is a file by that name\. Move it away\.$/,
  ],
])("%j is refused", async (values, message) => {
  await expect(toVitest(values)).rejects.toThrow(message);
});
