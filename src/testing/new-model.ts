import type { CreateModelRequest, Model } from "../../generated/types.js";

/** The model that the API makes of a request, before anything has happened to it. */
export function newModel(request: CreateModelRequest, now: number): Model {
  const { slug, datasetId, trainingConfig } = request;
  const { sft_hyperparameters: settings, hyperparameters } = trainingConfig as {
    sft_hyperparameters?: Record<string, unknown>;
    hyperparameters?: Record<string, unknown>;
  };
  const created = new Date(now).toISOString();
  return {
    id: slug,
    name: slug,
    object: "model",
    description: null,
    created,
    updated: created,
    openpipe: {
      baseModel: trainingConfig.baseModel,
      hyperparameters: settings ?? hyperparameters ?? null,
      status: "PENDING",
      datasetId,
      errorMessage: null,
    },
    contextWindow: 131_072,
    maxCompletionTokens: 8_192,
    capabilities: ["chat", "tools", "json"],
    pricing: { chatIn: 0.3, chatOut: 0.45 },
    owned_by: "fake",
  };
}
