import type { OpenApiDocument } from "../../scripts/lib/openapi.js";
import { list, type Schema } from "../derive/schema.js";
import type { Answer, Deviation } from "../reference-server/deviation.js";
import {
  type AnswerPlace,
  answerPlaces,
  changeAt,
  pathName,
  successSchemas,
} from "./answer-places.js";
import type { Mutant, MutantClass } from "./mutant.js";
import { typesOf } from "./places.js";

interface BodyChange {
  class: MutantClass;
  name: string;
  change(value: unknown): unknown;
}

/** Servers whose success answers are off the document in one property. */
export function* answerMutants(document: OpenApiDocument): Generator<Mutant> {
  for (const { operation, schema } of successSchemas(document)) {
    for (const place of answerPlaces(schema)) {
      for (const change of bodyChanges(place)) {
        yield {
          id: [change.class, operation.id, pathName(place.path), change.name].join(" / "),
          class: change.class,
          deviation: onSuccess(operation.id, (answer) =>
            mapJson(answer, (json) => changeAt(json, place.path, change.change)),
          ),
          hint: { group: "lifecycle" },
        };
      }
    }
  }
}

/** What can be wrong with one value of a body. */
export function* bodyChanges({ path, schema }: AnswerPlace): Generator<BodyChange> {
  const types = typesOf(schema);
  const isProperty = path.length > 0 && path.at(-1) !== "*";
  if (isProperty) {
    yield { class: "response property dropped", name: "dropped", change: () => undefined };
  }
  if (path.length > 0 && types.length > 0) {
    if (!types.includes("null")) {
      yield { class: "response property null", name: "null", change: () => null };
    }
    for (const [type, value] of Object.entries(wrongValues)) {
      if (types.includes(type)) continue;
      yield { class: "response property mistyped", name: type, change: () => value };
    }
  }
  if (list(schema.enum).length > 0 || "const" in schema) {
    for (const value of ["SOMETHING_NEW", ""]) {
      const name = value === "" ? "empty" : "unknown value";
      yield { class: "response enum value unknown", name, change: () => value };
    }
    const first = String(list(schema.enum)[0] ?? schema.const);
    const other = first === first.toLowerCase() ? first.toUpperCase() : first.toLowerCase();
    const name = "another case";
    yield { class: "response enum value unknown", name, change: () => other };
  }
  if (schema.properties !== undefined && !isOpen(schema)) {
    const change = (old: unknown) => ({ ...(old as Schema), undocumented: "value" });
    yield { class: "response property added", name: "undocumented property", change };
  }
}

const wrongValues: Record<string, unknown> = {
  string: "text",
  number: 42,
  boolean: true,
  array: [],
  object: {},
};

/** A deviation of an operation's successful answers. */
export function onSuccess(operationId: string, change: (answer: Answer) => Answer): Deviation {
  return {
    answer: (answer, exchange) =>
      exchange.operationId === operationId && answer.status < 300 ? change(answer) : answer,
  };
}

export function mapJson(answer: Answer, change: (json: unknown) => unknown): Answer {
  return { ...answer, body: JSON.stringify(change(JSON.parse(answer.body))) };
}

/** Whether the schema allows properties that it does not name, so that one more is no deviation. */
function isOpen({ additionalProperties }: Schema): boolean {
  return additionalProperties !== undefined && additionalProperties !== false;
}
