import { append, get } from "../derive/pointer.js";
import { isObject, type JsonObject, list } from "../derive/schema.js";
import { resource } from "../resource.js";

/** The model that a create makes; it echoes the slug, the dataset, the base model and the hyperparameters. */
export function createModel(request: JsonObject, now = new Date()): JsonObject {
  const slug = text(get(request, resource.identity.request));
  const config = isObject(request.trainingConfig) ? request.trainingConfig : {};
  return {
    id: slug,
    name: slug,
    object: "model",
    description: null,
    created: now.toISOString(),
    updated: now.toISOString(),
    openpipe: {
      baseModel: text(get(request, resource.baseModel.request)),
      hyperparameters: echo(config),
      status: "PENDING",
      datasetId: text(get(request, resource.dataset.request)),
      errorMessage: null,
    },
    contextWindow: 131_072,
    maxCompletionTokens: 8192,
    capabilities: ["chat", "tools", "json"],
    pricing: { chatIn: 0.3, chatOut: 0.45 },
    owned_by: "contract-tests",
  };
}

function echo(config: JsonObject): JsonObject | null {
  const sent = config.sft_hyperparameters ?? config.hyperparameters;
  return isObject(sent) ? sent : null;
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
