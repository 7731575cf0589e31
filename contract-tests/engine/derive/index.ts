import type { OpenApiDocument } from "../../../scripts/lib/openapi.js";
import type { ContractCase } from "../case.js";
import { mockLimit } from "../../mock-limits.js";
import type { Gap } from "../run/result.js";
import { bodyCases } from "./body-cases.js";
import { minimal } from "./build.js";
import { type Context, createContext } from "./context.js";
import { type Operation, operations } from "./operation.js";
import { parameterCases } from "./parameter-cases.js";
import { parametersOf, requiredTexts } from "./parameters.js";
import {
  methodCases,
  orderCases,
  plainCases,
  protocolCases,
  reversedCases,
  securityCases,
  unknownResourceCases,
} from "./request-cases.js";
import { requestSide } from "./request-side.js";
import { unsupportedByCases, whyUncallable } from "./unsupported.js";
import { createValidators } from "./validators.js";

export interface Derivation {
  cases: ContractCase[];
  /** What the document says and no case could be made of. */
  gaps: Gap[];
}

/** All cases of a bundled document, in document order. The same document gives the same cases. */
export function deriveCases(whole: OpenApiDocument): Derivation {
  const document = requestSide(whole);
  const validators = createValidators(document);
  const all = operations(document);
  const gaps = new Map<string, Gap>();
  const gap = (found: Gap) => {
    gaps.set(`${found.pointer} ${found.reason}`, found);
  };
  const cases = all.flatMap((operation) => {
    const context = createContext(document, validators, operation, gap);
    unsupportedByCases(operation, document).forEach(gap);
    const found = unique([...operationCases(context, operation, all)]);
    const limited = operation.path.includes("{") ? found.map(withResourceLimit) : found;
    context.reportUnbroken();
    return limited;
  });
  const limited = cases.map(withMockLimit).map(withKeyLimit);
  return { cases: limited, gaps: [...gaps.values()] };
}

function* operationCases(
  context: Context,
  operation: Operation,
  all: Operation[],
): Generator<ContractCase> {
  const parameters = parametersOf(context, operation);
  const uncallable = whyUncallable(operation, parameters);
  if (uncallable) {
    context.gap(uncallable);
    yield* methodCases(operation, all);
    return;
  }
  const { body } = operation;
  const plain = body && minimal(context, body.schema, []);
  const known = parameters.filter((parameter) => parameter !== undefined);
  const texts = requiredTexts(known);
  yield* plainCases(operation, texts);
  if (body) yield* bodyCases(context, operation, body, texts);
  yield* parameterCases(operation, known, texts, plain);
  yield* securityCases(operation, plain, texts);
  yield* protocolCases(operation, plain, texts);
  yield* orderCases(operation, plain, texts);
  yield* reversedCases(operation, texts);
  yield* methodCases(operation, all);
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

function withMockLimit(contractCase: ContractCase): ContractCase {
  const mock = mockLimit(contractCase);
  if (mock === undefined) return contractCase;
  return { ...contractCase, undecidableOn: { ...contractCase.undecidableOn, mock } };
}

/** The one token of a real server is the bearer token of the project, and goes nowhere else. */
function withKeyLimit(contractCase: ContractCase): ContractCase {
  if (contractCase.request.tokenHeader === undefined) return contractCase;
  const live = "It needs another credential than the bearer token.";
  return { ...contractCase, undecidableOn: { ...contractCase.undecidableOn, live } };
}

const needsResource =
  "It needs a resource that exists, which the lifecycle scenarios create, read and delete.";

/** A server that keeps state may say first that there is no such resource, whatever else is wrong. */
function withResourceLimit(contractCase: ContractCase): ContractCase {
  const { group, expect } = contractCase;
  const { statuses } = expect;
  const decidable = statuses === "4xx" || statuses === "error" || statuses.includes(404);
  if (decidable || !["valid", "invalid", "protocol"].includes(group)) return contractCase;
  return {
    ...contractCase,
    undecidableOn: {
      ...contractCase.undecidableOn,
      reference: needsResource,
      live: needsResource,
    },
  };
}
