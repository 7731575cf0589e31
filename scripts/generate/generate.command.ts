import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { Failure } from "../lib/failure.js";
import { runScript } from "../test/run-script.js";
import { createTempProject, type TempProject } from "../test/temp-project.js";
import { generate } from "./generate.js";

let project: TempProject;

beforeEach(async () => {
  project = await createTempProject();
});
afterEach(() => project.remove());

test("npm run generate:check names what is stale and writes nothing; generating restores it", async () => {
  const committed = await readGenerated();
  const description = "description: The model is gone.";
  await edit("generated/client.ts", (text) => `${text}\n// by hand\n`);
  await edit("openapi/openapi.yaml", (text) => text.replace(description, "description: Gone."));
  await rm(join(project.root, "generated/types.ts"));
  await writeFile(join(project.root, "generated/extra.ts"), "");
  const before = await readGenerated();

  const script = "scripts/generate/index.ts";
  const { exitCode, output } = await runScript(script, ["--check"], { root: project.root });

  expect(exitCode).toBe(1);
  expect(output).toContain("generated/openapi.json: differs from what openapi/ gives");
  expect(output).toContain("generated/client.ts: differs from what openapi/ gives");
  expect(output).toContain("generated/types.ts: is missing");
  expect(output).toContain("generated/extra.ts: is not generated from anything");
  expect(output).toContain("Run `npm run generate` and commit the result.");
  expect(await readGenerated()).toEqual(before);

  await edit("openapi/openapi.yaml", (text) => text.replace("description: Gone.", description));
  const written = await generate(project.root);
  expect(written.sort()).toEqual(["client.ts", "extra.ts", "types.ts"]);
  expect(await readGenerated()).toEqual(committed);
});

test.each([
  {
    fault: "a typo in a reference",
    plant: (text: string) => text.replace("schemas/ModelList", "schemas/ModelLits"),
    says: [/openapi\/openapi\.yaml:\d+:\d+/, "Can't resolve $ref"],
  },
  {
    fault: "broken YAML",
    plant: (text: string) => text.replace("  title: OpenPipe models API", "  title: 'OpenPipe"),
    says: [/^openapi\/openapi\.yaml .* at line 7, column \d+/],
  },
  {
    fault: "an example without a required property",
    plant: (text: string) => text.replace("                    owned_by: acme-support\n", ""),
    says: [/openapi\/openapi\.yaml:\d+:\d+/, "required property 'owned_by'"],
  },
])("$fault gives file and line, and leaves generated/ as it was", async ({ plant, says }) => {
  const before = await readGenerated();
  await edit("openapi/openapi.yaml", plant);

  const failure = await generate(project.root).catch((error) => error);

  expect(failure).toBeInstanceOf(Failure);
  for (const said of says) expect(failure.message).toMatch(said);
  expect(await readGenerated()).toEqual(before);
});

test("what cannot be generated gives file and line, and leaves generated/ as it was", async () => {
  const before = await readGenerated();
  await edit("openapi/openapi.yaml", (text) =>
    text.replace(
      "        datasetId:\n          type: string",
      "        datasetId:\n          type: string\n          contentSchema: {}\n          dependentSchemas: {}",
    ),
  );

  const failure = await generate(project.root).catch((error) => error);

  expect(failure).toBeInstanceOf(Failure);
  const [line] = /(?<=openapi\/openapi\.yaml:)\d+/.exec(failure.message) ?? [];
  const text = await readFile(join(project.root, "openapi/openapi.yaml"), "utf8");
  expect(text.split("\n")[Number(line) - 1]).toContain("dependentSchemas");
  expect(failure.message).toContain('the keyword "dependentSchemas"');
  expect(await readGenerated()).toEqual(before);
});

test.each([
  ["", /^redocly\.yaml names no api `models`\. Restore it: git checkout redocly\.yaml$/],
  ["apis: [", /^redocly\.yaml is neither JSON nor YAML: /],
  [undefined, /^redocly\.yaml cannot be read: there is no such file or folder\.$/],
])("a redocly.yaml that is %j is told from an invalid document", async (text, said) => {
  const file = join(project.root, "redocly.yaml");
  if (text === undefined) await rm(file);
  else await writeFile(file, text);
  await expect(generate(project.root)).rejects.toThrow(said);
});

test("an unknown option is refused with the usage", async () => {
  const { exitCode, output } = await runScript("scripts/generate/index.ts", ["--chekc"]);
  expect(exitCode).toBe(2);
  expect(output).toContain("--chekc");
  expect(output).toContain("Usage: npm run generate");
});

async function edit(file: string, change: (text: string) => string): Promise<void> {
  const path = join(project.root, file);
  const text = await readFile(path, "utf8");
  const changed = change(text);
  expect(changed).not.toBe(text);
  await writeFile(path, changed);
}

async function readGenerated(): Promise<Record<string, string>> {
  const folder = join(project.root, "generated");
  const names = (await readdir(folder)).sort();
  const contents = await Promise.all(names.map((name) => readFile(join(folder, name), "utf8")));
  return Object.fromEntries(names.map((name, index) => [name, contents[index]!]));
}
