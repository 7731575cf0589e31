import { Failure } from "../../scripts/lib/failure.js";
import { get, type OpenApiDocument } from "../../scripts/lib/document/index.js";
import type { ContractCase } from "../engine/case.js";
import { operationOf } from "../engine/derive/operation.js";
import { chooseCreates, toCreation } from "../engine/lifecycle/creations.js";
import { deriveAgain, deriveCanary, deriveScenario } from "../engine/lifecycle/scenario.js";
import type { Creation, Step } from "../engine/lifecycle/steps.js";
import { type Described, describedIn, type Resource, resourceOf } from "../resources.js";
import { type Selection, selectCases } from "../engine/run/select.js";
import { listedStep, wholeListSteps } from "./listed.js";
import { createOwnRequests, type OwnRequests } from "./own-requests.js";
import type { LiveSettings } from "./settings.js";

/** What a live run is going to do about a resource, known before anything is sent. */
export interface LivePlan {
  resource: Described;
  /** What every slug of the run begins with. */
  prefix: string;
  /** With this run's names, and with the reasons of those that do not run. */
  cases: ContractCase[];
  /** The first life: unless all of it holds, no other create is sent. */
  canary: Step[];
  steps: Step[];
  /** An invalid create that shows whether the token may create; only where no canary does. */
  probe: ContractCase | undefined;
  /** Why a server may refuse a case with 400 or 404 although it is valid, if so. */
  unsure(contractCase: ContractCase): string | undefined;
  /** Whether the run reads one that is there already. */
  readsListed: boolean;
  /** Looks at all that is there already. */
  looks: Step[];
  /** Names no dataset of any server. */
  absentDataset: string;
  /** Whether a text names no dataset of any server. */
  isHarmless(datasetId: string): boolean;
  /** Whether a create may name a dataset. */
  mayUse(datasetId: string, slug: string | undefined): boolean;
}

/** What a run could do about one resource, before it is known what is chosen. */
interface Draft {
  resource: Described;
  requests: OwnRequests;
  settings: PlanSettings;
  cases: ContractCase[];
  /** A case with this run's names, and with the reason if it does not run. */
  own(contractCase: ContractCase): ContractCase;
  canary: Step[];
  steps: Step[];
  looks: Step[];
}

type PlanSettings = Pick<LiveSettings, "create" | "datasetId"> &
  Partial<Pick<LiveSettings, "maxCreates" | "real" | "readOnlyToken">>;

/**
 * A plan for each resource that the document has, to be run one after the other. What belongs to no
 * resource goes with the first.
 *
 * @param ids what makes slugs and the absent dataset unlike those of any other run.
 * @throws Failure when nothing is selected, or the document has no resource.
 */
export function planLive(
  document: OpenApiDocument,
  all: readonly ContractCase[],
  settings: PlanSettings,
  selection: Selection,
  ids: { run: string; absentDataset: string },
  listed?: readonly Resource[],
): LivePlan[] {
  const resources = describedIn(document, listed);
  if (resources.length === 0) {
    throw new Failure("The document has none of the resources of contract-tests/resources.ts.");
  }
  const drafts = resources.map((resource, index) => {
    const isOwn = ({ operationId }: ContractCase) =>
      (resourceOf(operationId, resources) ?? resources[0]) === resource;
    // What cannot be deleted is not created.
    const create = resource.delete === undefined ? "none" : settings.create;
    const run = index === 0 ? ids.run : `${ids.run}${index}`;
    return draft(resource, all.filter(isOwn), { ...settings, create }, { ...ids, run });
  });
  const known = drafts.flatMap((each) => casesOf({ ...each, readsListed: true }));
  const chosen = new Set(selectCases(known, selection).map(({ id }) => id));
  const allowed = { left: settings.maxCreates ?? Number.POSITIVE_INFINITY };
  return drafts.map((each) => choose(each, chosen, allowed));
}

/** Every case of a plan, whether it is going to be sent or not. */
export function casesOf({
  resource,
  cases,
  readsListed,
  looks,
  canary,
  steps,
}: Pick<
  LivePlan,
  "resource" | "cases" | "readsListed" | "looks" | "canary" | "steps"
>): ContractCase[] {
  const read = readsListed ? [listedStep(resource)] : [];
  const lives = [...read, ...looks, ...canary, ...steps];
  return [...cases, ...lives.map(({ contractCase }) => contractCase)];
}

function draft(
  resource: Described,
  all: ContractCase[],
  settings: PlanSettings,
  ids: { run: string; absentDataset: string },
): Draft {
  const { create, datasetId } = settings;
  const requests = createOwnRequests(resource, all, ids, settings.real);
  // Only `all` trains whatever it may; then nothing is gained by an absent dataset, and a server that
  // looks for the dataset would hide by it that it checks nothing else.
  const usual = (create === "all" ? datasetId : undefined) ?? requests.absentDataset;
  return {
    resource,
    requests,
    settings,
    cases: all,
    own: (each) => limit(resource, ownCase(requests, each, usual), create),
    ...planLives(resource, all, requests, settings),
    looks: wholeListSteps(resource),
  };
}

/** What is chosen of a draft, as far as creates are allowed. */
function choose(
  { resource, requests, settings, cases: all, own, looks, ...lives }: Draft,
  chosen: ReadonlySet<string>,
  allowed: { left: number },
): LivePlan {
  const { create, datasetId, maxCreates } = settings;
  const isChosen = ({ contractCase }: Step) => chosen.has(contractCase.id);
  const scenario = [...lives.canary, ...lives.steps];
  const cases = all.filter(({ id }) => chosen.has(id)).map(own);
  const isCreate = createMatches(resource);
  const creates = runnable(cases).some(isCreate);
  const lifecycle = scenario.some(isChosen);
  // With `all` any create may train, a refused one included if the server is wrong about it.
  const paid = create === "all" ? creates || lifecycle : lifecycle;
  const within = budget(isCreate, allowed, maxCreates);
  const canary = paid ? lives.canary.map(within.step) : [];
  // A life is led from its beginning to its end, or not at all.
  const lived = new Set(scenario.filter(isChosen).map(({ creation }) => creation));
  const steps = lives.steps.filter(({ creation }) => lived.has(creation)).map(within.step);
  const probe = canary.length === 0 && creates ? findProbe(resource, all, own) : undefined;
  const probes = runnable(probe ? [within.case(probe)] : []);
  const slugs = new Set(scenario.flatMap(({ creation }) => (creation ? [creation.slug] : [])));
  return {
    resource,
    prefix: requests.prefix,
    cases: cases.map(within.case),
    canary,
    steps,
    probe: probes[0],
    readsListed: chosen.has(listedStep(resource).contractCase.id),
    looks: looks.filter(isChosen),
    absentDataset: requests.absentDataset,
    unsure: requests.unsure,
    isHarmless: requests.isHarmless,
    mayUse: (id, slug) =>
      requests.isHarmless(id) ||
      (id === datasetId && (create === "all" || (create === "one" && slugs.has(slug ?? "")))),
  };
}

/** The lives of some: `one` has a single one, which is the canary; `all` one of each branch. */
function planLives(
  resource: Described,
  all: readonly ContractCase[],
  requests: OwnRequests,
  { create, datasetId = requests.absentDataset, readOnlyToken }: PlanSettings,
): { canary: Step[]; steps: Step[] } {
  const limits = new Map<Creation, string>();
  const withKey = (each: ContractCase) =>
    each.request.token === "read-only" && readOnlyToken === undefined
      ? withLimit(each, "OPENPIPE_CONTRACT_READ_ONLY_KEY names no read-only key.")
      : each;
  const creations = (which: "one" | "each branch") =>
    chooseCreates(resource, all, which).map((chosen) => {
      const own = requests.own(chosen, datasetId);
      const creation = toCreation(resource, typeof own === "string" ? chosen : own);
      if (typeof own === "string") limits.set(creation, own);
      return creation;
    });
  const limitStep = (step: Step): Step => {
    const reason = step.creation && limits.get(step.creation);
    const contractCase = withKey(step.contractCase);
    const own = reason === undefined ? contractCase : withLimit(contractCase, reason);
    return { ...step, contractCase: limit(resource, own, create) };
  };
  if (create === "all") {
    const branches = creations("each branch");
    // The smallest, unless it cannot be sent with this run's names.
    const first = [...creations("one"), ...branches].find((each) => !limits.has(each));
    const canary = first ? deriveCanary(resource, { ...first, name: "canary" }) : [];
    const steps = [
      ...deriveScenario(resource, branches),
      ...again(resource, creations("each branch"), requests.full(datasetId, "sure"), requests),
      ...requests.crowd(datasetId),
    ];
    return { canary: canary.map(limitStep), steps: steps.map(limitStep) };
  }
  const steps = deriveScenario(resource, creations("one"), requests.absentDataset).map(limitStep);
  return create === "one" ? { canary: steps, steps: [] } : { canary: [], steps };
}

/** Slugs again, at once and after a deletion, with two of their own. */
function again(
  resource: Described,
  [first, second]: Creation[],
  [full]: Creation[],
  { absentDataset }: OwnRequests,
): Step[] {
  if (!first || !second || !full) return [];
  return deriveAgain(
    resource,
    { ...first, name: "a slug again" },
    { ...second, name: "a slug again, beside" },
    full,
    absentDataset,
  );
}

/** Lets no more creates be planned than may be sent; the rest is skipped with that reason. */
function budget(
  isCreate: (contractCase: ContractCase) => boolean,
  allowed: { left: number },
  maxCreates?: number,
) {
  const fit = (contractCase: ContractCase, sent = 1): ContractCase => {
    if (!isCreate(contractCase) || runnable([contractCase]).length === 0) return contractCase;
    allowed.left -= sent;
    if (allowed.left >= 0) return contractCase;
    return withLimit(
      contractCase,
      `OPENPIPE_CONTRACT_MAX_CREATES=${maxCreates} allows no more creates.`,
    );
  };
  return {
    case: (contractCase: ContractCase) => fit(contractCase),
    step: (step: Step): Step => ({
      ...step,
      contractCase: fit(step.contractCase, step.twice ? 2 : 1),
    }),
  };
}

function ownCase(requests: OwnRequests, contractCase: ContractCase, dataset: string): ContractCase {
  const own = requests.own(contractCase, dataset);
  return typeof own === "string" ? withLimit(contractCase, own) : own;
}

function withLimit(contractCase: ContractCase, live: string): ContractCase {
  return { ...contractCase, undecidableOn: { live, ...contractCase.undecidableOn } };
}

/** The cases that are going to be sent. */
export function runnable(cases: readonly ContractCase[]): ContractCase[] {
  return cases.filter(({ undecidableOn }) => undecidableOn?.live === undefined);
}

/** The first create that can be sent to see whether creates are allowed at all. */
function findProbe(
  resource: Described,
  all: readonly ContractCase[],
  own: Draft["own"],
): ContractCase | undefined {
  for (const each of all) {
    const [probe] = isProbe(resource, each) ? runnable([own(each)]) : [];
    if (probe) return probe;
  }
  return undefined;
}

/** An invalid create that names a slug and a dataset, so that it can be deleted and cannot train. */
function isProbe(
  { create, identity, dataset }: Described,
  { operationId, group, request: { body } }: ContractCase,
): boolean {
  if (operationId !== create || group !== "invalid" || !body) return false;
  const json = "json" in body.content ? body.content.json : undefined;
  return [identity, dataset].every(
    (echo) => echo === undefined || typeof get(json, echo.request) === "string",
  );
}

/** A case with the reason for which it does not run, if there is one. */
function limit(
  resource: Described,
  contractCase: ContractCase,
  create: LiveSettings["create"],
): ContractCase {
  const { group, operationId } = contractCase;
  const trains = operationId === resource.create && group === "valid";
  const reason =
    contractCase.undecidableOn?.live ??
    strangerLimit(resource, contractCase) ??
    harmLimit(resource, contractCase, create) ??
    ((trains || group === "lifecycle") && create === "none"
      ? resource.delete === undefined
        ? "It could not be deleted: contract-tests/resources.ts names no operation that does."
        : "It would need a paid job. OPENPIPE_CONTRACT_CREATE=one or all, with OPENPIPE_CONTRACT_DATASET_ID, allows that."
      : trains && create === "one"
        ? "OPENPIPE_CONTRACT_CREATE=one sends the smallest create only, in the lifecycle."
        : undefined);
  return reason === undefined ? contractCase : withLimit(contractCase, reason);
}

/** Why a request is not sent of which nobody can say what it costs and how it is undone. */
function strangerLimit(
  resource: Described,
  { operationId, request }: ContractCase,
): string | undefined {
  if (resourceOf(operationId, [resource]) || request.method === "GET") return undefined;
  return "contract-tests/resources.ts does not say what the operation does, so it could cost or destroy something.";
}

/** Why a create is not sent that should be refused, and would do harm if it were not. */
function harmLimit(
  resource: Described,
  contractCase: ContractCase,
  create: LiveSettings["create"],
): string | undefined {
  const { group } = contractCase;
  if (!createMatches(resource)(contractCase) || ["valid", "lifecycle"].includes(group)) {
    return undefined;
  }
  if (resource.delete === undefined)
    return `Nothing could delete a ${resource.name} made by mistake.`;
  if (resource.dataset || create === "all") return undefined;
  return `A ${resource.name} made by mistake would be a real one. OPENPIPE_CONTRACT_CREATE=all allows that.`;
}

/** Whether cases are creates. */
export function createMatches({ document, create }: Described) {
  const { method, path } = operationOf(document, create);
  return ({ request }: ContractCase) =>
    request.method === method.toUpperCase() && request.path === path;
}
