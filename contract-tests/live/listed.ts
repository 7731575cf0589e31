import { get } from "../../scripts/lib/document/index.js";
import { operationOf, request, success } from "../engine/derive/operation.js";
import { list } from "../engine/derive/schema.js";
import { judgeSame } from "../engine/lifecycle/echo.js";
import { listCase } from "../engine/lifecycle/list-case.js";
import { runScenario, type ScenarioOptions } from "../engine/lifecycle/run-scenario.js";
import { judgeListed } from "../engine/lifecycle/state.js";
import type { Step } from "../engine/lifecycle/steps.js";
import type { Described } from "../resources.js";
import type { HttpResponse } from "../engine/run/options.js";
import type { CaseResult } from "../engine/run/result.js";
import { skip, undecided } from "../engine/run/run.js";
import type { Target } from "../engine/target.js";
import { itemsOf, readList, type Remote } from "./remote.js";

/**
 * Reads one that the project has already: what the list says of it and what a read says have to
 * agree.
 *
 * @param listed what the list says of it.
 */
export function listedStep(resource: Described, listed?: unknown): Step {
  const operation = operationOf(resource.document, resource.read);
  const made = request(operation, { unknownResource: true });
  const slug = String(get(listed, resource.identity.response));
  return {
    contractCase: {
      id: `${resource.read} / a listed ${resource.name}`,
      operationId: resource.read,
      group: "valid",
      pointer: operation.pointer,
      instancePath: "",
      request: {
        ...made,
        path: operation.path.replace(/\{[^}]+\}/, encodeURIComponent(slug)),
      },
      expect: success(operation),
    },
    judge: (json) => judgeSame(resource, resource.read, listed, json),
  };
}

/** A look at the whole list, if there is one: what it holds fits together, each and all. */
export function wholeListSteps(resource: Described): Step[] {
  const { document, list: listId, items } = resource;
  if (listId === undefined) return [];
  return [
    {
      contractCase: listCase(document, listId, `${listId} / all that is listed`),
      judge: (json) => judgeListed(resource, list(get(json, items))),
    },
  ];
}

/** The first in an answer to a list that a path can name without a doubt about encoding. */
function firstListed(resource: Described, listed: HttpResponse | undefined): unknown {
  return itemsOf(resource, listed).find((item) => {
    const slug = get(item, resource.identity.response);
    return typeof slug === "string" && /^\w[\w.-]*$/.test(slug);
  });
}

/** A read of what is listed; somebody may change it in between, so that it is listed and read again. */
export async function readListed(
  resource: Described,
  target: Target,
  listed: HttpResponse | undefined,
  remote: Remote,
  options: ScenarioOptions,
): Promise<CaseResult[]> {
  const item = firstListed(resource, listed);
  let step = listedStep(resource, item);
  if (item === undefined) {
    return [skip(step.contractCase, `The list names no ${resource.name} to read.`)];
  }
  const read = async () =>
    (await runScenario([step], target, { ...options, waits: [] })).results[0]!;
  let result = await read();
  const slug = get(item, resource.identity.response);
  for (const wait of options.waits ?? []) {
    if (result.outcome !== "violated") break;
    await new Promise((resolve) => setTimeout(resolve, wait));
    const again = await remote.list!();
    const now = itemsOf(resource, again).find(
      (each) => get(each, resource.identity.response) === slug,
    );
    const gone = "What it is about is not listed any more; somebody may have deleted it.";
    if (now === undefined && readList(resource, again)) return [undecided(step.contractCase, gone)];
    step = listedStep(resource, now ?? item);
    result = await read();
  }
  return [result];
}
