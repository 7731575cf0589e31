import { append, get } from "../../scripts/lib/document/index.js";
import { isObject, type JsonObject, type Schema } from "../engine/derive/schema.js";
import { resource } from "../resources.js";
import type { Mutant } from "./mutant.js";
import { objectBranches, typesAt } from "./request/places.js";
import { type AnswerKind, changeJson } from "./response/answers.js";

/** Answers about a model that are not what was asked for, or not what other answers say. */
export function* echoMutants(model: AnswerKind, request: Schema): Generator<Mutant> {
  for (const property of echoed) {
    const name = property.split("/").at(-1)!;
    // In a list, a model under another slug is a model that is missing.
    const unseen = model.operationId === resource.list && property === resource.identity.response;
    yield {
      id: `lifecycle / ${model.operationId} / wrong echo of ${name}`,
      class: "lifecycle",
      deviation: changeJson(model, (json) => eachModel(json, (each) => vary(each, property))),
      named: { operationIds: [model.operationId], texts: unseen ? [] : [name] },
    };
  }
  if (model.operationId === resource.create) {
    yield otherSettings(model);
    const config = get(request, "/properties/trainingConfig") as Schema;
    for (const [, , branch] of objectBranches(config)) yield* perBranch(branch);
  } else {
    yield* differences(model);
  }
}

const echoed = [resource.identity.response, resource.dataset.response, resource.baseModel.response];

/** A server that keeps the wrong thing, for one kind of training only. */
function* perBranch({ properties }: Schema): Generator<Mutant> {
  const provider = ((properties as Schema).provider as Schema).const;
  for (const property of echoed) {
    const name = property.split("/").at(-1)!;
    yield {
      id: `lifecycle / ${provider} / wrong echo of ${name}`,
      class: "lifecycle",
      deviation: {
        create: (made, request) =>
          get(request, "/trainingConfig/provider") === provider ? vary(made, property) : made,
      },
      named: { operationIds: [resource.create, resource.read, resource.list], texts: [name] },
    };
  }
}

/** Echoes every setting that was sent with another value. */
function otherSettings(model: AnswerKind): Mutant {
  return {
    id: `lifecycle / ${model.operationId} / other values of the settings`,
    class: "lifecycle",
    deviation: {
      create(made) {
        const copy = structuredClone(made);
        const training = copy.openpipe as JsonObject;
        const settings = (training.hyperparameters ?? {}) as JsonObject;
        training.hyperparameters = Object.fromEntries(
          Object.entries(settings).map(([name, value]) => [name, other(value, {})]),
        );
        return copy;
      },
    },
    named: { operationIds: [model.operationId], texts: ["hyperparameters"] },
  };
}

/** What may change while a model is trained. */
const changing = ["updated", "status", "errorMessage"];

/** Reading or listing a model answers something else than creating it did. */
function* differences(model: AnswerKind): Generator<Mutant> {
  const item = get(model.schema, "/properties/data/items");
  for (const [path, schema] of scalars(isObject(item) ? item : model.schema, "")) {
    const name = path.split("/").at(-1)!;
    if (changing.includes(name) || echoed.includes(path as (typeof echoed)[number])) continue;
    yield {
      id: `lifecycle / ${model.operationId} / other ${path.slice(1).replaceAll("/", ".")}`,
      class: "lifecycle",
      deviation: changeJson(model, (json) => eachModel(json, (each) => vary(each, path, schema))),
      named: { operationIds: [model.operationId], texts: [name] },
    };
  }
}

/** Pointers to the properties that hold no object with properties of its own, and are no constants. */
function* scalars(schema: Schema, path: string): Generator<[string, Schema]> {
  for (const [name, property] of Object.entries((schema.properties ?? {}) as Schema)) {
    if (!isObject(property) || "const" in property) continue;
    if (isObject(property.properties)) yield* scalars(property, append(path, name));
    else yield [append(path, name), property];
  }
}

function eachModel(json: unknown, change: (model: JsonObject) => JsonObject): unknown {
  if (!isObject(json)) return json;
  if (!Array.isArray(json.data)) return change(json);
  return { ...json, data: json.data.map((model) => change(model as JsonObject)) };
}

/** The model with another value at a pointer, one that its schema allows. */
function vary(model: JsonObject, pointer: string, schema: Schema = { type: "string" }): JsonObject {
  const copy = structuredClone(model);
  const steps = pointer.split("/").slice(1);
  const name = steps.pop()!;
  const parent = get(copy, append("", ...steps).replace(/\/$/, "")) as JsonObject;
  parent[name] = other(parent[name], schema);
  return copy;
}

function other(value: unknown, schema: Schema): unknown {
  if (typeof value === "string") return `${value}-2`;
  if (typeof value === "number") return value + 1;
  if (Array.isArray(value)) return value.slice(1);
  if (isObject(value)) return { ...value, batch_size: 99 };
  return typesAt(schema).has("object") ? { batch_size: 99 } : "text";
}
