import type { CaseGroup, ContractCase } from "../engine/case.js";
import { createMatches, type LivePlan, runnable } from "./plan.js";
import type { LiveSettings } from "./settings.js";

/** What is printed before anything is sent. */
export function renderPlan(plan: LivePlan, settings: LiveSettings): string {
  const { resource, cases, canary, steps, absentDataset } = plan;
  const stepCases = [...canary, ...steps].map(({ contractCase }) => contractCase);
  const all = [...stepCases, ...cases];
  const sent = runnable(all);
  const isCreate = createMatches(resource);
  const twice = [...canary, ...steps].filter(
    (step) => step.twice && runnable([step.contractCase])[0],
  );
  const creates = sent.filter(isCreate).length + twice.length + (plan.probe ? 1 : 0);
  const trains = sent.filter((each) => isCreate(each) && mayTrain(each, settings)).length;
  // Each single one is read and deleted at once, and there is a look at whether it is gone.
  const single = runnable(cases).filter((each) => isCreate(each) && mayTrain(each, settings));
  // The list before, the list of what was refused, and the list of what others have; with creates,
  // the list of what is left; on this machine, a look at whether it is the mock.
  const look = settings.loopback ? 1 : 0;
  const probes = (plan.probe ? 1 : 0) + (creates > 0 ? 1 : 0);
  const beside = 3 + look + probes + (plan.readsListed ? 1 : 0) + plan.looks.length;
  const requests = sent.length + twice.length + 3 * single.length + beside;
  const groups = count(sent.map(({ group }) => group));
  const skipped = count(all.filter((each) => !sent.includes(each)).map(({ group }) => group));
  const pace = Number.isFinite(settings.rate)
    ? `at most ${settings.rate} a second, about ${duration(requests / settings.rate)}`
    : "as fast as it answers";
  const most = Number.isFinite(settings.maxCreates)
    ? ` (OPENPIPE_CONTRACT_MAX_CREATES=${settings.maxCreates})`
    : "";
  return [
    `Target    ${settings.baseUrl}`,
    `Groups    ${groups}${skipped ? `; skipped: ${skipped}` : ""}`,
    `Requests  about ${requests}, ${pace}`,
    trains === 0
      ? `Creates   ${creates}${most}, none of which can train: each names the dataset ${absentDataset}, which does not exist`
      : `Creates   ${creates}${most}, ${trains} of them valid, to train on ${settings.datasetId} and be deleted afterwards`,
  ].join("\n");
}

function mayTrain({ group, expect }: ContractCase, { create }: LiveSettings): boolean {
  const { statuses } = expect;
  const accepts = expect.kind === "success" || (Array.isArray(statuses) && statuses.includes(200));
  return create !== "none" && accepts && ["valid", "lifecycle"].includes(group);
}

function count(groups: CaseGroup[]): string {
  const counts = new Map<CaseGroup, number>();
  for (const group of groups) counts.set(group, (counts.get(group) ?? 0) + 1);
  return [...counts].map(([group, number]) => `${group} ${number}`).join(", ");
}

function duration(seconds: number): string {
  return seconds < 90 ? `${Math.ceil(seconds)} s` : `${Math.ceil(seconds / 60)} minutes`;
}
