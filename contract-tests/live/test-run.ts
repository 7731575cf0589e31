import { randomUUID } from "node:crypto";
import type { Gap, RunResult } from "../engine/run/result.js";
import type { ContractCase } from "../engine/case.js";
import type { RunOptions } from "../engine/run/options.js";
import type { ResponseOracle } from "../engine/judge/responses.js";
import type { OpenApiDocument } from "../../scripts/lib/document/index.js";
import * as modelsApi from "../test-support/models-api.js";
import type { Resource } from "../resources.js";
import { planLive } from "./plan.js";
import { renderPlan } from "./render-plan.js";
import { openJobs, runAll } from "./run-all.js";
import { type CreateMode, readSettings } from "./settings.js";

export interface TestRunOptions {
  grep?: string;
  env?: Record<string, string>;
  signal?: AbortSignal;
  /** As in `LiveOptions`. Default: a few of some milliseconds. */
  waits?: readonly number[];
  onLine?: (line: string) => void;
  onResult?: RunOptions["onResult"];
  /** A document and what is made of it. Left out: the models API of the tests. */
  api?: TestApi;
}

interface TestApi {
  document: OpenApiDocument;
  cases: ContractCase[];
  gaps: Gap[];
  oracle: ResponseOracle;
  /** Left out: those of `resources.ts`. */
  resources?: readonly Resource[];
}

/** A live run as the command makes it, in this process and without its output. For tests only. */
export function runAgainst(
  baseUrl: string,
  token: string,
  create: CreateMode,
  {
    grep,
    env,
    signal,
    onLine,
    onResult,
    waits = [1, 2, 4, 8],
    api = modelsApi,
  }: TestRunOptions = {},
): Promise<RunResult> {
  const { document, cases, gaps, oracle, resources }: TestApi = api;
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
  const plans = planLive(document, cases, settings, { grep }, ids, resources);
  for (const plan of plans) onLine?.(renderPlan(plan, settings));
  return runAll(openJobs(plans, settings), settings, {
    gaps,
    waits,
    oracle,
    signal: signal ?? new AbortController().signal,
    say: onLine ?? (() => {}),
    ...(onResult && { onResult }),
  });
}
