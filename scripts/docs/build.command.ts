import { appendFile, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parse } from "yaml";
import { Failure } from "../lib/failure.js";
import { runScript } from "../test/run-script.js";
import { createTempProject, type TempProject } from "../test/temp-project.js";
import { buildDocs } from "./build.js";
import { replaceFolder } from "../lib/replace-folder.js";
import { patchPage } from "./redoc/patches.js";

let project: TempProject;

beforeAll(async () => {
  project = await createTempProject();
});
afterAll(() => project.remove());

test("writes the pages and the bundled document in both notations, and says how large they are", async () => {
  const { exitCode, output } = await runScript("scripts/docs/index.ts", [], { root: project.root });
  expect(output).toMatch(/dist\/docs\/interactive\.html {2}[\d,]+ kB \([\d,]+ kB gzipped\)/);
  expect(exitCode).toBe(0);
  expect(await readdir(join(project.root, "dist"))).toEqual(["docs"]);
  const files = await readdir(join(project.root, "dist/docs"), { recursive: true });
  expect(files).toEqual(expect.arrayContaining([".nojekyll", "interactive.html", "openapi.yaml"]));
  // These hold the whole document, however much that is.
  const whole = ["interactive.html", "all.html", "search.html", "typescript.html"];
  const pages = files.filter((name) => name.endsWith(".html") && !whole.includes(name));
  for (const name of pages) {
    expect(gzipSync(await read(name)).length, name).toBeLessThan(30_000);
  }
  const json = await read("openapi.json");
  expect(json).toBe(await readFile(join(project.root, "generated/openapi.json"), "utf8"));
  expect(parse(await read("openapi.yaml"))).toEqual(JSON.parse(json));
});

test("the interactive page names no other host as the source of anything", async () => {
  const page = await read("interactive.html");
  expect(page).not.toMatch(/<(script|link|img|iframe)[^>]+(src|href)="?(https?:)?\/\//);
  expect(page).not.toContain("cdn.redoc.ly");
  expect(page).not.toMatch(/%(ICON|POLICY|PAGES|ALTERNATIVES|MEND)%/);
});

test("no page lets a script run that is not its own", async () => {
  for (const name of ["interactive.html", "index.html", "search.html"]) {
    const [, policy] = /Content-Security-Policy" content="([^"]*)"/.exec(await read(name))!;
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/script-src[^;]*unsafe/);
  }
});

test("an invalid document leaves the old docs whole and is shown with file and line", async () => {
  const before = await read("index.html");
  await appendFile(join(project.root, "openapi/openapi.yaml"), "\nmistake: true\n");
  const failure: Error = await buildDocs(project.root).then(
    () => expect.unreachable(),
    (error) => error,
  );
  expect(failure).toBeInstanceOf(Failure);
  const output = stripVTControlCharacters(failure.message);
  expect(output).toMatch(/openapi\/openapi\.yaml:\d+:\d+/);
  expect(output).toContain("mistake");
  expect((await read("index.html")) === before).toBe(true);
  expect(await readdir(join(project.root, "dist"))).toEqual(["docs"]);
});

test("a folder that cannot be written is said", async () => {
  const folder = await mkdtemp(join(tmpdir(), "openpipe-models-docs-"));
  try {
    await writeFile(join(folder, "dist"), "in the way");
    await expect(replaceFolder(join(folder, "dist/docs"), new Map())).rejects.toThrow(
      /could not be written.*dist/s,
    );
    expect(await readFile(join(folder, "dist"), "utf8")).toBe("in the way");
  } finally {
    await rm(folder, { recursive: true });
  }
});

test("a Redocly whose output has changed is noticed", () => {
  expect(() => patchPage("<html></html>")).toThrow(/found 0 times instead of once/);
});

function read(name: string): Promise<string> {
  return readFile(join(project.root, "dist/docs", name), "utf8");
}
