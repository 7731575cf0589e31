import type { CreateModelRequest, Model } from "../../generated/types.js";

/** A request that the API accepts. */
export function createRequest(slug: string, datasetId = "dataset-1"): CreateModelRequest {
  return {
    slug,
    datasetId,
    trainingConfig: { provider: "openai", baseModel: "gpt-4o-mini-2024-07-18" },
  };
}

/** The model that the API makes of a request. */
export function modelOf(request: CreateModelRequest, created = new Date()): Model {
  return {
    id: request.slug,
    name: request.slug,
    object: "model",
    description: null,
    created: created.toISOString(),
    updated: created.toISOString(),
    openpipe: {
      baseModel: request.trainingConfig.baseModel,
      hyperparameters: null,
      status: "PENDING",
      datasetId: request.datasetId,
      errorMessage: null,
    },
    contextWindow: 128_000,
    maxCompletionTokens: 16_384,
    capabilities: ["chat", "tools", "json"],
    pricing: { chatIn: 0.3, chatOut: 1.2 },
    owned_by: "acme",
  };
}
