import { rmSync } from "node:fs";
import { mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { atExit } from "./at-exit.js";
import { Failure } from "./failure.js";

/** A folder that is gone when this process is, however it ends. */
export interface TemporaryFolder {
  path: string;
  remove(): Promise<void>;
}

/**
 * Makes a temporary folder.
 *
 * @param fill Puts into it what it shall hold; where that fails, it is removed. Default: nothing.
 * @throws Failure when the system's folder for temporary files cannot be used, and what `fill` throws.
 */
export async function createTemporaryFolder(
  purpose: string,
  fill: (path: string) => Promise<void> = async () => {},
): Promise<TemporaryFolder> {
  const path = await makeFolder(purpose);
  const removed = atExit(() => rmSync(path, { recursive: true, force: true }));
  const remove = async () => {
    await rm(path, { recursive: true, force: true, maxRetries: 5 });
    removed();
  };
  try {
    await fill(path);
  } catch (error) {
    await remove();
    throw error;
  }
  return { path, remove };
}

/** Lets `use` work in a temporary folder, and removes it. */
export async function withTemporaryFolder<T>(
  purpose: string,
  use: (path: string) => Promise<T>,
): Promise<T> {
  const folder = await createTemporaryFolder(purpose);
  try {
    return await use(folder.path);
  } finally {
    await folder.remove();
  }
}

async function makeFolder(purpose: string): Promise<string> {
  try {
    // The real path, because some systems have a link there and tools compare paths.
    return await mkdtemp(join(await realpath(tmpdir()), `openpipe-models-${purpose}-`));
  } catch (error) {
    throw new Failure(
      `No temporary file can be written to ${tmpdir()} (${(error as NodeJS.ErrnoException).code}). Let TMPDIR name a folder that can be written.`,
    );
  }
}
