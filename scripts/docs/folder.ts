import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Failure } from "../lib/failure.js";

/**
 * Makes `folder` hold exactly `files`. They are written beside it first and swapped in at the end,
 * so that a failure leaves the old folder whole.
 *
 * @throws Failure when it cannot be written.
 */
export async function replaceFolder(folder: string, files: Map<string, string>): Promise<void> {
  const next = `${folder}.new-${process.pid}`;
  const previous = `${folder}.old-${process.pid}`;
  try {
    await mkdir(next, { recursive: true });
    for (const [name, content] of files) {
      await mkdir(dirname(join(next, name)), { recursive: true });
      await writeFile(join(next, name), content);
    }
    const existed = await moved(folder, previous);
    try {
      await rename(next, folder);
    } catch (error) {
      if (existed) await rename(previous, folder);
      throw error;
    }
  } catch (error) {
    throw new Failure(`${folder} could not be written: ${(error as Error).message}`);
  } finally {
    for (const leftover of [next, previous]) {
      await rm(leftover, { recursive: true, force: true }).catch(() => {});
    }
  }
}

async function moved(from: string, to: string): Promise<boolean> {
  try {
    await rename(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return false;
    throw error;
  }
}
