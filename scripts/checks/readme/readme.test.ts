import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type MockServer, startMockServer } from "../../mock/server.js";
import { npmScripts, readSnippets } from "./snippets.js";

const exec = promisify(execFile);
const root = process.cwd();
const markdown = await readFile("README.md", "utf8");
// A picture is no program.
const snippets = readSnippets(markdown).filter(({ language }) => language !== "mermaid");
const programs = snippets.filter(({ language }) => language === "ts");
const commands = snippets.filter(({ language }) => language === "sh");

let mock: MockServer;
let scratch: string;

beforeAll(async () => {
  mock = await startMockServer();
  scratch = await mkdtemp(join(tmpdir(), "openpipe-models-readme-"));
});
afterAll(async () => {
  await mock?.close();
  await rm(scratch, { recursive: true, force: true });
});

test("every snippet is of a kind that is tested here", () => {
  expect(programs.length).toBeGreaterThan(0);
  expect(commands.length).toBeGreaterThan(0);
  expect(programs.length + commands.length).toBe(snippets.length);
});

// A snippet that waits as it would for the real API need not do so here.
const noWaiting = `const { setTimeout: later } = globalThis;
globalThis.setTimeout = (run, ms, ...rest) => later(run, ms === 10_000 ? 0 : ms, ...rest);`;

describe("TypeScript snippets", () => {
  test.each(programs)("line $line runs against the mock", async ({ code, line }) => {
    const outfile = join(scratch, `line-${line}.mjs`);
    await build({
      stdin: { contents: code, loader: "ts", resolveDir: root },
      alias: { "openpipe-models": join(root, "src/index.ts") },
      bundle: true,
      format: "esm",
      platform: "node",
      banner: { js: noWaiting },
      outfile,
      logLevel: "silent",
    });
    const env = { PATH: process.env.PATH, OPENPIPE_API_KEY: "k", OPENPIPE_BASE_URL: mock.url };
    await exec(process.execPath, [outfile], { env, timeout: 15_000 });
  });

  test("compile under strict settings", async () => {
    const folder = join(scratch, "typecheck");
    await mkdir(folder);
    const config = {
      extends: join(root, "tsconfig.json"),
      compilerOptions: {
        types: [],
        paths: { "openpipe-models": [join(root, "src/index.ts")] },
      },
      include: ["*.mts"],
    };
    await writeFile(join(folder, "tsconfig.json"), JSON.stringify(config));
    for (const { code, line } of programs) {
      await writeFile(join(folder, `line-${line}.mts`), code);
    }
    const tsc = join(root, "node_modules/typescript/bin/tsc");
    const { stdout } = await exec(process.execPath, [tsc, "-p", folder]).catch((error) => error);
    expect(stdout).toBe("");
  });
});

describe("shell snippets", () => {
  test("run npm scripts that exist", async () => {
    const { scripts } = JSON.parse(await readFile("package.json", "utf8"));
    const named = commands.flatMap(({ code }) => npmScripts(code));
    expect(named.length).toBeGreaterThan(5);
    for (const name of named) expect(scripts).toHaveProperty([name]);
  });

  test("the first one is what CI runs", async () => {
    const ci = await readFile(".ci/run", "utf8");
    const steps = commands[0]!.code
      .split("\n")
      .map((line) => line.replace(/#.*/, "").trim())
      .flatMap((line) => line.split(" && "))
      .filter(Boolean);
    expect(steps).toEqual(["npm ci", "npm start", "npm test"]);
    for (const step of steps) expect(ci.split("\n")).toContain(step);
  });
});
