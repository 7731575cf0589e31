import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, expect, it } from "vitest";
import { readLastState } from "../diff/source/read.js";
import { createGitProject, type GitProject } from "../test/git-project.js";
import { runScript } from "../test/run-script.js";
import { checkRelease } from "./check.js";

let project: GitProject;

beforeEach(async () => {
  project = await createGitProject();
  await setVersion("0.1.0");
});
afterEach(() => project.remove());

const check = (published: string[] = []) => checkRelease(project.root, async () => published);
const dropProperty = () =>
  project.edit("openapi/openapi.yaml", "        owned_by:\n", "        owner:\n");

/** In package.json and in a changelog that tells of it. */
async function setVersion(version: string) {
  const file = join(project.root, "package.json");
  const manifest = JSON.parse(await readFile(file, "utf8"));
  await writeFile(file, JSON.stringify({ ...manifest, version }));
  await writeFile(
    join(project.root, "CHANGELOG.md"),
    `# Changelog\n\n## [${version}] - 2030-01-01\n\n- New.\n\n## [0.0.1]\n`,
  );
}

it("lets a first release through", async () => {
  expect(await check()).toBe("No release yet: 0.1.0 may be the first.");
});

it("says that history is missing in a shallow clone", async () => {
  await project.commit();
  const { root, git } = project;
  const clone = join(root, "shallow");
  await git("clone", "-q", "--depth", "1", pathToFileURL(root).href, clone);
  await expect(checkRelease(clone, async () => [])).rejects.toThrow("git fetch --unshallow --tags");
  await expect(readLastState(clone)).rejects.toThrow("git fetch --unshallow --tags");
});

it("refuses a bump smaller than the verdict, and a version that is released", async () => {
  await project.commit("v0.1.0");
  await check(["0.1.0"]);
  await dropProperty();
  await project.commit();
  await expect(check()).rejects.toThrow("Version 0.1.0 is released already");
  await setVersion("0.1.1");
  await expect(check()).rejects.toThrow(
    "verdict since v0.1.0 is major, which needs at least 0.2.0",
  );
  await setVersion("0.2.0");
  await project.commit("v0.2.0");
  expect(await check(["0.1.0"])).toContain("verdict since v0.1.0 is major");
});

it("believes the registry, not only the tags", async () => {
  await project.commit();
  await expect(check(["0.1.0"])).rejects.toThrow("Version 0.1.0 is released already");
  await expect(check(["0.0.9"])).rejects.toThrow("has version 0.0.9, whose tag v0.0.9 does not");
  // What came after, and what is no release, does not count.
  expect(await check(["0.2.0", "0.1.0-rc.1"])).toContain("may be the first");
});

it.each([
  "# Changelog\n\n## [Unreleased]\n\n- New.\n",
  "# Changelog\n\n## [0.1.0]\n\n## [0.0.1]\n- Old.\n",
])("wants the version in the changelog: %j", async (text) => {
  await writeFile(join(project.root, "CHANGELOG.md"), text);
  await expect(check()).rejects.toThrow('CHANGELOG.md has no section "## [0.1.0]"');
});

it("npm version carries src/version.ts along", async () => {
  // Its own, not the linked one.
  const folder = join(project.root, "own");
  await mkdir(join(folder, "src"), { recursive: true });
  await writeFile(join(folder, "package.json"), '{ "version": "9.8.7" }');
  await writeFile(join(folder, "src/version.ts"), 'export const version = "0.1.0";\n');
  const { exitCode } = await runScript(join(process.cwd(), "scripts/release/version.ts"), [], {
    root: folder,
  });
  expect(exitCode).toBe(0);
  expect(await readFile(join(folder, "src/version.ts"), "utf8")).toContain('"9.8.7"');
});
