import type { CreateModelRequest, Model } from "../../generated/types.js";
import type { Wanted } from "../policies/same-request.js";
import { newModel } from "../testing/new-model.js";

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
  return newModel(request, created.getTime());
}

/** What tells whose a model is, of a request. */
export function wantedOf({ slug, datasetId, trainingConfig }: CreateModelRequest): Wanted {
  return { slug, datasetId, baseModel: trainingConfig.baseModel, settings: trainingConfig };
}
