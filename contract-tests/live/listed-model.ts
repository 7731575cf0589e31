import { get, type OpenApiDocument } from "../../scripts/lib/document/index.js";
import { type Operation, operations, request, success } from "../engine/derive/operation.js";
import { list } from "../engine/derive/schema.js";
import { judgeSame } from "../engine/lifecycle/echo.js";
import { listCase } from "../engine/lifecycle/list-case.js";
import { runScenario, type ScenarioOptions } from "../engine/lifecycle/run-scenario.js";
import { judgeListed } from "../engine/lifecycle/state.js";
import type { Step } from "../engine/lifecycle/steps.js";
import { resource } from "../resources.js";
import type { HttpResponse } from "../engine/run/options.js";
import type { CaseResult } from "../engine/run/result.js";
import { skip, undecided } from "../engine/run/run.js";
import type { Target } from "../engine/target.js";
import { type Models, modelsOf, readList } from "./models.js";

/**
 * Reads a model that the project has already: what the list says of it and what a read says have to
 * agree.
 *
 * @param listed the model as the list has it.
 */
export function listedModelStep(document: OpenApiDocument, listed?: unknown): Step {
  const operation = operations(document).find(({ id }) => id === resource.read) as Operation;
  const made = request(operation, { unknownResource: true });
  const slug = String(get(listed, resource.identity.response));
  return {
    contractCase: {
      id: `${resource.read} / a listed model`,
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
    judge: (json) => judgeSame(document, resource.read, listed, json),
  };
}

/** A look at the whole list, whose models fit together each by itself and with the others. */
export function wholeListStep(document: OpenApiDocument): Step {
  return {
    contractCase: listCase(document, `${resource.list} / all that is listed`),
    judge: (json) => judgeListed(document, list(get(json, "/data"))),
  };
}

/** The first model in an answer to a list that a path can name without a doubt about encoding. */
function firstListed(listed: HttpResponse): unknown {
  return modelsOf(listed).find((model) => {
    const slug = get(model, resource.identity.response);
    return typeof slug === "string" && /^\w[\w.-]*$/.test(slug);
  });
}

/** A read of a listed model; somebody may change it in between, so that it is listed and read again. */
export async function readListed(
  document: OpenApiDocument,
  target: Target,
  listed: HttpResponse,
  models: Models,
  options: ScenarioOptions,
): Promise<CaseResult[]> {
  const model = firstListed(listed);
  let step = listedModelStep(document, model);
  if (model === undefined) return [skip(step.contractCase, "The list names no model to read.")];
  const read = async () =>
    (await runScenario([step], target, { ...options, waits: [] })).results[0]!;
  let result = await read();
  const slug = get(model, resource.identity.response);
  for (const wait of options.waits ?? []) {
    if (result.outcome !== "violated") break;
    await new Promise((resolve) => setTimeout(resolve, wait));
    const again = await models.list();
    const now = modelsOf(again).find((each) => get(each, resource.identity.response) === slug);
    const gone = "The model that it is about is not listed any more; somebody may have deleted it.";
    if (now === undefined && readList(again)) return [undecided(step.contractCase, gone)];
    step = listedModelStep(document, now ?? model);
    result = await read();
  }
  return [result];
}
