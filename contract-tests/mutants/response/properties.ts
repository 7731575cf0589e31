import {
  isObject,
  type JsonType,
  jsonTypes,
  list,
  type Schema,
} from "../../engine/derive/schema.js";
import type { Mutant } from "../mutant.js";
import { literals, takesAnyText, typesAt } from "../request/places.js";
import { type AnswerKind, changeJson } from "./answers.js";

/** Answers with one property missing, of another type, null, with an unknown value, or too many. */
export function* propertyMutants(kind: AnswerKind): Generator<Mutant> {
  for (const { path, schema, required } of properties(kind.schema, [])) {
    const mutant = toMutant(kind, path);
    if (path.length > 0) {
      if (required) yield mutant("dropped", edit(path, remove));
      for (const type of jsonTypes) {
        if (typesAt(schema).has(type)) continue;
        const name = type === "null" ? "null" : `mistyped: ${type}`;
        yield mutant(
          name,
          edit(
            path,
            replaceBy((value) => ofType(type, value)),
          ),
        );
      }
      if (literals(schema).length > 0 && !takesAnyText(schema)) {
        yield mutant("unknown value", edit(path, replaceBy(unknownValue)));
      }
    }
    if (isObject(schema.properties) && schema.additionalProperties !== true) {
      const added = { undocumented_property: "text" };
      const add = (value: unknown) => (isObject(value) ? { ...value, ...added } : value);
      yield mutant("property added", edit(path, replaceBy(add)), ["undocumented_property"]);
    }
  }
}

function toMutant(kind: AnswerKind, path: readonly string[]) {
  const mutantClass = kind.name === "success" ? "response body" : "errors";
  return (
    name: string,
    change: (json: unknown) => unknown,
    texts = path.filter((step) => step !== "*").slice(-1),
  ): Mutant => ({
    id: [mutantClass, kind.operationId, kind.name, path.join(".") || "body", name].join(" / "),
    class: mutantClass,
    deviation: changeJson(kind, (json) => change(kind.name === "success" ? json : full(json))),
    named: { operationIds: [kind.operationId], texts },
  });
}

/** An error with every property that errors can have, so that each of them can be wrong. */
function full(json: unknown): unknown {
  return isObject(json) ? { issues: [{ message: "It is not right." }], ...json } : json;
}

interface Property {
  /** Names from the body's root, `*` for every item. */
  path: readonly string[];
  schema: Schema;
  required: boolean;
}

function* properties(
  schema: Schema,
  path: readonly string[],
  required = true,
): Generator<Property> {
  yield { path, schema, required };
  for (const [name, property] of Object.entries((schema.properties ?? {}) as Schema)) {
    const asked = list(schema.required).includes(name);
    if (isObject(property)) yield* properties(property, [...path, name], asked);
  }
  if (isObject(schema.items)) yield* properties(schema.items, [...path, "*"], false);
}

type Edit = (parent: Record<string, unknown> | unknown[], key: string | number) => void;

const remove: Edit = (parent, key) => {
  if (!Array.isArray(parent)) delete parent[key];
};

/** Also puts a value where the document's example has none. */
function replaceBy(change: (value: unknown) => unknown): Edit {
  return (parent, key) => {
    const values = parent as Record<string | number, unknown>;
    values[key] = change(values[key]);
  };
}

/** Applies an edit at a path, in every item where the path goes through a list. */
function edit(path: readonly string[], apply: Edit): (json: unknown) => unknown {
  return (json) => {
    const holder = { root: json };
    visit(holder, "root", path, apply);
    return holder.root;
  };
}

function visit(parent: object, key: string | number, path: readonly string[], apply: Edit): void {
  const [step, ...rest] = path;
  if (step === undefined) {
    apply(parent as Record<string, unknown>, key);
    return;
  }
  const value = (parent as Record<string | number, unknown>)[key];
  if (step === "*") {
    if (Array.isArray(value)) for (const index of value.keys()) visit(value, index, rest, apply);
  } else if (isObject(value)) {
    visit(value, step, rest, apply);
  }
}

/** What a careless server would write instead. */
function ofType(type: JsonType, value: unknown): unknown {
  const values: Record<JsonType, unknown> = {
    null: null,
    boolean: true,
    number: 42,
    string: String(value),
    array: [value],
    object: { value },
  };
  return values[type];
}

function unknownValue(value: unknown): unknown {
  return typeof value === "string" ? `${value}_UNKNOWN` : "UNKNOWN";
}
