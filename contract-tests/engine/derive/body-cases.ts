import type { ContractCase } from "../case.js";
import type { Context } from "./context.js";
import {
  jsonBody,
  type Operation,
  type ParameterTexts,
  type RequestBody,
  refusal,
  request,
  success,
} from "./operation.js";
import { type Candidate, root } from "./place.js";
import { unknownKeywords } from "./unsupported.js";
import { walk } from "./walk.js";

/** Statuses that mean that the input is refused. */
export const inputRefused = [400, 422];

/** The named examples, then every valid and invalid value that the schema gives rise to. */
export function* bodyCases(
  context: Context,
  operation: Operation,
  body: RequestBody,
  texts: ParameterTexts,
): Generator<ContractCase> {
  unknownKeywords(context.document, body.schema).forEach(context.gap);
  for (const { name, value, pointer } of body.examples) {
    const example = { valid: true, name: [`example ${name}`], value, pointer, instancePath: "" };
    yield* toCase(context, operation, body, texts, example);
  }
  for (const candidate of walk(context, root(body.schema))) {
    yield* toCase(context, operation, body, texts, candidate);
  }
}

/** The case of a candidate, if both validators say that it is what it claims to be. */
function* toCase(
  context: Context,
  operation: Operation,
  body: RequestBody,
  texts: ParameterTexts,
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
  if (!valid) context.broken(pointer);
  yield {
    id,
    operationId: operation.id,
    group: valid ? "valid" : "invalid",
    pointer,
    instancePath,
    request: request(operation, { texts, body: jsonBody(body, value) }),
    expect: valid ? success(operation) : refusal(operation, inputRefused),
    ...(value === null &&
      !body.required && { undecidableOn: { mock: "Prism takes null for no body." } }),
  };
}
