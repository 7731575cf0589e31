import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type ModelsServer, startModelsServer } from "../../lib/models-server.js";
import { compilePrograms } from "../../test/compile-programs.js";
import { runProgram } from "../../test/run-program.js";
import { npmScripts, readSnippets } from "./snippets.js";

const guides = "scripts/docs/guides/";
const names = [
  "README.md",
  "CONTRIBUTING.md",
  "scripts/checks/package/README.md",
  ...(await readdir(guides)).filter((name) => name.endsWith(".md")).map((name) => guides + name),
];
const files = await Promise.all(
  names.map(async (name) => {
    const snippets = readSnippets(await readFile(name, "utf8"));
    const programs = snippets
      .map((snippet, index) => ({ ...snippet, next: snippets[index + 1] }))
      // One that begins with a file name belongs to steps, which `npm run test:all -- drill` goes through.
      .filter(({ language, code }) => language === "ts" && !code.startsWith("// "));
    return { name, snippets, programs };
  }),
);
const snippets = files.flatMap((file) => file.snippets);

let scratch: string;

beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), "openpipe-models-markdown-"));
});
afterAll(() => rm(scratch, { recursive: true, force: true }));

const withPrograms = files.filter(({ programs }) => programs.length > 0);

describe.each(withPrograms)("each program runs of $name", ({ name, programs }) => {
  // A server of its own: each file tells the story of its models.
  let server: ModelsServer;
  beforeAll(async () => {
    server = await startModelsServer();
  });
  afterAll(() => server?.close());

  test.each(programs)("line $line", async ({ line, code, next }) => {
    const file = join(scratch, `${name.replaceAll("/", "-")}-${line}.mjs`);
    const { log, error } = await runProgram(code, server.url, file);
    const printed = log.flat().join("\n");
    expect(printed).not.toBe("");
    expect(error).toEqual([]);
    // What a program prints stands below it.
    if (next?.language === "text") expect(printed.trim()).toBe(next.code.trim());
  });
});

test("the programs compile under strict settings", async () => {
  const programs = files.flatMap((file) => file.programs.map(({ code }) => code));
  expect(programs.length).toBeGreaterThan(10);
  expect(await compilePrograms(programs, join(scratch, "typecheck"))).toBe("");
});

test("every snippet is of a kind that is tested here, or by the drill", () => {
  const kinds = new Set(snippets.map(({ language }) => language));
  // A picture is no program; what changes a file is for the drill.
  expect([...kinds].sort()).toEqual(["diff", "mermaid", "sh", "text", "ts"]);
});

test("the npm scripts that are named exist", async () => {
  const { scripts } = JSON.parse(await readFile("package.json", "utf8"));
  const commands = snippets.filter(({ language }) => language === "sh");
  const named = commands.flatMap(({ code }) => npmScripts(code));
  expect(named.length).toBeGreaterThan(10);
  for (const name of named) expect(scripts).toHaveProperty([name]);
});

test("the first commands of the README are what CI runs", async () => {
  const ci = (await readFile(".ci/run", "utf8")).split("\n");
  const [first] = files[0]!.snippets.filter(({ language }) => language === "sh");
  const steps = first!.code
    .split("\n")
    .map((line) => line.replace(/#.*/, "").trim())
    .flatMap((line) => line.split(" && "))
    .filter(Boolean);
  expect(steps).toEqual(["npm ci", "npm start", "npm test"]);
  expect(ci).toEqual(expect.arrayContaining(steps));
});
