import { vi } from "vitest";
import type { Model } from "../../../generated/types.js";
import type { Reply } from "../../pipeline/answer.js";
import { explore } from "./explore.js";
import { describeOutcome, findBreach, type Outcome } from "./promises.js";
import { type Excuse, type Limits, World } from "./world.js";

/** Makes the call that is examined, with requests through this `fetch`. */
export type Create = (fetch: World["fetch"]) => Promise<Reply<Model>>;

/** Schedules in which the same promise breaks for the same reason. */
export interface Finding {
  promise: string;
  excuse: Excuse | undefined;
  count: number;
  /** The one with the fewest faults and requests. */
  shortest: string;
  length: number;
}

export interface Findings {
  count: number;
  /** How often calls ended in which way. */
  outcomes: Record<string, number>;
  findings: Finding[];
}

/** Runs a create through every schedule within the limits, in virtual time. */
export async function runSchedules(limits: Limits, create: Create): Promise<Findings> {
  const findings = new Map<string, Finding>();
  const outcomes: Record<string, number> = {};
  const { stackTraceLimit } = Error;
  // Nobody reads them, and they take a fifth of the time.
  Error.stackTraceLimit = 0;
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date", "performance"] });
  try {
    const count = await explore(async (choose) => {
      const world = new World(choose, limits);
      const outcome = await settle(create(world.fetch));
      world.end();
      const kind = describeOutcome(outcome);
      outcomes[kind] = (outcomes[kind] ?? 0) + 1;
      note(findings, world, outcome);
    });
    return { count, outcomes, findings: [...findings.values()] };
  } finally {
    vi.useRealTimers();
    Error.stackTraceLimit = stackTraceLimit;
  }
}

/** Lets time pass only while nothing else happens. */
async function settle(call: Promise<Reply<Model>>): Promise<Outcome> {
  let outcome: Outcome | undefined;
  call.then(
    (reply) => (outcome = { reply }),
    (error: unknown) => (outcome = { error }),
  );
  for (;;) {
    await new Promise(setImmediate);
    if (outcome) return outcome;
    if (vi.getTimerCount() === 0) throw new Error("The call waits for nothing.");
    vi.advanceTimersToNextTimer();
  }
}

function note(findings: Map<string, Finding>, world: World, outcome: Outcome): void {
  const breach = findBreach(world, outcome);
  if (!breach) return;
  add(findings, {
    promise: breach.promise,
    excuse: breach.excuses.find((each) => world.excuses.has(each)),
    count: 1,
    shortest: [...world.log, describeOutcome(outcome)].join(" → "),
    length: world.faults * 100 + world.log.length,
  });
}

function add(findings: Map<string, Finding>, finding: Finding): void {
  const key = `${finding.promise} ${finding.excuse}`;
  const known = findings.get(key);
  const shorter = known && known.length <= finding.length ? known : finding;
  findings.set(key, { ...shorter, count: finding.count + (known?.count ?? 0) });
}

/** The findings of several runs as one. */
export function merge(runs: Findings[]): Findings {
  const findings = new Map<string, Finding>();
  const outcomes: Record<string, number> = {};
  for (const run of runs) {
    for (const finding of run.findings) add(findings, finding);
    for (const [kind, times] of Object.entries(run.outcomes)) {
      outcomes[kind] = (outcomes[kind] ?? 0) + times;
    }
  }
  const count = runs.reduce((sum, run) => sum + run.count, 0);
  return { count, outcomes, findings: [...findings.values()] };
}
