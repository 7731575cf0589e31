import { afterEach, beforeEach, expect, test } from "vitest";
import { createGitProject, type GitProject } from "../../test/git-project.js";
import { readChangelog } from "./changelog-page.js";

let project: GitProject;

beforeEach(async () => {
  project = await createGitProject();
});
afterEach(() => project.remove());

test("the changelog has the verdict since the last release, above the first version", async () => {
  const read = async () => (await readChangelog(project.root)).markdown;
  expect(await read()).toContain("No release of this package was found");

  await project.git("tag", "v0.1.0");
  expect(await read()).toContain("means the same as in `v0.1.0`");

  await project.edit("openapi/openapi.yaml", "        owned_by:\n", "        owner:\n");
  await project.edit("openapi/openapi.yaml", "## Costs", "## What it costs");
  const markdown = await read();
  expect(markdown).toContain("Since `v0.1.0` the verdict is **major**.");
  expect(markdown).toContain('| **major** | property "owned_by" removed, in ');
  expect(markdown).toContain("Changes that need no more than a patch: 1.");
  expect(markdown.indexOf("v0.1.0")).toBeLessThan(markdown.indexOf("\n## Unreleased"));
});
