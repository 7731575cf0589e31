import { access, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Failure } from "../lib/failure.js";
import { runScript } from "../test/run-script.js";
import { createTempProject, type TempProject } from "../test/temp-project.js";
import { build } from "./build.js";

let project: TempProject;
const dist = (name: string) => join(project.root, "dist", name);

beforeAll(async () => {
  project = await createTempProject(["openapi", "src", "generated"]);
  await mkdir(dist("docs"), { recursive: true });
  await writeFile(dist("docs/index.html"), "the docs");
});
afterAll(() => project.remove());

test("one module with its types and a source map that holds the sources", async () => {
  const { exitCode, output } = await runScript("scripts/build/index.ts", [], {
    root: project.root,
  });
  const files = ["cjs", "d.cts", "d.ts", "js", "js.map"].map(
    (extension) => `dist/index.${extension}`,
  );
  const testing = files.map((name) => name.replace("index", "testing"));
  const all = [files, testing, "dist/third-party-licenses.txt"].flat();
  expect(output.trim().split("\n")).toEqual(all);
  expect(exitCode).toBe(0);
  const code = await readFile(dist("index.js"), "utf8");
  const types = await readFile(dist("index.d.ts"), "utf8");
  expect(types).toMatch(/\* Starts a training job, at most once/);
  for (const text of [code, types]) expect(text).not.toMatch(/^\s*(import|export) .*from ['"]/m);
  expect(types).not.toMatch(/import\(/);
  const licenses = await readFile(dist("third-party-licenses.txt"), "utf8");
  expect(licenses).toMatch(/^openapi-fetch 0.+MIT.+^openapi-typescript-helpers 0.+MIT/ms);
  const map = JSON.parse(await readFile(dist("index.js.map"), "utf8"));
  expect(map.sources).toContain("../src/create-models-client.ts");
  expect(map.sourcesContent).toHaveLength(map.sources.length);
});

test("a build that fails names the cause and leaves the last one, and the docs, as they were", async () => {
  const before = await readFile(dist("index.js"), "utf8");
  const index = join(project.root, "src/index.ts");
  const good = await readFile(index, "utf8");
  await writeFile(index, `${good}\nexport { missing } from "./missing.js";\n`);
  const failure = await build(project.root).catch((error: Error) => error);
  await writeFile(index, good);
  expect(failure).toBeInstanceOf(Failure);
  expect((failure as Failure).message).toContain("./missing.js");
  expect(await readFile(dist("index.js"), "utf8")).toBe(before);
  await access(dist("docs/index.html"));
});
