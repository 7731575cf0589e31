import { readFileSync } from "node:fs";
import { expect, it, onTestFinished, vi } from "vitest";
import { createModelsClient } from "../index.js";
import { request } from "../test-support/explorer/models.js";
import { merge, runSchedules } from "../test-support/explorer/schedules.js";
import { excuses, type Limits, type World } from "../test-support/explorer/world.js";

// `npm test` explores two requests; `npm run test:all -- explorer` four (minutes), and all forms of faults in two.
const isDeep = process.env.EXPLORER === "deep";
const explored: Omit<Limits, "repeats">[] = isDeep
  ? [
      { depth: 4, isFull: false },
      { depth: 2, isFull: true },
    ]
  : [{ depth: 2, isFull: false }];

it.each(explored)(
  "a create keeps its promises in all schedules: %o",
  { timeout: 1_800_000 },
  async (limits) => {
    const runs = [
      await exploreCreate(limits, {}),
      await exploreCreate(limits, { maxRetries: 0 }),
      await exploreCreate(limits, { runtime: "Deno" }),
    ];
    // A browser is to the client what Deno is.
    if (isDeep) runs.push(await exploreCreate(limits, { runtime: "document" }));
    const { count, outcomes, findings } = merge(runs);
    console.log(`${count} schedules`, outcomes);
    const broken = findings.filter(({ excuse }) => excuse === undefined);
    expect(broken.map(({ promise, count, shortest }) => [promise, count, shortest])).toEqual([]);
    // Not by leaving everything in doubt, which would keep every promise.
    expect(outcomes.OutcomeUnknownError).toBeLessThan(count / 3);
    const listed = findings.map(({ promise, excuse, shortest }) => {
      return `- ${promise}. ${excuses[excuse!]}\n  \`${shortest}\``;
    });
    expect(listed.sort().join("\n")).toBe(remaining());
  },
);

/** The list at the end of create-once.md. */
function remaining(): string {
  const document = readFileSync(new URL("create-once.md", import.meta.url), "utf8");
  const items = document.match(/^- .*\n  `.*`$/gm) ?? [];
  return items.sort().join("\n");
}

/** Runs creates of a client with a `fetch` of its own, or with the global one of a runtime. */
function exploreCreate(
  limits: Omit<Limits, "repeats">,
  { runtime, maxRetries }: { runtime?: string; maxRetries?: number },
) {
  let worldFetch: World["fetch"] | undefined;
  const fetch: World["fetch"] = (url, init) => worldFetch!(url, init);
  if (runtime) {
    vi.stubGlobal(runtime, {});
    vi.stubGlobal("fetch", fetch);
    onTestFinished(() => void vi.unstubAllGlobals());
  }
  const models = createModelsClient({
    apiKey: "sk-test-0123456789",
    baseUrl: "https://api.test",
    fetch: runtime ? undefined : fetch,
    maxRetries,
  });
  return runSchedules({ ...limits, repeats: runtime !== undefined }, (next) => {
    worldFetch = next;
    return models.withResponse.create(request);
  });
}
