import { Failure } from "../../scripts/lib/failure.js";
import { append, get } from "../../scripts/lib/document/index.js";
import { operationOf } from "../engine/derive/operation.js";
import { isObject, type JsonObject, list } from "../engine/derive/schema.js";
import { put } from "../engine/run/json.js";
import { type Described, echoesOf } from "../resources.js";
import { documentedSuccess } from "./documented.js";

/** What a create makes of a request. */
export type Make = (request: JsonObject) => JsonObject;

/** Makes what the document's first example shows, which echoes of the request what `resources.ts` says. */
export function maker(resource: Described): Make {
  const { settings } = resource;
  const example = firstExample(resource);
  return (request) => {
    let made: unknown = example;
    for (const { request: sent, response } of echoesOf(resource)) {
      made = put(made, response, text(get(request, sent)));
    }
    if (!settings) return made as JsonObject;
    const given = settings.request.map((pointer) => get(request, pointer)).find(isObject);
    return put(made, settings.response, given ?? null) as JsonObject;
  };
}

function firstExample({ document, create, name }: Described): unknown {
  const shown = documentedSuccess(document, operationOf(document, create));
  if (!shown?.body) throw new Failure(`${create} shows no ${name} that it answers`);
  return JSON.parse(shown.body);
}

/** A server that was made to accept what it should refuse still has to answer something. */
function text(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value ?? "none");
}

/** The names of base models that the document lists: slugs that nothing can have. */
export function reservedNames({ document, baseModel }: Described): Set<string> {
  const names = new Set<string>();
  if (!baseModel) return names;
  const property = baseModel.request.split("/").at(-1)!;
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
