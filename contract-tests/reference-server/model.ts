import { Failure } from "../../scripts/lib/failure.js";
import { append, get, type OpenApiDocument } from "../../scripts/lib/document/index.js";
import { operations } from "../engine/derive/operation.js";
import { isObject, type JsonObject, list } from "../engine/derive/schema.js";
import { resource } from "../resources.js";
import { documentedSuccess } from "./documented.js";

/** The model that a create makes of a request. */
export type MakeModel = (request: JsonObject) => JsonObject;

/**
 * Makes models like the document's first example of one, which echo the slug, the dataset, the base
 * model and the hyperparameters of the request.
 */
export function modelMaker(document: OpenApiDocument): MakeModel {
  const example = firstExample(document);
  const { identity, dataset, baseModel, settings } = resource;
  return (request) => {
    const model = structuredClone(example);
    for (const { request: sent, response } of [identity, dataset, baseModel]) {
      put(model, response, text(get(request, sent)));
    }
    const given = settings.request.map((pointer) => get(request, pointer)).find(isObject);
    put(model, settings.response, given ?? null);
    return model;
  };
}

function firstExample(document: OpenApiDocument): JsonObject {
  const operation = operations(document).find(({ id }) => id === resource.create);
  const shown = operation && documentedSuccess(document, operation);
  if (!shown?.body) throw new Failure(`${resource.create} shows no model that it answers`);
  return JSON.parse(shown.body) as JsonObject;
}

/** Sets the value at a pointer whose parent is there. */
function put(model: JsonObject, pointer: string, value: unknown): void {
  const cut = pointer.lastIndexOf("/");
  const parent = get(model, pointer.slice(0, cut));
  if (isObject(parent)) parent[pointer.slice(cut + 1)] = value;
}

/** A server that was made to accept what it should refuse still has to answer something. */
function text(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value ?? "none");
}

/** The names of base models that the document lists: slugs that no model can have. */
export function baseModelNames(document: unknown): Set<string> {
  const names = new Set<string>();
  const property = resource.baseModel.request.split("/").at(-1)!;
  const collect = (node: unknown) => {
    if (typeof node !== "object" || node === null) return;
    if (isObject(node)) for (const value of list(node.enum)) names.add(String(value));
    Object.values(node).forEach(collect);
  };
  const visit = (node: unknown) => {
    if (typeof node !== "object" || node === null) return;
    collect(get(node, append("#", "properties", property)));
    Object.values(node).forEach(visit);
  };
  visit(document);
  return names;
}
