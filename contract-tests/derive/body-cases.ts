import type { OpenApiDocument } from "../../scripts/lib/openapi.js";
import type { ContractCase } from "../case.js";
import type { Gap } from "../run/result.js";
import type { Context } from "./context.js";
import {
  jsonBody,
  type Operation,
  type RequestBody,
  refusal,
  request,
  success,
} from "./operation.js";
import { minimal } from "./samples.js";
import type { Validators } from "./validators.js";
import { type Candidate, walk } from "./walk.js";

/** Statuses that mean that the input is refused. */
export const inputRefused = [400, 422];

/** A context for the values of an operation's body. */
export function bodyContext(
  document: OpenApiDocument,
  validators: Validators,
  body: RequestBody,
  gap: (gap: Gap) => void,
): Context {
  return { document, validators, gap, examples: body.examples.map(({ value }) => value) };
}

/** The named examples, then every valid and invalid value that the schema gives rise to. */
export function* bodyCases(
  context: Context,
  operation: Operation,
  body: RequestBody,
): Generator<ContractCase> {
  for (const { name, value, pointer } of body.examples) {
    const example = { valid: true, name: [`example ${name}`], value, pointer, instancePath: "" };
    yield* toCase(context, operation, body, example);
  }
  const candidates = walk(context, {
    located: body.schema,
    path: [],
    instancePath: "",
    branches: [],
    steps: [],
    plug: (value) => value,
    siblings: [],
    above: new Set(),
  });
  for (const candidate of candidates) yield* toCase(context, operation, body, candidate);
}

/** A request body that is valid and small, for the cases that are about something else. */
export function plainBody(context: Context, body: RequestBody): unknown {
  return minimal(context, body.schema, []);
}

/** The case of a candidate, if both validators say that it is what it claims to be. */
function* toCase(
  context: Context,
  operation: Operation,
  body: RequestBody,
  candidate: Candidate,
): Generator<ContractCase> {
  const { valid, value, name, pointer, instancePath } = candidate;
  const id = [operation.id, ...name].join(" / ");
  const first = context.validators.compile(body.schema, value);
  const second = context.validators.interpret(body.schema, value);
  if (first !== second) {
    context.gap({
      pointer,
      reason: `The two validators disagree about "${id}": Ajv says ${first ? "valid" : "invalid"}, @cfworker/json-schema the opposite.`,
    });
    return;
  }
  if (valid && !first) {
    context.gap({ pointer, reason: `No valid request could be made for "${id}".` });
  }
  // An invalid candidate that another alternative of a union accepts is no case.
  if (valid !== first) return;
  yield {
    id,
    operationId: operation.id,
    group: valid ? "valid" : "invalid",
    pointer,
    instancePath,
    request: request(operation, { body: jsonBody(body, value) }),
    expect: valid ? success(operation) : refusal(operation, inputRefused),
  };
}
