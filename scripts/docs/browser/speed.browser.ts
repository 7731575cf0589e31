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
  /** Milliseconds of the processor until then, which the other work of the machine does not change. */
  work: number;
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
      work: median(loads.get(name)!.map(({ work }) => work)),
    })),
  );
  for (const { name, kilobytes, firstPaint, interactive, work } of results) {
    console.log(
      `${name}: ${Math.round(kilobytes)} kB gzipped; first paint after ${Math.round(firstPaint)} ms, interactive after ${Math.round(interactive)} ms, ${Math.round(work)} ms of work (medians of ${rounds} loads)`,
    );
  }
  const [redocly, interactive, plain] = results;
  expect(interactive!.kilobytes).toBeLessThan(1.1 * redocly!.kilobytes);
  expect(plain!.kilobytes).toBeLessThan(30);
  // Generous: single loads differ by half.
  expect(interactive!.firstPaint).toBeLessThan(2 * redocly!.firstPaint);
  expect(interactive!.interactive).toBeLessThan(2 * redocly!.interactive);
  // The same within two hundredths (medians of 21); those of a few loads differ more.
  expect(interactive!.work).toBeLessThan(1.2 * redocly!.work);
  expect(plain!.interactive).toBeLessThan(redocly!.interactive);
});

async function load(name: string): Promise<Load> {
  const page = await site.open("robots.txt");
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  await page.goto(site.url + name);
  const times = await page.evaluate(measure);
  const { metrics } = await session.send("Performance.getMetrics");
  const work = 1000 * metrics.find((metric) => metric.name === "TaskDuration")!.value;
  await page.context().close();
  // Redocly's page asks for a logo, which does not come.
  if (name === redoclyPage) site.takeComplaints();
  return { ...times, work };
}

/** Runs in the page, until nothing has held it up for a second. */
async function measure(): Promise<Omit<Load, "work">> {
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
