import { mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type Watch, watchFiles } from "./watch-files.js";

let folder: string;
let watch: Watch | undefined;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "openpipe-models-watch-"));
});
afterEach(async () => {
  await watch?.stop();
  await rm(folder, { recursive: true, force: true });
});

test("calls at once, then after each kind of save, also in folders made later", async () => {
  const onChange = vi.fn(async () => {});
  watch = await watchFiles([folder], onChange, 10);
  await vi.waitFor(() => expect(onChange).toHaveBeenCalledTimes(1));
  const saves = [
    () => writeFile(join(folder, "a.yaml"), "1"),
    () => writeFile(join(folder, "a.yaml"), "22"),
    // As many editors save: a new file takes the old one's name.
    async () => {
      await writeFile(join(folder, "..new"), "33");
      await rename(join(folder, "..new"), join(folder, "a.yaml"));
    },
    () => mkdir(join(folder, "inner")),
    () => writeFile(join(folder, "inner", "b.yaml"), "1"),
    () => rm(join(folder, "a.yaml")),
    () => rm(folder, { recursive: true }),
  ];
  for (const [index, save] of saves.entries()) {
    await save();
    await vi.waitFor(() => expect(onChange.mock.calls.length).toBeGreaterThan(index + 1));
  }
});

test("calls never overlap, and a save during a call leads to another", async () => {
  let running = 0;
  let most = 0;
  const releases: (() => void)[] = [];
  watch = await watchFiles(
    [folder],
    async () => {
      most = Math.max(most, ++running);
      await new Promise<void>((resolve) => releases.push(resolve));
      running--;
    },
    10,
  );
  await vi.waitFor(() => expect(releases).toHaveLength(1));
  await writeFile(join(folder, "a.yaml"), "1");
  releases[0]!();
  await vi.waitFor(() => expect(releases).toHaveLength(2));
  expect(most).toBe(1);
  releases[1]!();
});

test("after a stop nothing is called", async () => {
  const onChange = vi.fn(async () => {});
  watch = await watchFiles([folder], onChange, 10);
  await watch.stop();
  await writeFile(join(folder, "a.yaml"), "1");
  await new Promise((resolve) => setTimeout(resolve, 60));
  expect(onChange).toHaveBeenCalledTimes(1);
});

test("a change during a call tells it that it is outdated, and the next waits for its end", async () => {
  const events: string[] = [];
  let end = () => {};
  watch = await watchFiles(
    [folder],
    async (outdated) => {
      const call = events.filter((event) => event.startsWith("begin")).length;
      events.push(`begin ${call}`);
      outdated.addEventListener("abort", () => events.push(`outdated ${call}`));
      if (call === 0) await new Promise<void>((resolve) => (end = resolve));
      events.push(`end ${call}`);
    },
    10,
  );
  await writeFile(join(folder, "a.yaml"), "1");
  await vi.waitFor(() => expect(events).toEqual(["begin 0", "outdated 0"]));
  end();
  await vi.waitFor(() => expect(events.slice(2)).toEqual(["end 0", "begin 1", "end 1"]));
});
