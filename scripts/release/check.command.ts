import { afterEach, beforeEach, expect, it } from "vitest";
import { runScript } from "../test/run-script.js";
import { createGitProject, type GitProject } from "../test/git-project.js";
import { readLastState } from "../diff/source/read.js";
import { checkRelease } from "./check.js";

let project: GitProject;

beforeEach(async () => {
  project = await createGitProject();
});
afterEach(() => project.remove());

const check = () => checkRelease(project.root);
const setVersion = (from: string, to: string) =>
  project.edit("package.json", `"version": "${from}"`, `"version": "${to}"`);
const dropProperty = () =>
  project.edit("openapi/openapi.yaml", "        owned_by:\n", "        owner:\n");

it("lets a first release through", async () => {
  expect(await check()).toContain("No release tag");
});

it("says that history is missing in a shallow clone", async () => {
  await project.commit();
  const { root, git } = project;
  await git("clone", "-q", "--depth", "1", `file://${root}`, `${root}/shallow`);
  await expect(checkRelease(`${root}/shallow`)).rejects.toThrow("git fetch --unshallow --tags");
  await expect(readLastState(`${root}/shallow`)).rejects.toThrow("git fetch --unshallow --tags");
});

it("refuses a bump smaller than the verdict, and a version that is released", async () => {
  await project.git("tag", "v0.1.0");
  await check();
  await dropProperty();
  await project.commit();
  await expect(check()).rejects.toThrow("Version 0.1.0 is released already");
  await setVersion("0.1.0", "0.1.1");
  const { exitCode, output } = await runScript("scripts/release/index.ts", [], {
    root: project.root,
  });
  expect(output).toContain("verdict since v0.1.0 is major, which needs at least 0.2.0");
  expect(exitCode).toBe(1);
  await setVersion("0.1.1", "0.2.0");
  await project.commit("v0.2.0");
  expect(await check()).toContain("verdict since v0.1.0 is major");
});
