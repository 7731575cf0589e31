// Generated from openapi/openapi.yaml by `npm run generate`. Do not edit by hand.

// The schemas of the document, without annotations: strict for what is `sent`, tolerant for what is
// `received` (unknown properties and enum values pass). src/validation/ checks values against them.

export const sentBatchSize = {
  anyOf: [{
    type: "string",
    const: "auto",
  }, "number"],
};

export const sentOpenPipeSftHyperparameters = {
  type: "object",
  additionalProperties: false,
  properties: {
    "batch_size": sentBatchSize,
    "learning_rate_multiplier": "number",
    "num_epochs": "number",
  },
};

export const sentPreferenceTuningVariant = {
  type: "string",
  enum: ["DPO","APO Zero"],
};

export const sentOpenPipePreferenceHyperparameters = {
  type: "object",
  additionalProperties: false,
  properties: {
    "variant": sentPreferenceTuningVariant,
    "learning_rate_multiplier": "number",
    "num_epochs": "number",
    "training_beta": "number",
    "adapter_weight": "number",
  },
};

export const sentOpenPipeLegacyHyperparameters = {
  type: "object",
  additionalProperties: false,
  properties: {
    "is_sft_enabled": "boolean",
    "batch_size": sentBatchSize,
    "learning_rate_multiplier": "number",
    "num_epochs": "number",
    "is_preference_tuning_enabled": "boolean",
    "preference_tuning_variant": sentPreferenceTuningVariant,
    "preference_tuning_learning_rate_multiplier": "number",
    "preference_tuning_num_epochs": "number",
    "preference_tuning_training_beta": "number",
    "preference_tuning_adapter_weight": "number",
  },
};

export const sentOpenPipeTrainingConfig = {
  type: "object",
  additionalProperties: false,
  required: ["provider","baseModel"],
  properties: {
    "provider": {
      type: "string",
      const: "openpipe",
    },
    "baseModel": "string",
    "enable_sft": "boolean",
    "enable_preference_tuning": "boolean",
    "sft_hyperparameters": sentOpenPipeSftHyperparameters,
    "preference_hyperparameters": sentOpenPipePreferenceHyperparameters,
    "hyperparameters": sentOpenPipeLegacyHyperparameters,
  },
  if: {
    required: ["preference_hyperparameters"],
    properties: {
      "preference_hyperparameters": {
        minProperties: 1,
      },
    },
  },
  then: {
    required: ["enable_preference_tuning"],
    properties: {
      "enable_preference_tuning": {
        const: true,
      },
    },
  },
};

export const sentOpenPipeRewardTrainingConfig = {
  type: "object",
  additionalProperties: false,
  required: ["provider","baseModel"],
  properties: {
    "provider": {
      type: "string",
      const: "openpipeReward",
    },
    "baseModel": "string",
    "hyperparameters": sentOpenPipeSftHyperparameters,
  },
};

export const sentOpenAISftHyperparameters = {
  type: "object",
  additionalProperties: false,
  properties: {
    "batch_size": "number",
    "learning_rate_multiplier": "number",
    "n_epochs": "number",
  },
};

export const sentOpenAIPreferenceHyperparameters = {
  type: "object",
  additionalProperties: false,
  properties: {
    "beta": "number",
    "batch_size": "number",
    "learning_rate_multiplier": "number",
    "n_epochs": "number",
  },
};

export const sentOpenAILegacyHyperparameters = {
  type: "object",
  additionalProperties: false,
  properties: {
    "is_sft_enabled": "boolean",
    "batch_size": "number",
    "learning_rate_multiplier": "number",
    "n_epochs": "number",
    "is_preference_tuning_enabled": "boolean",
    "preference_tuning_beta": "number",
    "preference_tuning_batch_size": "number",
    "preference_tuning_learning_rate_multiplier": "number",
    "preference_tuning_n_epochs": "number",
  },
};

export const sentOpenAITrainingConfig = {
  type: "object",
  additionalProperties: false,
  required: ["provider","baseModel"],
  properties: {
    "provider": {
      type: "string",
      const: "openai",
    },
    "baseModel": {
      type: "string",
      enum: ["gpt-4.1-2025-04-14","gpt-4.1-mini-2025-04-14","gpt-4o-mini-2024-07-18","gpt-4o-2024-08-06","gpt-3.5-turbo-0125"],
    },
    "enable_sft": "boolean",
    "enable_preference_tuning": "boolean",
    "sft_hyperparameters": sentOpenAISftHyperparameters,
    "preference_hyperparameters": sentOpenAIPreferenceHyperparameters,
    "hyperparameters": sentOpenAILegacyHyperparameters,
  },
  if: {
    required: ["preference_hyperparameters"],
    properties: {
      "preference_hyperparameters": {
        minProperties: 1,
      },
    },
  },
  then: {
    required: ["enable_preference_tuning"],
    properties: {
      "enable_preference_tuning": {
        const: true,
      },
    },
  },
};

export const sentGeminiHyperparameters = {
  type: "object",
  additionalProperties: false,
  properties: {
    "epochs": "number",
    "batch_size": "number",
    "learning_rate": "number",
    "learning_rate_multiplier": "number",
  },
};

export const sentGeminiTrainingConfig = {
  type: "object",
  additionalProperties: false,
  required: ["provider","baseModel"],
  properties: {
    "provider": {
      type: "string",
      const: "gemini",
    },
    "baseModel": {
      type: "string",
      enum: ["models/gemini-1.0-pro-001","models/gemini-1.5-flash-001-tuning"],
    },
    "sft_hyperparameters": sentGeminiHyperparameters,
    "hyperparameters": sentGeminiHyperparameters,
  },
};

export const sentTrainingConfig = {
  type: "object",
  variants: { by: "provider", of: {
    "openpipe": sentOpenPipeTrainingConfig,
    "openpipeReward": sentOpenPipeRewardTrainingConfig,
    "openai": sentOpenAITrainingConfig,
    "gemini": sentGeminiTrainingConfig,
  }, open: false },
};

export const sentCreateModelRequest = {
  type: "object",
  additionalProperties: false,
  required: ["datasetId","slug","trainingConfig"],
  properties: {
    "datasetId": "string",
    "slug": "string",
    "trainingConfig": sentTrainingConfig,
    "pruningRuleIds": {
      type: "array",
      items: "string",
    },
    "defaultTemperature": "number",
  },
};

export const receivedModelStatus = "string";

export const receivedModelTraining = {
  type: "object",
  required: ["baseModel","hyperparameters","status","datasetId","errorMessage"],
  properties: {
    "baseModel": "string",
    "hyperparameters": {
      type: ["object","null"],
    },
    "status": receivedModelStatus,
    "datasetId": "string",
    "errorMessage": {
      type: ["string","null"],
    },
  },
};

export const receivedModelCapability = "string";

export const receivedModelPricing = {
  type: "object",
  required: ["chatIn","chatOut"],
  properties: {
    "chatIn": "number",
    "chatOut": "number",
  },
};

export const receivedModel = {
  type: "object",
  required: ["id","name","object","description","created","updated","openpipe","contextWindow","maxCompletionTokens","capabilities","pricing","owned_by"],
  properties: {
    "id": "string",
    "name": "string",
    "object": {
      type: "string",
      const: "model",
    },
    "description": {
      type: ["string","null"],
    },
    "created": "string",
    "updated": "string",
    "openpipe": receivedModelTraining,
    "contextWindow": "number",
    "maxCompletionTokens": "number",
    "capabilities": {
      type: "array",
      items: receivedModelCapability,
    },
    "pricing": receivedModelPricing,
    "owned_by": "string",
  },
};

export const receivedModelList = {
  type: "object",
  required: ["object","data"],
  properties: {
    "object": {
      type: "string",
      const: "list",
    },
    "data": {
      type: "array",
      items: receivedModel,
    },
  },
};

export const receivedDeletedModel = {
  type: "object",
  required: ["id","object","deleted"],
  properties: {
    "id": "string",
    "object": {
      type: "string",
      const: "model",
    },
    "deleted": "boolean",
  },
};
