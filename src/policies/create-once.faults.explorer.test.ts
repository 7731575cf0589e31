import { expect, it, onTestFinished } from "vitest";
import { ApiError } from "../errors/api-error.js";
import { OpenPipeError } from "../errors/openpipe-error.js";
import { OutcomeUnknownError } from "../errors/outcome-unknown-error.js";
import { createModelsClient } from "../index.js";
import {
  FaultServer,
  type FaultServerOptions,
  type Received,
} from "../test-support/fault-server.js";
import { type Fault, faults, seeded } from "../test-support/faults.js";
import { useLoopClock } from "../test-support/loop-clock.js";
import { createRequest, modelOf } from "../test-support/models.js";

// `npm test` tries some; `npm run test:all -- explorer` all.
const creates = process.env.EXPLORER === "deep" ? 10_000 : 300;
/** For a machine that is busy with other things; the promises do not depend on speed. */
const timeout = 120_000;
const concurrency = 40;

it(
  `holds its promises over ${creates} creates when every second request fails`,
  {
    timeout,
  },
  async () => {
    // A 429 says that nothing was processed; with one that lies, "definite" would mean nothing.
    const honest = faults.filter((fault) => fault !== "429 after");
    const counts = await runCreates("all faults", honest, { lateMs });
    console.log(counts);
    // Not by leaving everything in doubt, which would keep every promise.
    expect(counts.success).toBeGreaterThan(0.75 * creates);
    expect(counts["slug taken"]).toBeGreaterThan(0.08 * creates);
    expect(counts["outcome unknown"]).toBeGreaterThan(0);
  },
);

it.each([-3_600_000, -700, 700, 3_600_000])(
  "holds them when the server's clock is %i ms ahead",
  { timeout },
  async (clockAheadMs) => {
    const visible = faults.filter((fault) => !/429 after/.test(fault));
    const counts = await runCreates("clock", visible, { lateMs, clockAheadMs }, 100);
    expect(counts.success).toBeGreaterThan(50);
  },
);

it(
  "never sends again what may be there, even to a server that would take it twice",
  {
    timeout,
  },
  async () => {
    // A commit that lands after the look cannot be seen by anybody, so what leads to one stays out,
    // and so does the 429 that lies.
    const visible = faults.filter((fault) => !/late|hang|stall|429 after/.test(fault));
    const counts = await runCreates("duplicates", visible, { allowDuplicates: true }, 400, 10_000);
    console.log(counts);
    expect(counts.success).toBeGreaterThan(0);
  },
);

interface Outcome {
  call: string;
  slug: string;
  /** Whether the slug was taken before. */
  foreign: boolean;
  error?: unknown;
}

/** Late commits land before, between and after the looks. */
function lateMs({ headers }: Received): number {
  return Math.floor(seeded(`late ${headers["x-call"]}`)() * 120);
}

async function runCreates(
  name: string,
  kinds: readonly Fault[],
  options: FaultServerOptions,
  total = creates,
  timeoutMs = 150,
): Promise<Record<string, number>> {
  useLoopClock();
  const seen = new Map<string, number>();
  const server = await FaultServer.start({
    ...options,
    takenStatus: 409,
    fault({ method, headers }) {
      const call = String(headers["x-call"]);
      const turn = seen.get(call) ?? 0;
      seen.set(call, turn + 1);
      const random = seeded(`${name} ${call} ${method} ${turn}`);
      return random() < 0.5 ? kinds[Math.floor(random() * kinds.length)] : undefined;
    },
  });
  const rejections: unknown[] = [];
  const note = (reason: unknown) => rejections.push(reason);
  process.on("unhandledRejection", note);
  onTestFinished(async () => {
    process.off("unhandledRejection", note);
    await server.close();
  });
  const models = createModelsClient({
    apiKey: "sk-test-0123456789",
    // Under another name the server is not taken to have our clock.
    ...(options.clockAheadMs === undefined
      ? { baseUrl: server.url }
      : {
          baseUrl: "https://remote.test",
          fetch: (url, init) => fetch(String(url).replace("https://remote.test", server.url), init),
        }),
    timeoutMs,
    retryDelayMs: 10,
    maxRetryDelayMs: 40,
  });

  const counts: Record<string, number> = {};
  const outcomes: Outcome[] = [];
  let next = 0;
  const worker = async () => {
    while (next < total) {
      const index = next++;
      const slug = `model-${index}`;
      const call = `call-${index}`;
      const input = createRequest(slug);
      // One in ten is taken before us, half of them by a model that looks like ours, but is too old.
      const foreign = index % 10 === 0 && !options.allowDuplicates;
      if (foreign) {
        const other = index % 20 === 0 ? input : createRequest(slug, "another-dataset");
        server.models.set(slug, modelOf(other, new Date(server.now().getTime() - 700_000)));
      }
      try {
        const model = await models.create(input, { headers: { "x-call": call } });
        if (model.id !== slug) throw new Error(`another model: ${model.id}`);
        outcomes.push({ call, slug, foreign });
      } catch (error) {
        outcomes.push({ call, slug, foreign, error });
      }
    }
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
  await server.settled();

  for (const outcome of outcomes) {
    const made = server.commits.get(outcome.slug) ?? [];
    const { kind, broken } = judge(outcome, made);
    counts[kind] = (counts[kind] ?? 0) + 1;
    if (broken)
      expect.fail(`${outcome.slug}: ${broken}: ${kind}, ${outcome.error}, made by ${made}`);
  }
  expect(outcomes).toHaveLength(total);
  expect(rejections).toEqual([]);
  return counts;
}

/** The kind of an outcome, and which promise it breaks. */
function judge({ call, foreign, error }: Outcome, made: string[]) {
  const kind = classify(error);
  let broken: string | undefined;
  if (made.length > 1) broken = "a duplicate";
  else if (kind === "success") {
    if (foreign) broken = "a model of somebody else's taken for ours";
    else if (made.join() !== call) broken = "success without a job";
  } else if (kind !== "outcome unknown") {
    if (!(error instanceof OpenPipeError)) broken = "not an error of ours";
    else if (made.length > 0) broken = "a definite failure with a job";
  }
  return { kind, broken };
}

function classify(error: unknown): string {
  if (error === undefined) return "success";
  if (error instanceof OutcomeUnknownError) return "outcome unknown";
  if (error instanceof ApiError) return error.isConflict ? "slug taken" : `status ${error.status}`;
  return error instanceof Error ? error.name : String(error);
}
