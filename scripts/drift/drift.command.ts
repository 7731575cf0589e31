import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { runScript } from "../test/run-script.js";
import { createTempProject, type TempProject } from "../test/temp-project.js";

const ours = `openapi: 3.1.0
info: { title: Things, version: 1.0.0 }
paths:
  /things:
    delete: { operationId: deleteThings, responses: { "204": { description: Gone } } }
`;

let project: TempProject;
beforeAll(async () => {
  project = await createTempProject(["openapi"]);
  const write = (name: string, text: string) => writeFile(join(project.root, name), text);
  await write("openapi/openapi.yaml", ours);
  await write("openapi/accepted-drift.yaml", "# None\n");
  await write("same.md", `# Things\n\n~~~yaml delete /things\n${ours}~~~\n`);
  await write("other.yaml", ours.replace('"204"', '"200"'));
});
afterAll(() => project.remove());

it.each([
  ["same.md", 0, "0 unexpected differences"],
  ["other.yaml", 1, "2 unexpected differences"],
  ["gone.md", 2, "gone.md is neither a file nor an http(s) URL."],
  ["package.json", 2, "package.json is not an OpenAPI 3 document"],
])("compared with %s, it exits with %i", async (page, code, says) => {
  const { exitCode, output } = await runScript("scripts/drift/index.ts", [page], project);
  expect(output).toContain(says);
  expect(exitCode).toBe(code);
});

it("exits with 2 when one of several pages cannot be compared", async () => {
  const pages = ["same.md", "other.yaml", "http://127.0.0.1:1/page.md"];
  const { exitCode, output } = await runScript("scripts/drift/index.ts", pages, project);
  expect(output).toContain("http://127.0.0.1:1/page.md cannot be reached");
  expect(exitCode).toBe(2);
});

it("refuses OpenAPI 3.0 as our own document, and takes it from the vendor", async () => {
  const file = join(project.root, "openapi/openapi.yaml");
  const old = ours.replace("3.1.0", "3.0.3");
  await writeFile(join(project.root, "old.yaml"), old);
  const given = await runScript("scripts/drift/index.ts", ["old.yaml"], project);
  expect(given.exitCode).toBe(0);
  await writeFile(file, old);
  for (const script of ["scripts/drift/index.ts", "scripts/diff/index.ts"]) {
    const { exitCode, output } = await runScript(script, ["old.yaml"], project);
    expect(output).toContain("generated from OpenAPI 3.1. Write `openapi: 3.1.0`");
    expect(exitCode).not.toBe(0);
  }
  await writeFile(file, ours);
});
