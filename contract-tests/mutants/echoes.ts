import { append, get, tokensOf } from "../../scripts/lib/document/index.js";
import { isObject, type JsonObject, type Schema } from "../engine/derive/schema.js";
import { operationOf } from "../engine/derive/operation.js";
import { changing } from "../engine/lifecycle/echo.js";
import { put } from "../engine/run/json.js";
import type { Deviation } from "../reference-server/deviation.js";
import { requestSchema } from "../reference-server/request-schema.js";
import { type Described, echoesOf } from "../resources.js";
import type { Mutant } from "./mutant.js";
import { objectBranches, typesAt } from "./request/places.js";
import { type AnswerKind, changeJson } from "./response/answers.js";

/** Answers about a resource that are not what was asked for, or not what other answers say. */
export function* echoMutants(resource: Described, kind: AnswerKind): Generator<Mutant> {
  for (const { response: property } of echoesOf(resource)) {
    const name = property.split("/").at(-1)!;
    // In a list, one under another slug is one that is missing.
    const unseen = kind.operationId === resource.list && property === resource.identity.response;
    yield {
      id: `lifecycle / ${kind.operationId} / wrong echo of ${name}`,
      class: "lifecycle",
      deviation: changeJson(kind, (json) =>
        eachItem(resource, json, (each) => vary(each, property)),
      ),
      named: { operationIds: [kind.operationId], texts: unseen ? [] : [name] },
    };
  }
  if (kind.operationId === resource.create) {
    yield* otherSettings(resource);
    yield* branchMutants(resource);
  } else {
    yield* differences(resource, kind);
  }
}

/** Keeps the wrong thing, for one branch of the request only. */
function* branchMutants(resource: Described): Generator<Mutant> {
  const { document, settings, create, read, list } = resource;
  const { body } = operationOf(document, create);
  if (!body || !settings) return;
  const [place = ""] = tokensOf(settings.request[0]);
  const schema = get(requestSchema(document, body), append("/properties", place));
  for (const [, , { properties }] of objectBranches(isObject(schema) ? schema : {})) {
    const [key, value] = Object.entries(properties as Schema).find(
      ([, property]) => isObject(property) && "const" in property,
    ) ?? [""];
    if (!isObject(value)) continue;
    for (const { response: property } of echoesOf(resource)) {
      const name = property.split("/").at(-1)!;
      yield {
        id: `lifecycle / ${value.const} / wrong echo of ${name}`,
        class: "lifecycle",
        deviation: madeOtherwise(resource, (made, request) =>
          get(request, append("", place, key)) === value.const ? vary(made, property) : made,
        ),
        named: { operationIds: [create, read, ...(list ? [list] : [])], texts: [name] },
      };
    }
  }
}

/** Echoes every setting that was sent with another value. */
function* otherSettings(resource: Described): Generator<Mutant> {
  const { settings, create } = resource;
  if (!settings) return;
  yield {
    id: `lifecycle / ${create} / other values of the settings`,
    class: "lifecycle",
    deviation: madeOtherwise(resource, (made) => {
      const kept = Object.entries((get(made, settings.response) ?? {}) as JsonObject);
      const others = kept.map(([name, value]) => [name, other(value, {})]);
      return put(made, settings.response, Object.fromEntries(others)) as JsonObject;
    }),
    named: { operationIds: [create], texts: [settings.response.split("/").at(-1)!] },
  };
}

function madeOtherwise(
  { name }: Described,
  change: (made: JsonObject, request: JsonObject) => JsonObject,
): Deviation {
  return { create: (made, request, of) => (of.name === name ? change(made, request) : made) };
}

/** Reading or listing answers something else than creating did. */
function* differences(resource: Described, kind: AnswerKind): Generator<Mutant> {
  const inList = tokensOf(resource.items).flatMap((token) => ["properties", token]);
  const item = get(kind.schema, append("", ...inList, "items"));
  const known = [...changing(resource), ...echoesOf(resource).map(({ response }) => response)];
  for (const [path, schema] of scalars(isObject(item) ? item : kind.schema, "")) {
    if (known.includes(path)) continue;
    yield {
      id: `lifecycle / ${kind.operationId} / other ${path.slice(1).replaceAll("/", ".")}`,
      class: "lifecycle",
      deviation: changeJson(kind, (json) =>
        eachItem(resource, json, (each) => vary(each, path, schema)),
      ),
      named: { operationIds: [kind.operationId], texts: [path.split("/").at(-1)!] },
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

function eachItem(
  { items }: Described,
  json: unknown,
  change: (item: JsonObject) => unknown,
): unknown {
  const all = get(json, items);
  if (Array.isArray(all)) return put(json, items, all.map(change));
  return isObject(json) ? change(json) : json;
}

/** The item with another value at a pointer, one that its schema allows. */
function vary(item: JsonObject, pointer: string, schema: Schema = { type: "string" }): JsonObject {
  return put(item, pointer, other(get(item, pointer), schema)) as JsonObject;
}

function other(value: unknown, schema: Schema): unknown {
  if (typeof value === "string") return `${value}-2`;
  if (typeof value === "number") return value + 1;
  if (Array.isArray(value)) return value.slice(1);
  if (isObject(value)) return { ...value, batch_size: 99 };
  return typesAt(schema).has("object") ? { batch_size: 99 } : "text";
}
