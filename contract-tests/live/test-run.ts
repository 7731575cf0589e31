import { randomUUID } from "node:crypto";
import type { RunResult } from "../run/result.js";
import { cases, document, gaps, oracle } from "../test-support/models-api.js";
import { planLive, renderPlan } from "./plan.js";
import { runLive } from "./run.js";
import { type CreateMode, readSettings } from "./settings.js";

export interface TestRunOptions {
  grep?: string;
  env?: Record<string, string>;
  signal?: AbortSignal;
  onLine?: (line: string) => void;
}

/** A live run as the command makes it, in this process and without its output. For tests only. */
export function runAgainst(
  baseUrl: string,
  token: string,
  create: CreateMode,
  { grep, env, signal, onLine }: TestRunOptions = {},
): Promise<RunResult> {
  const settings = readSettings(
    {
      OPENPIPE_BASE_URL: baseUrl,
      OPENPIPE_API_KEY: token,
      ...(create !== "none" && {
        OPENPIPE_CONTRACT_CREATE: create,
        OPENPIPE_CONTRACT_DATASET_ID: "my-dataset",
      }),
      ...env,
    },
    document,
  );
  const ids = { run: randomUUID().slice(0, 8), absentDataset: randomUUID() };
  const plan = planLive(document, cases, settings, { grep }, ids);
  onLine?.(renderPlan(document, plan, settings));
  return runLive(document, plan, settings, {
    gaps,
    oracle,
    signal: signal ?? new AbortController().signal,
    say: onLine ?? (() => {}),
  });
}
