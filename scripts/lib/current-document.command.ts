import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { bundle } from "./bundle.js";
import { expectFresh, readCurrentDocument } from "./current-document.js";
import { createTemporaryFolder, type TemporaryFolder } from "./temporary-folder.js";

const document = {
  openapi: "3.1.0",
  info: { title: "Things", version: "1.0.0" },
  paths: { "/things": { $ref: "things.json" } },
  components: {},
};
const things = { get: { operationId: "listThings", responses: {} } };
let project: TemporaryFolder;

beforeEach(async () => {
  project = await createTemporaryFolder("current");
  for (const name of ["openapi", "generated"]) await mkdir(join(project.path, name));
  await write("redocly.yaml", {
    extends: [],
    rules: { "operation-operationId": "error" },
    apis: { models: { root: "openapi/openapi.yaml" } },
  });
  await write("openapi/openapi.yaml", document);
  await write("openapi/things.json", things);
  const { json } = await bundle(project.path);
  await writeFile(join(project.path, "generated/openapi.json"), json);
});
afterEach(() => project.remove());

test("what is read is the document as it is now, also when only a part of it has changed", async () => {
  await expectFresh(project.path);
  await write("openapi/things.json", { get: { ...things.get, operationId: "listAll" } });
  expect((await readCurrentDocument(project.path)).paths["/things"]).toMatchObject({
    get: { operationId: "listAll" },
  });
  await expect(expectFresh(project.path)).rejects.toThrow(
    "generated/openapi.json is not what openapi/openapi.yaml gives now. Run: npm run generate",
  );
});

test("a path item of the same file stands where it is referred to", async () => {
  await write("openapi/openapi.yaml", {
    ...document,
    paths: { "/things": { $ref: "#/components/pathItems/Things" } },
    components: { pathItems: { Things: things } },
  });
  await expectFresh(project.path);
});

test.each([
  ["openapi: [", /^openapi\/openapi\.yaml is neither JSON nor YAML/],
  [undefined, /^openapi\/openapi\.yaml cannot be read/],
  [JSON.stringify({ ...document, paths: { "/a": { get: { responses: {} } } } }), /operationId/],
])("a document %j is refused, whatever was generated before", async (text, said) => {
  const file = join(project.path, "openapi/openapi.yaml");
  if (text === undefined) await rm(file);
  else await writeFile(file, text);
  await expect(readCurrentDocument(project.path)).rejects.toThrow(said);
});

test.each(["{", undefined])(
  "generated/ that is %j is stale, and stops nobody else",
  async (text) => {
    const file = join(project.path, "generated/openapi.json");
    if (text === undefined) await rm(file);
    else await writeFile(file, text);
    expect((await readCurrentDocument(project.path)).paths["/things"]).toEqual(things);
    await expect(expectFresh(project.path)).rejects.toThrow("Run: npm run generate");
  },
);

function write(name: string, content: object): Promise<void> {
  return writeFile(join(project.path, name), JSON.stringify(content));
}
