import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

/**
 * Makes `folder` hold exactly `files`. They are written beside it first and swapped in at the end,
 * so that a failure leaves the old folder whole.
 */
export async function replaceFolder(folder: string, files: Map<string, string>): Promise<void> {
  const next = `${folder}.new-${process.pid}`;
  const previous = `${folder}.old-${process.pid}`;
  try {
    await mkdir(next, { recursive: true });
    for (const [name, content] of files) await writeFile(join(next, name), content);
    const existed = await moved(folder, previous);
    try {
      await rename(next, folder);
    } catch (error) {
      if (existed) await rename(previous, folder);
      throw error;
    }
  } finally {
    await rm(next, { recursive: true, force: true });
    await rm(previous, { recursive: true, force: true });
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
