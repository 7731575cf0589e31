import { rmSync } from "node:fs";
import { mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Failure } from "./failure.js";

/** A folder that is gone when this process is, however it ends. */
export interface TemporaryFolder {
  path: string;
  remove(): Promise<void>;
}

let present: Set<string> | undefined;

/** @throws Failure when the system's folder for temporary files cannot be used. */
export async function createTemporaryFolder(purpose: string): Promise<TemporaryFolder> {
  const path = await makeFolder(purpose);
  if (!present) {
    present = new Set();
    process.once("exit", () => {
      for (const left of present ?? []) rmSync(left, { recursive: true, force: true });
    });
  }
  present.add(path);
  return {
    path,
    async remove() {
      await rm(path, { recursive: true, force: true, maxRetries: 5 });
      present?.delete(path);
    },
  };
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
