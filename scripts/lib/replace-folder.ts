import { rmSync } from "node:fs";
// The default export, so that tests can let a single step fail.
import fs from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { atExit } from "./at-exit.js";
import { explain, Failure } from "./failure.js";

/** What a folder shall hold: names, which may have folders in them, and contents. */
export type Files = ReadonlyMap<string, string>;

/**
 * Makes `folder` hold what `fill` gives, at once: all of it is written beside the folder first, and the
 * old one stays until the new one is whole. A run that is stopped leaves nothing; what killed runs left
 * behind is swept, and where one was killed in the middle of the swap, the old folder is brought back first.
 *
 * @param fill The files, or what writes them into a folder.
 * @param keeps Which entries of the old folder stay although `fill` does not give them. Default: none.
 * @throws Failure when it cannot be written; the old folder is whole then.
 */
export async function replaceFolder(
  folder: string,
  fill: Files | ((next: string) => Promise<void>),
  keeps: (name: string) => boolean = () => false,
): Promise<void> {
  const next = beside(folder, "new");
  const settled = atExit(() => rmSync(next, { recursive: true, force: true }));
  try {
    await sweep(folder);
    await fs.mkdir(next, { recursive: true });
    if (typeof fill === "function") await fill(next);
    else await writeFiles(next, fill);
    await copyKept(folder, next, keeps);
    // Between these two there is no folder: should the second fail, `sweep` brings the old one back.
    if (await exists(folder)) await fs.rename(folder, beside(folder, "old"));
    await fs.rename(next, folder);
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw new Failure(`${folder} could not be written, and is as it was. ${explain(error)}`);
  } finally {
    await sweep(folder).catch(() => {});
    settled();
  }
}

async function writeFiles(folder: string, files: Files): Promise<void> {
  for (const [name, content] of files) {
    await fs.mkdir(dirname(join(folder, name)), { recursive: true });
    await fs.writeFile(join(folder, name), content);
  }
}

async function copyKept(folder: string, next: string, keeps: (name: string) => boolean) {
  const taken = await fs.readdir(next);
  for (const name of await list(folder)) {
    if (!taken.includes(name) && keeps(name)) {
      await fs.cp(join(folder, name), join(next, name), { recursive: true });
    }
  }
}

/** Puts things right after this run and after killed ones. */
async function sweep(folder: string): Promise<void> {
  const parent = dirname(folder);
  await fs.mkdir(parent, { recursive: true });
  const pattern = /^(new|old)-(\d+)$/;
  const prefix = `.${basename(folder)}.`;
  for (const name of await list(parent)) {
    const [, kind, pid] =
      (name.startsWith(prefix) && pattern.exec(name.slice(prefix.length))) || [];
    if (kind === undefined || isAtWork(Number(pid))) continue;
    if (kind === "old" && !(await exists(folder))) {
      await fs.rename(join(parent, name), folder);
    } else {
      await fs.rm(join(parent, name), { recursive: true, force: true });
    }
  }
}

/** Whether another process, which is still running, has made it. */
function isAtWork(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

function beside(folder: string, kind: "new" | "old"): string {
  return join(dirname(folder), `.${basename(folder)}.${kind}-${process.pid}`);
}

async function list(folder: string): Promise<string[]> {
  return fs.readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw error;
  });
}

async function exists(folder: string): Promise<boolean> {
  return (await list(dirname(folder))).includes(basename(folder));
}
