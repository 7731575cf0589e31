import { randomBytes, randomUUID } from "node:crypto";
import { defineCommand, type Invocation } from "../../scripts/lib/command.js";
import { readCurrentDocument } from "../../scripts/lib/current-document.js";
import { deriveCases } from "../engine/derive/index.js";
import { finish } from "../engine/report/finish.js";
import { renderList } from "../engine/report/list.js";
import { createProgress } from "../engine/report/progress.js";
import { readSelection, selectionOptions, selectionPositionals } from "../engine/run/arguments.js";
import { casesOf, planLive } from "./plan.js";
import { renderPlan } from "./render-plan.js";
import { type Job, openJobs, runAll } from "./run-all.js";
import { readSettings } from "./settings.js";

const options = {
  ...selectionOptions,
  strict: {
    type: "boolean",
    default: false,
    description: "fail also if something stays undecided",
  },
} as const;

export default defineCommand({
  name: "npm run contract:live",
  description: "Runs the cases against a real server; nothing it sends can train, unless asked to.",
  options,
  positionals: selectionPositionals,
  notes: `OPENPIPE_API_KEY              a read/write key; needed
OPENPIPE_BASE_URL             the server, with its path; default: the document's server
OPENPIPE_CONTRACT_CREATE      "one": also create and delete one smallest model, which is paid for;
                              "all": every valid create too, for sandboxes; default: neither
OPENPIPE_CONTRACT_DATASET_ID  the dataset that those creates name
OPENPIPE_CONTRACT_MAX_CREATES how many creates of any kind may be sent; default: no limit
OPENPIPE_CONTRACT_PREFERENCE_MODEL, OPENPIPE_CONTRACT_PRUNING_RULE_ID
                              a base model that can be preference tuned, and a pruning rule that there
                              is; without them, a refusal of what needs them is undecided
OPENPIPE_CONTRACT_READ_ONLY_KEY  the project's read-only key, to see what it must not do
OPENPIPE_CONTRACT_RATE        requests per second; default: 4, and no limit on this machine`,
  heedsSignal: true,
  run: runLiveCommand,
});

async function runLiveCommand({
  root,
  values,
  positionals,
  signal,
}: Invocation<typeof options>): Promise<void> {
  const selection = readSelection(values.grep, positionals);
  const { list } = values;
  const document = await readCurrentDocument(root);
  const { cases, gaps } = deriveCases(document);
  const env = list ? { OPENPIPE_API_KEY: "not-needed", ...process.env } : process.env;
  const settings = readSettings(env, document);
  const ids = {
    run: `${Date.now().toString(36)}${randomBytes(3).toString("hex")}`,
    absentDataset: randomUUID(),
  };
  const plans = planLive(document, cases, settings, selection, ids);
  if (list) {
    console.log(renderList(plans.flatMap(casesOf)));
    return;
  }
  for (const plan of plans) console.log(renderPlan(plan, settings));
  const jobs = openJobs(plans, settings);
  announceStop(signal, jobs);
  const say = (line: string) => console.log(line);
  const onResult = createProgress(process.stdout);
  const run = await runAll(jobs, settings, { gaps, signal, say, onResult });
  await finish(root, { ...run, strict: values.strict });
}

/** Ctrl-C lets the run clean up; a second one ends it, and says what stays. */
function announceStop(signal: AbortSignal, jobs: readonly Job[]): void {
  signal.addEventListener("abort", () => {
    console.log("\nStopping; deleting what this run made. Ctrl-C again leaves it behind.");
    process.once("exit", () => {
      for (const { ledger } of jobs) for (const line of ledger.leftBehind()) console.log(line);
    });
  });
}
