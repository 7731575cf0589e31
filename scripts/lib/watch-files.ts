import type { Dirent } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/** A running watch. */
export interface Watch {
  /** Ends the watch; resolves when the call that is under way, if any, is over. */
  stop(): Promise<void>;
}

/**
 * Calls `onChange` at once, and again whenever a file or a folder among `paths` has changed and come
 * to rest. Calls never overlap: a change during one aborts its signal, and the next begins when it is
 * over. `onChange` must not reject.
 *
 * It looks at the files every `interval` milliseconds, because the system's own notices differ with
 * the platform, the file system and the way in which an editor saves.
 */
export async function watchFiles(
  paths: string[],
  onChange: (outdated: AbortSignal) => Promise<void>,
  interval = 150,
): Promise<Watch> {
  const stopping = new AbortController();
  let known: string | undefined = await fingerprint(paths);
  const running = (async () => {
    while (known !== undefined) {
      const outdated = new AbortController();
      const call = onChange(outdated.signal);
      known = await nextState(paths, known, interval, stopping.signal);
      outdated.abort();
      await call;
    }
  })();
  return {
    async stop() {
      stopping.abort();
      await running;
    },
  };
}

/** Waits until the files differ from `known` and have come to rest; undefined when it was stopped. */
async function nextState(
  paths: string[],
  known: string,
  interval: number,
  signal: AbortSignal,
): Promise<string | undefined> {
  let before = known;
  while (await pause(interval, signal)) {
    const now = await fingerprint(paths);
    if (now !== known && now === before) return now;
    before = now;
  }
  return undefined;
}

async function pause(milliseconds: number, signal: AbortSignal): Promise<boolean> {
  return sleep(milliseconds, true, { signal }).catch(() => false);
}

async function fingerprint(paths: string[]): Promise<string> {
  return (await Promise.all(paths.map(describe))).join("\n");
}

async function describe(path: string): Promise<string> {
  try {
    const { mtimeMs, size, ino } = await stat(path);
    const own = `${path} ${mtimeMs} ${size} ${ino}`;
    const entries: Dirent[] = await readdir(path, { withFileTypes: true }).catch(() => []);
    const inner = await Promise.all(entries.map(({ name }) => describe(join(path, name))));
    return [own, ...inner].join("\n");
  } catch {
    return `${path} is missing`;
  }
}
