import type { ContractCase } from "../case.js";
import { isObject, type JsonObject } from "../derive/schema.js";
import { get } from "../../../scripts/lib/document/index.js";
import type { Resource } from "../../resources.js";
import type { Adapter } from "./adapt.js";
import type { Creation } from "./steps.js";

/**
 * The valid creates that a scenario starts from: the smallest of each branch, which are two at least, so
 * that one is told from the other; or the smallest of all.
 */
export function chooseCreates(
  resource: Resource,
  cases: readonly ContractCase[],
  which: "one" | "each branch",
): ContractCase[] {
  const valid = cases
    .filter(({ operationId, group }) => operationId === resource.create && group === "valid")
    .filter(({ expect }) => expect.kind === "success");
  const minimal = valid.filter(({ id }) => /^[^/]+ \/ ([^/]+ \/ )?minimal$/.test(id));
  const [smallest] = [...(minimal[0] ? minimal : valid)].sort((a, b) => length(a) - length(b));
  if (!smallest) return [];
  if (which === "one") return [smallest];
  if (minimal.length > 1) return minimal;
  const [operation, name] = smallest.id.split(" / ");
  return [smallest, { ...smallest, id: `${operation} / ${name}, another` }];
}

/** The largest valid creates of each branch that is told by a base model: those have the most to echo. */
export function chooseFull(
  { create, baseModel }: Resource,
  cases: readonly ContractCase[],
): ContractCase[] {
  const largest = new Map<string | undefined, ContractCase>();
  for (const each of cases) {
    const { body } = each.request;
    if (each.operationId !== create || each.group !== "valid" || !body) continue;
    if (!("json" in body.content) || each.expect.kind !== "success") continue;
    const branch = baseModel && String(get(body.content.json, baseModel.request));
    const before = largest.get(branch);
    if (!before || length(each) > length(before)) largest.set(branch, each);
  }
  return [...largest.values()].sort((a, b) => length(b) - length(a)).slice(0, 12);
}

/** @param adapter left out: the create gives its name already as it should. */
export function toCreation(
  { identity }: Resource,
  contractCase: ContractCase,
  adapter?: Pick<Adapter, "prepare">,
): Creation {
  const { body } = contractCase.request;
  const json = body && "json" in body.content ? body.content.json : undefined;
  if (!body || !isObject(json)) throw new Error(`${contractCase.id} has no JSON body`);
  const own = adapter ? (adapter.prepare(json, contractCase) as Creation["json"]) : json;
  return {
    name: contractCase.id.split(" / ")[1]!,
    slug: String(own[identity.request.slice(1)]),
    json: own,
    body: { ...body, content: { json: own } },
  };
}

/** A create's request for a slug, and for a dataset if there is one to name. */
export function withNames(
  { identity, dataset }: Resource,
  json: JsonObject,
  slug: string,
  datasetId: string | undefined,
): JsonObject {
  return {
    ...json,
    [identity.request.slice(1)]: slug,
    ...(dataset && datasetId !== undefined && { [dataset.request.slice(1)]: datasetId }),
  };
}

function length({ request: { body } }: ContractCase): number {
  return JSON.stringify(body?.content).length;
}
