import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { beforeAll, expect, test } from "vitest";
import { runRedocly } from "../../lib/redocly.js";
import { useSite } from "./site.js";

// What `redocly build-docs` makes without settings. With its script in the page: a CDN is out of reach.
const redoclyPage = "redocly-default.html";
const compared = [redoclyPage, "interactive.html", "operations/createModel.html"];
const rounds = 5;

interface Load {
  /** Milliseconds until something is on the screen. */
  firstPaint: number;
  /** Milliseconds until the last task ends that would hold up a click. */
  interactive: number;
}

const site = useSite();

beforeAll(async () => {
  const project = join(site.folder, "../..");
  const document = join(project, "generated/openapi.json");
  const output = join(site.folder, redoclyPage);
  // In another folder than redocly.yaml, which would change the page.
  const args = ["build-docs", document, "--inlineBundle", `--output=${output}`];
  const { exitCode, output: said } = await runRedocly(site.folder, args);
  expect(exitCode, said).toBe(0);
});

test("the interactive page is no heavier or slower than Redocly's own, the plain ones are lighter", async () => {
  const loads = new Map(compared.map((name): [string, Load[]] => [name, []]));
  // In turns, so that a busy machine holds up all alike.
  for (let round = 0; round < rounds; round += 1) {
    for (const name of compared) loads.get(name)!.push(await load(name));
  }
  const results = await Promise.all(
    compared.map(async (name) => ({
      name,
      kilobytes: gzipSync(await readFile(join(site.folder, name))).length / 1000,
      firstPaint: median(loads.get(name)!.map(({ firstPaint }) => firstPaint)),
      interactive: median(loads.get(name)!.map(({ interactive }) => interactive)),
    })),
  );
  for (const { name, kilobytes, firstPaint, interactive } of results) {
    console.log(
      `${name}: ${Math.round(kilobytes)} kB gzipped; first paint after ${Math.round(firstPaint)} ms, interactive after ${Math.round(interactive)} ms (medians of ${rounds} loads)`,
    );
  }
  const [redocly, interactive, plain] = results;
  expect(interactive!.kilobytes).toBeLessThan(1.1 * redocly!.kilobytes);
  expect(plain!.kilobytes).toBeLessThan(30);
  // Generous: single loads differ by half.
  expect(interactive!.firstPaint).toBeLessThan(2 * redocly!.firstPaint);
  expect(interactive!.interactive).toBeLessThan(2 * redocly!.interactive);
  expect(plain!.interactive).toBeLessThan(redocly!.interactive);
});

async function load(name: string): Promise<Load> {
  const page = await site.open(name);
  const times = await page.evaluate(measure);
  await page.context().close();
  // Redocly's page asks for a logo, which does not come.
  if (name === redoclyPage) site.takeComplaints();
  return times;
}

/** Runs in the page, until nothing has held it up for a second. */
async function measure(): Promise<Load> {
  let lastTask = 0;
  const observer = new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) lastTask = startTime + duration;
  });
  observer.observe({ type: "longtask", buffered: true });
  do await new Promise((resolve) => setTimeout(resolve, 200));
  while (performance.now() - lastTask < 1000);
  const [paint] = performance.getEntriesByName("first-contentful-paint");
  const firstPaint = paint!.startTime;
  return { firstPaint, interactive: Math.max(firstPaint, lastTask) };
}

function median(values: number[]): number {
  return values.sort((one, other) => one - other)[Math.floor(values.length / 2)]!;
}
