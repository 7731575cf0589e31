import type { OpenApiDocument } from "../../scripts/lib/openapi.js";
import type { CaseGroup, ContractCase } from "../case.js";
import { operations } from "../derive/operation.js";
import { get } from "../derive/pointer.js";
import { type Adapter, createAdapter, ownSlugLimit } from "../lifecycle/adapt.js";
import { chooseCreates, toCreation } from "../lifecycle/creations.js";
import { deriveScenario } from "../lifecycle/scenario.js";
import type { Step } from "../lifecycle/steps.js";
import { isOfResource, resource } from "../resource.js";
import { type Selection, selectCases } from "../run/select.js";
import { listedModelStep } from "./listed-model.js";
import type { LiveSettings } from "./settings.js";

/** What a live run is going to do, known before anything is sent. */
export interface LivePlan {
  adapter: Adapter;
  /** With the reasons of those that do not run. */
  cases: ContractCase[];
  steps: Step[];
  /** An invalid create that shows whether the token may create; only if any create is to be sent. */
  probe: ContractCase | undefined;
  /** Whether the run reads a model that is there already. */
  readsListed: boolean;
  /** Names no dataset of any server. */
  absentDataset: string;
  /** Whether a create may name a dataset. */
  mayUse(datasetId: string, slug: string | undefined): boolean;
}

/** @param ids what makes slugs and the absent dataset unlike those of any other run. */
export function planLive(
  document: OpenApiDocument,
  all: readonly ContractCase[],
  settings: Pick<LiveSettings, "create" | "datasetId">,
  selection: Selection,
  ids: { run: string; absentDataset: string },
): LivePlan {
  const { create, datasetId } = settings;
  const { absentDataset } = ids;
  // Only `all` trains whatever it may; then nothing is gained by an absent dataset, and a server that
  // looks for the dataset would hide by it that it checks nothing else.
  const adapter = createAdapter(ids.run, () => (create === "all" ? datasetId : absentDataset));
  const training = createAdapter(`${ids.run}-life`, () => datasetId);
  const creations = chooseCreates(all, create === "all" ? "each branch" : "one").map((chosen) =>
    toCreation(chosen, training),
  );
  const takenDataset = create === "all" ? undefined : absentDataset;
  const scenario = deriveScenario(document, creations, takenDataset).map((step) => ({
    ...step,
    contractCase: limit(step.contractCase, create),
  }));
  const limited = all.map((each) => limit(each, create));
  const listed = listedModelStep(document).contractCase;
  const known = [...limited, listed, ...scenario.map(({ contractCase }) => contractCase)];
  const chosen = new Set(selectCases(known, selection).map(({ id }) => id));
  const steps = scenario.some(({ contractCase }) => chosen.has(contractCase.id)) ? scenario : [];
  const own = new Set(creations.map(({ slug }) => slug));
  const cases = limited.filter(({ id }) => chosen.has(id));
  const creates = runnable([...cases, ...steps.map(({ contractCase }) => contractCase)]).some(
    ({ operationId }) => operationId === resource.create,
  );
  return {
    adapter,
    cases,
    steps,
    probe: creates ? runnable(limited).find(isProbe) : undefined,
    readsListed: chosen.has(listed.id),
    absentDataset,
    mayUse: (id, slug) =>
      id === absentDataset ||
      (id === datasetId && (create === "all" || (create === "one" && own.has(slug ?? "")))),
  };
}

/** The cases that are going to be sent. */
export function runnable(cases: readonly ContractCase[]): ContractCase[] {
  return cases.filter(({ undecidableOn }) => undecidableOn?.live === undefined);
}

/** An invalid create that names a slug and a dataset, so that it can be deleted and cannot train. */
function isProbe({ operationId, group, request: { body } }: ContractCase): boolean {
  if (operationId !== resource.create || group !== "invalid" || !body) return false;
  const json = "json" in body.content ? body.content.json : undefined;
  return [resource.identity.request, resource.dataset.request].every(
    (property) => typeof get(json, property) === "string",
  );
}

/** A case with the reason for which it does not run, if there is one. */
function limit(contractCase: ContractCase, create: LiveSettings["create"]): ContractCase {
  const { group, operationId } = contractCase;
  const trains = operationId === resource.create && group === "valid";
  const reason =
    contractCase.undecidableOn?.live ??
    strangerLimit(contractCase) ??
    ownSlugLimit(contractCase) ??
    ((trains || group === "lifecycle") && create === "none"
      ? "It would need a paid job. OPENPIPE_CONTRACT_CREATE=one or all, with OPENPIPE_CONTRACT_DATASET_ID, allows that."
      : trains && create === "one"
        ? "OPENPIPE_CONTRACT_CREATE=one sends the smallest create only, in the lifecycle."
        : undefined);
  if (reason === undefined) return contractCase;
  return { ...contractCase, undecidableOn: { ...contractCase.undecidableOn, live: reason } };
}

/** Why a request is not sent of which nobody can say what it costs and how it is undone. */
function strangerLimit({ operationId, request }: ContractCase): string | undefined {
  if (isOfResource(operationId) || request.method === "GET") return undefined;
  return "contract-tests/resource.ts does not say what the operation does, so it could cost or destroy something.";
}

/** What is printed before anything is sent. */
export function renderPlan(
  document: OpenApiDocument,
  plan: LivePlan,
  settings: LiveSettings,
): string {
  const { cases, steps, absentDataset } = plan;
  const all = [...cases, ...steps.map(({ contractCase }) => contractCase)];
  const sent = runnable(all);
  const isCreate = createMatches(document);
  const creates = sent.filter(isCreate).length + (plan.probe ? 1 : 0);
  const trains = sent.filter((each) => isCreate(each) && mayTrain(each, settings)).length;
  // Each is deleted once more at the end, and then there is a look at whether it is gone.
  const deletes = trains > 0 ? trains + 1 : 0;
  // The list before, the probe of the token, the read of a listed model, the list of what was refused,
  // the cleanup, and the list of what others have.
  const requests = sent.length + deletes + (plan.probe ? 5 : 3) + (plan.readsListed ? 1 : 0);
  const groups = count(sent.map(({ group }) => group));
  const skipped = count(all.filter((each) => !sent.includes(each)).map(({ group }) => group));
  const pace = Number.isFinite(settings.rate)
    ? `at most ${settings.rate} a second, about ${duration(requests / settings.rate)}`
    : "as fast as it answers";
  return [
    `Target    ${settings.baseUrl}`,
    `Groups    ${groups}${skipped ? `; skipped: ${skipped}` : ""}`,
    `Requests  about ${requests}, ${pace}`,
    trains === 0
      ? `Creates   ${creates}, none of which can train: each names the dataset ${absentDataset}, which does not exist`
      : `Creates   ${creates}, of which ${trains} are valid and train on ${settings.datasetId}; they are deleted afterwards`,
  ].join("\n");
}

function createMatches(document: OpenApiDocument) {
  const { method, path } = operations(document).find(({ id }) => id === resource.create)!;
  return ({ request }: ContractCase) =>
    request.method === method.toUpperCase() && request.path === path;
}

function mayTrain({ group, expect }: ContractCase, { create }: LiveSettings): boolean {
  return create !== "none" && expect.kind === "success" && ["valid", "lifecycle"].includes(group);
}

function count(groups: CaseGroup[]): string {
  const counts = new Map<CaseGroup, number>();
  for (const group of groups) counts.set(group, (counts.get(group) ?? 0) + 1);
  return [...counts].map(([group, number]) => `${group} ${number}`).join(", ");
}

function duration(seconds: number): string {
  return seconds < 90 ? `${Math.ceil(seconds)} s` : `${Math.ceil(seconds / 60)} minutes`;
}
