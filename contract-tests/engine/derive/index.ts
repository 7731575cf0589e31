import type { OpenApiDocument } from "../../../scripts/lib/document/index.js";
import type { ContractCase } from "../case.js";
import { mockLimit } from "../../mock-limits.js";
import { type Resource, resources as usual } from "../../resources.js";
import type { Gap } from "../run/result.js";
import { bodyCases } from "./body-cases.js";
import { type Context, createContext, type Reading } from "./context.js";
import { oncePerDocument } from "./once.js";
import { type Operation, operations } from "./operation.js";
import { parameterCases, parametersOf, requiredTexts } from "./parameters.js";
import { Place } from "./place.js";
import {
  methodCases,
  orderCases,
  plainCases,
  protocolCases,
  respelledCases,
  securityCases,
  unknownResourceCases,
} from "./request-cases.js";
import { requestSide } from "./request-side.js";
import { minimal } from "./right-values.js";
import { unsupportedByCases, whyUncallable } from "./unsupported.js";
import { validatorsOf } from "./validators.js";
import { createViews } from "./view.js";

export interface Derivation {
  cases: ContractCase[];
  /** What the document says and no case could be made of. */
  gaps: Gap[];
}

const derivations = oncePerDocument(() => new Map<readonly Resource[], Derivation>());

/** All cases of a bundled document, in document order. The same document gives the same cases. */
export function deriveCases(
  document: OpenApiDocument,
  resources: readonly Resource[] = usual,
): Derivation {
  const known = derivations(document);
  const found = known.get(resources) ?? derive(document, resources);
  known.set(resources, found);
  return found;
}

function derive(whole: OpenApiDocument, resources: readonly Resource[]): Derivation {
  const document = requestSide(whole);
  const gaps = new Map<string, Gap>();
  const reading: Reading = {
    document,
    resources,
    validators: validatorsOf(document),
    views: createViews(document),
    gap: (found) => gaps.set(`${found.pointer} ${found.reason}`, found),
  };
  const paths = new Map<string, Operation[]>();
  const all = operations(document);
  for (const operation of all) {
    paths.set(operation.path, [...(paths.get(operation.path) ?? []), operation]);
  }
  const cases = all.flatMap((operation) => {
    const context = createContext(reading, operation.body?.schema);
    unsupportedByCases(operation, document).forEach(reading.gap);
    const found = unique([...operationCases(context, operation, paths.get(operation.path)!)]);
    context.reportUnbroken();
    return found.map((each) => withLimits(operation, each));
  });
  return { cases, gaps: [...gaps.values()] };
}

/** @param here all operations of the same path. */
function* operationCases(
  context: Context,
  operation: Operation,
  here: readonly Operation[],
): Generator<ContractCase> {
  const parameters = parametersOf(context, operation);
  const uncallable = whyUncallable(context.document, operation, parameters);
  if (uncallable) {
    context.gap(uncallable);
    yield* methodCases(operation, here);
    return;
  }
  const { body } = operation;
  const examples = body?.examples.map(({ value }) => value) ?? [];
  const place = body && new Place(context, body.schema, examples);
  const plain = place && minimal(place);
  const known = parameters.filter((parameter) => parameter !== undefined);
  const texts = requiredTexts(known);
  yield* plainCases(operation, texts);
  if (place) yield* bodyCases(operation, body, place, texts);
  yield* parameterCases(operation, known, texts, plain);
  yield* securityCases(operation, plain, texts);
  yield* protocolCases(operation, plain, texts);
  yield* orderCases(context, operation, plain, texts);
  yield* respelledCases(operation, texts);
  yield* methodCases(operation, here);
  yield* unknownResourceCases(operation, plain, texts);
}

/** Leaves out cases that send the same as an earlier one, and keeps names apart. */
function unique(cases: ContractCase[]): ContractCase[] {
  const requests = new Set<string>();
  const ids = new Set<string>();
  const kept: ContractCase[] = [];
  for (const each of cases) {
    const key = JSON.stringify(each.request);
    if (requests.has(key)) continue;
    requests.add(key);
    let id = each.id;
    if (ids.has(id)) id = `${each.id} (at ${each.instancePath || "body"})`;
    for (let count = 2; ids.has(id); count++) id = `${each.id} (${count})`;
    ids.add(id);
    kept.push({ ...each, id });
  }
  return kept;
}

const needsResource =
  "It needs a resource that exists, which the lifecycle scenarios create, read and delete.";

/** Says of a case which kinds of server cannot decide it. */
function withLimits(operation: Operation, contractCase: ContractCase): ContractCase {
  const undecidableOn = { ...contractCase.undecidableOn };
  if (operation.path.includes("{") && !isRightOfNothing(contractCase)) {
    undecidableOn.reference = needsResource;
    undecidableOn.live = needsResource;
  }
  const mock = mockLimit(contractCase);
  if (mock !== undefined) undecidableOn.mock = mock;
  // The one token of a real server is the bearer token of the project, and goes nowhere else.
  if (contractCase.request.tokenHeaders !== undefined) {
    undecidableOn.live = "It needs another credential than the bearer token.";
  }
  return Object.keys(undecidableOn).length > 0 ? { ...contractCase, undecidableOn } : contractCase;
}

/** Whether a server may say first that there is no such resource, whatever else is wrong. */
function isRightOfNothing({ group, expect: { statuses } }: ContractCase): boolean {
  if (!["valid", "invalid", "protocol"].includes(group)) return true;
  return statuses === "4xx" || statuses === "error" || statuses.includes(404);
}
