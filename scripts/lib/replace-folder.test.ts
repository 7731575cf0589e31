import fs from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Failure } from "./failure.js";
import { replaceFolder } from "./replace-folder.js";
import { runProgram } from "./run-program.js";
import { createTemporaryFolder, type TemporaryFolder } from "./temporary-folder.js";

const before = new Map([
  ["a.txt", "old"],
  ["gone.txt", "old"],
]);
const after = new Map([
  ["a.txt", "new"],
  ["deep/b.txt", "new"],
]);
let parent: TemporaryFolder;
let folder: string;

beforeEach(async () => {
  parent = await createTemporaryFolder("replace");
  folder = join(parent.path, "made");
  await replaceFolder(folder, before);
});
afterEach(async () => {
  vi.restoreAllMocks();
  await parent.remove();
});

test("the folder holds what is given, and what is kept", async () => {
  await fs.mkdir(join(folder, "docs"));
  await fs.writeFile(join(folder, "docs/index.html"), "docs");
  await replaceFolder(folder, after, (name) => name === "docs");
  expect(await read()).toEqual(new Map([...after, ["docs/index.html", "docs"]]));
  expect(await fs.readdir(parent.path)).toEqual(["made"]);
});

const steps = [
  ["writeFile", 0],
  ["writeFile", 1],
  ["rename", 0],
  ["rename", 1],
] as const;

test.each(steps)("where %s %i fails, the old state stays whole", async (step, count) => {
  at(step, count, () => Promise.reject(Object.assign(new Error("x"), trouble)));
  const failure = await replaceFolder(folder, after).catch((error: Error) => error);
  expect(failure).toBeInstanceOf(Failure);
  expect((failure as Failure).message).toContain("is as it was. Cannot write /x: the disk is full");
  expect(await read()).toEqual(before);
  expect(await fs.readdir(parent.path)).toEqual(["made"]);
});

test.each(steps)(
  "killed at %s %i, nothing is mixed, and the next run mends it",
  async (step, n) => {
    // A step that never ends leaves things as a killed process does.
    const reached = new Promise<void>((resolve) => {
      at(step, n, () => {
        resolve();
        return new Promise(() => {});
      });
    });
    void replaceFolder(folder, after);
    await reached;
    vi.restoreAllMocks();
    const left = await fs.readdir(parent.path);
    if (left.includes("made")) expect(await read()).toEqual(before);

    // The next run fails, so that what it found is seen.
    await replaceFolder(folder, () => Promise.reject(new Failure("no"))).catch(() => {});
    expect(await read()).toEqual(before);
    await replaceFolder(folder, after);
    expect(await read()).toEqual(after);
    expect(await fs.readdir(parent.path)).toEqual(["made"]);
  },
);

test("stopped, it leaves nothing behind", async () => {
  const script = `
    const { replaceFolder } = await import("./scripts/lib/replace-folder.ts");
    await replaceFolder(${JSON.stringify(folder)}, async () => process.exit(130));`;
  const { exitCode } = await runProgram(
    process.execPath,
    ["--import", "tsx", "--input-type=module", "--eval", script],
    { cwd: process.cwd() },
  );
  expect(exitCode).toBe(130);
  expect(await fs.readdir(parent.path)).toEqual(["made"]);
  expect(await read()).toEqual(before);
});

test("what another process is writing is left alone", async () => {
  const theirs = `.made.new-${process.ppid}`;
  await fs.mkdir(join(parent.path, theirs));
  await replaceFolder(folder, after);
  expect(await fs.readdir(parent.path)).toEqual([theirs, "made"]);
});

const trouble = { code: "ENOSPC", syscall: "write", path: "/x" };

/** Lets the call of this number do something else. */
function at(step: "writeFile" | "rename", count: number, act: () => Promise<void>): void {
  const original = fs[step] as (...args: unknown[]) => Promise<void>;
  let calls = 0;
  vi.spyOn(fs, step).mockImplementation((...args: unknown[]) =>
    calls++ === count ? act() : original(...args),
  );
}

async function read(): Promise<Map<string, string>> {
  const entries = await fs.readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const contents = await Promise.all(
    files.map(async ({ parentPath, name }): Promise<[string, string]> => {
      const path = join(parentPath, name);
      const short = path.slice(folder.length + 1).replaceAll("\\", "/");
      return [short, await fs.readFile(path, "utf8")];
    }),
  );
  return new Map(contents.sort(([one], [other]) => one.localeCompare(other)));
}
