import { accessSync, constants } from "node:fs";
import type { Browser } from "playwright-core";
import { Failure } from "../../lib/failure.js";

const usualPlaces = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/opt/google/chrome/chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/**
 * The Chromium to test with: the one that the environment variable `CHROMIUM` names, else the first
 * that stands in a usual place.
 *
 * @throws Failure when there is none.
 */
export function findChromium(
  env: NodeJS.ProcessEnv = process.env,
  places: string[] = usualPlaces,
): string {
  if (env.CHROMIUM) {
    if (isExecutable(env.CHROMIUM)) return env.CHROMIUM;
    throw new Failure(`CHROMIUM names ${env.CHROMIUM}, which is not a program that can be run.`);
  }
  const found = places.find(isExecutable);
  if (found) return found;
  throw new Failure(
    "There is no Chromium here. Install it (on Debian: apt-get install chromium), or name one: CHROMIUM=/path/to/chromium npm run test:all -- browser",
  );
}

/** Starts a headless browser that can reach this machine and nothing else. */
export async function launchChromium(flags: string[] = []): Promise<Browser> {
  // Loaded when a browser is wanted: it takes half a second.
  const { chromium } = await import("playwright-core");
  return chromium.launch({
    executablePath: findChromium(),
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
      ...flags,
    ],
  });
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
