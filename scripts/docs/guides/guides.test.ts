import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { type ModelsServer, startModelsServer } from "../../lib/models-server.js";
import { npmScripts, readSnippets } from "../../checks/readme/snippets.js";

const root = process.cwd();
const folder = join(root, "scripts/docs/guides");
const guides = (await readdir(folder)).filter((name) => name.endsWith(".md"));
// The package's README is a guide, too.
const names = ["package-readme.md", ...guides];
const snippets = await Promise.all(
  names.map(async (name) => {
    const file =
      name === "package-readme.md"
        ? join(root, "scripts/checks/package/README.md")
        : join(folder, name);
    return readSnippets(await readFile(file, "utf8"));
  }),
).then((lists) =>
  lists.flatMap((list, guide) =>
    list.map((snippet, index) => ({ ...snippet, guide: names[guide]!, next: list[index + 1] })),
  ),
);
const programs = snippets.filter(({ language }) => language === "ts");

let scratch: string;

beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), "openpipe-models-guides-"));
});
afterAll(() => rm(scratch, { recursive: true, force: true }));
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

const guidesWithPrograms = [...new Set(programs.map(({ guide }) => guide))];

describe.each(guidesWithPrograms)("each program runs of %s", (name) => {
  // A server of its own: each tells the story of its models.
  let server: ModelsServer;
  beforeAll(async () => {
    server = await startModelsServer();
  });
  afterAll(() => server?.close());

  const own = programs.filter(({ guide }) => guide === name);
  test.each(own)("line $line", async ({ guide, line, code, next }) => {
    const outfile = join(scratch, `${guide}-${line}.mjs`);
    await build({
      stdin: { contents: code, loader: "ts", resolveDir: root },
      alias: {
        "openpipe-models/testing": join(root, "src/testing.ts"),
        "openpipe-models": join(root, "src/index.ts"),
      },
      bundle: true,
      format: "esm",
      platform: "node",
      outfile,
      logLevel: "silent",
    });
    vi.stubEnv("OPENPIPE_API_KEY", "sample-key");
    vi.stubEnv("OPENPIPE_BASE_URL", server.url);
    const log = vi.spyOn(console, "log").mockImplementation(() => {});
    const complaints = vi.spyOn(console, "error").mockImplementation(() => {});
    await import(/* @vite-ignore */ pathToFileURL(outfile).href);
    const printed = log.mock.calls.flat().join("\n");
    expect(printed).not.toBe("");
    expect(complaints).not.toHaveBeenCalled();
    // What a program prints stands below it.
    if (next?.language === "text") expect(printed.trim()).toBe(next.code.trim());
  });
});

test("the guides' npm scripts exist", async () => {
  const { scripts } = JSON.parse(await readFile("package.json", "utf8"));
  const named = snippets
    .filter(({ language }) => language === "sh")
    .flatMap(({ code }) => npmScripts(code));
  expect(named.length).toBeGreaterThan(3);
  for (const name of named) expect(scripts).toHaveProperty([name]);
});
