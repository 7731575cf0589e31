import { type AddressInfo, createServer } from "node:net";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createScratchProject, type ScratchProject } from "../../lib/scratch-project.js";
import { launchChromium } from "./chromium.js";
import { useSite } from "./site.js";

// The last version for Node.js 20. Its two hundred packages are for this test only.
const lighthouse = "lighthouse@12.8.2";
// One of each kind.
const pages = [
  "index",
  "operations/createModel",
  "provider/openai",
  "schemas/Model",
  "errors",
  "guides/create-in-doubt",
  "changelog",
  "typescript",
  "search",
  "all",
];

interface Report {
  categories: Record<string, { score: number | null; auditRefs: { id: string; weight: number }[] }>;
  audits: Record<string, { score: number | null; title: string }>;
}
type RunLighthouse = (url: string, flags: object) => Promise<{ lhr: Report }>;

const site = useSite();
let browser: Browser;
let scratch: ScratchProject;
let port: number;
let run: RunLighthouse;

beforeAll(async () => {
  scratch = await createScratchProject([lighthouse]);
  const entry = join(scratch.root, "node_modules/lighthouse/core/index.js");
  ({ default: run } = await import(/* @vite-ignore */ pathToFileURL(entry).href));
  port = await findFreePort();
  browser = await launchChromium([`--remote-debugging-port=${port}`]);
});
afterAll(async () => {
  await browser?.close();
  await scratch?.remove();
});

test.each(pages)("%s has at least 95 in all four categories, on a phone", async (name) => {
  let faults = await audit(name);
  // A busy machine slows a page down; nothing makes it seem faster than it is.
  for (let again = 0; again < 2 && faults.length > 0; again += 1) faults = await audit(name);
  expect(faults).toEqual([]);
});

/** The categories that are below 95, with what is wrong. */
async function audit(name: string): Promise<string[]> {
  const { lhr } = await run(`${site.url}${name}.html`, { port, logLevel: "error" });
  expect(Object.keys(lhr.categories)).toHaveLength(4);
  return Object.entries(lhr.categories).flatMap(([category, { score, auditRefs }]) => {
    if (score !== null && score >= 0.95) return [];
    const failed = auditRefs.filter(({ id, weight }) => weight > 0 && lhr.audits[id]!.score !== 1);
    return [`${category} ${score}: ${failed.map(({ id }) => lhr.audits[id]!.title).join("; ")}`];
  });
}

function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port: free } = server.address() as AddressInfo;
      server.close(() => resolve(free));
    });
  });
}
