import { readdir, readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { parse } from "yaml";

const folder = ".github/workflows";
const names = await readdir(folder);

interface Job {
  permissions?: Record<string, string>;
  environment?: { name: string };
  steps: { uses?: string; run?: string; env?: object }[];
}

test.each(names)("%s pins its actions, and each job says what it may do", async (name) => {
  const text = await readFile(`${folder}/${name}`, "utf8");
  for (const [line] of text.matchAll(/^.*\buses:.*$/gm)) {
    expect(line).toMatch(/uses: [\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  }
  const { permissions, jobs } = parse(text) as { permissions: object; jobs: Record<string, Job> };
  expect(permissions).toEqual({});
  for (const job of Object.values(jobs)) expect(job.permissions).toBeDefined();
});

test("what may publish runs no code of the project, and has no long-lived token", async () => {
  const text = await readFile(`${folder}/release.yml`, "utf8");
  const { jobs } = parse(text) as { jobs: { pack: Job; publish: Job } };
  expect(jobs.pack.permissions).toEqual({ contents: "read" });
  expect(jobs.publish.permissions).toEqual({ "id-token": "write" });
  expect(jobs.publish.environment?.name).toBe("npm");
  const used = jobs.publish.steps.flatMap(({ uses = "" }) => uses.split("@")[0]);
  expect(used).not.toContain("actions/checkout");
  expect(text).not.toContain("secrets.");
});
