import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { expectFresh } from "./fresh.js";
import { runRedocly } from "./redocly.js";
import { createTemporaryFolder, type TemporaryFolder } from "./temporary-folder.js";

const document = {
  openapi: "3.1.0",
  info: { title: "Things", version: "1.0.0" },
  paths: { "/things": { $ref: "things.json" } },
};
const things = { get: { operationId: "listThings", responses: {} } };
let project: TemporaryFolder;

beforeEach(async () => {
  project = await createTemporaryFolder("fresh");
  for (const name of ["openapi", "generated"]) await mkdir(join(project.path, name));
  await write("redocly.yaml", { apis: { models: { root: "openapi/openapi.yaml" } } });
  await write("openapi/openapi.yaml", document);
  await write("openapi/things.json", things);
  await write("generated/openapi.json", document);
});
afterEach(() => project.remove());

test("what was generated of several files is fresh until one of them changes", async () => {
  const output = join(project.path, "generated/openapi.json");
  await runRedocly(project.path, ["bundle", "models", "--output", output]);
  await expectFresh(project.path);
  await write("openapi/things.json", { get: { ...things.get, operationId: "listAll" } });
  await expect(expectFresh(project.path)).rejects.toThrow(
    "generated/openapi.json is not what openapi/openapi.yaml gives now. Run: npm run generate",
  );
});

test.each([
  ["openapi/openapi.yaml", "openapi: [", /^openapi\/openapi\.yaml is neither JSON nor YAML/],
  ["openapi/openapi.yaml", undefined, /openapi\/openapi\.yaml/],
  ["generated/openapi.json", "{", /is not JSON\. Run: npm run generate$/],
  ["generated/openapi.json", undefined, /^There is no .* Run: npm run generate$/],
])("%s that is %j is said", async (name, text, said) => {
  const file = join(project.path, name);
  if (text === undefined) await rm(file);
  else await writeFile(file, text);
  await expect(expectFresh(project.path)).rejects.toThrow(said);
});

function write(name: string, content: object): Promise<void> {
  return writeFile(join(project.path, name), JSON.stringify(content));
}
