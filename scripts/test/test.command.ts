import { appendFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { runScript } from "./run-script.js";
import { createTempProject, type TempProject } from "./temp-project.js";

let project: TempProject;

beforeEach(async () => {
  project = await createTempProject([
    "openapi",
    "generated",
    ".prettierignore",
    ".prettierrc.json",
  ]);
  await write(
    "vitest.config.ts",
    'export default { test: { projects: [{ test: { name: "unit", include: ["*.test.ts"] } }] } };',
  );
});
afterEach(() => project.remove());

const write = (name: string, text: string) => writeFile(join(project.root, name), text);
const run = (file: string, ...args: string[]) => runScript(file, args, { root: project.root });

test("npm test fails by a test and by a check that fail, and counts them", async () => {
  const one = (name: string, expected: number) =>
    `import { expect, test } from "vitest"; test("${name}", () => expect(1).toBe(${expected}));`;
  await write("good.test.ts", one("good", 1));
  await write("bad.test.ts", one("bad", 2));
  await appendFile(join(project.root, "generated/types.ts"), "// by hand\n");
  const { exitCode, output } = await run("scripts/test/index.ts");
  expect(output).toContain("✘ npm run generate -- --check");
  expect(output).toContain("types.ts: differs");
  const [, passed, failed] = /^(\d) passed, (\d) failed$/m.exec(output) ?? [];
  expect(Number(passed) + Number(failed)).toBe(5);
  expect(Number(failed)).toBeGreaterThanOrEqual(2);
  expect(exitCode).toBe(1);
}, 120_000);

test("npm run test:all says which parts failed", async () => {
  await write("badly-formatted.ts", "let  a=1");
  const { exitCode, output } = await run("scripts/test/all.ts", "format");
  expect(output).toContain("badly-formatted.ts");
  expect(output).toMatch(/\nFailed: format$/);
  expect(exitCode).toBe(1);

  await write("badly-formatted.ts", "let a = 1;\n");
  await write("vitest.config.ts", "export default {};\n");
  expect((await run("scripts/test/all.ts", "format")).output).toMatch(/\nEverything holds\.$/);
}, 120_000);

test("npm run test:all names the parts that there are", async () => {
  const { exitCode, output } = await run("scripts/test/all.ts", "everything");
  expect(output).toMatch(/^There is no part "everything", but format, test, /);
  expect(exitCode).toBe(2);
});
