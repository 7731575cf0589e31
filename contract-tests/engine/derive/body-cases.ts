import type { ContractCase } from "../case.js";
import {
  jsonBody,
  type Operation,
  type ParameterTexts,
  type RequestBody,
  refusal,
  request,
  success,
} from "./operation.js";
import type { Place } from "./place.js";
import type { Candidate } from "./position.js";
import { unknownKeywords } from "./unsupported.js";
import { walk } from "./walk.js";

/** Statuses that mean that the input is refused. */
export const inputRefused = [400, 422];

/** The named examples, then every valid and invalid value that the schema gives rise to. */
export function* bodyCases(
  operation: Operation,
  body: RequestBody,
  place: Place,
  texts: ParameterTexts,
): Generator<ContractCase> {
  unknownKeywords(place).forEach(place.context.gap);
  for (const { name, value, pointer } of body.examples) {
    const example = { valid: true, name: [`example ${name}`], value, pointer, instancePath: "" };
    yield* toCase(operation, body, place, texts, example);
  }
  for (const candidate of walk(place)) {
    yield* toCase(operation, body, place, texts, candidate);
  }
}

/** The case of a candidate, if both validators say that it is what it claims to be. */
function* toCase(
  operation: Operation,
  body: RequestBody,
  place: Place,
  texts: ParameterTexts,
  candidate: Candidate,
): Generator<ContractCase> {
  const { valid, value, name, pointer, instancePath } = candidate;
  const id = [operation.id, ...name].join(" / ");
  const { context } = place;
  const first = context.validators.compile(place.located, value);
  const second = place.accepts(value);
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
  // Skip a wrong value that another branch of a union accepts.
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
