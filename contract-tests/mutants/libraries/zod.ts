import { z } from "zod";

const number = z.number();
const flag = z.boolean();
const variant = z.enum(["DPO", "APO Zero"]);
const batchSize = z.union([z.literal("auto"), number]);
const switches = { enable_sft: flag, enable_preference_tuning: flag };

/** A closed object of optional properties. */
const settings = <Shape extends z.ZodRawShape>(shape: Shape) => z.strictObject(shape).partial();

const openpipeSft = settings({
  batch_size: batchSize,
  learning_rate_multiplier: number,
  num_epochs: number,
});
const openaiSft = settings({
  batch_size: number,
  learning_rate_multiplier: number,
  n_epochs: number,
});
const gemini = settings({
  epochs: number,
  batch_size: number,
  learning_rate: number,
  learning_rate_multiplier: number,
});

const openpipe = settings({
  ...switches,
  sft_hyperparameters: openpipeSft,
  preference_hyperparameters: settings({
    variant,
    learning_rate_multiplier: number,
    num_epochs: number,
    training_beta: number,
    adapter_weight: number,
  }),
  hyperparameters: openpipeSft
    .extend({
      is_sft_enabled: flag,
      is_preference_tuning_enabled: flag,
      preference_tuning_variant: variant,
      preference_tuning_learning_rate_multiplier: number,
      preference_tuning_num_epochs: number,
      preference_tuning_training_beta: number,
      preference_tuning_adapter_weight: number,
    })
    .partial(),
}).extend({ provider: z.literal("openpipe"), baseModel: z.string() });

const reward = settings({ hyperparameters: openpipeSft }).extend({
  provider: z.literal("openpipeReward"),
  baseModel: z.string(),
});

const openai = settings({
  ...switches,
  sft_hyperparameters: openaiSft,
  preference_hyperparameters: openaiSft.extend({ beta: number }).partial(),
  hyperparameters: openaiSft
    .extend({
      is_sft_enabled: flag,
      is_preference_tuning_enabled: flag,
      preference_tuning_beta: number,
      preference_tuning_batch_size: number,
      preference_tuning_learning_rate_multiplier: number,
      preference_tuning_n_epochs: number,
    })
    .partial(),
}).extend({
  provider: z.literal("openai"),
  baseModel: z.enum([
    "gpt-4.1-2025-04-14",
    "gpt-4.1-mini-2025-04-14",
    "gpt-4o-mini-2024-07-18",
    "gpt-4o-2024-08-06",
    "gpt-3.5-turbo-0125",
  ]),
});

const google = settings({ sft_hyperparameters: gemini, hyperparameters: gemini }).extend({
  provider: z.literal("gemini"),
  baseModel: z.enum(["models/gemini-1.0-pro-001", "models/gemini-1.5-flash-001-tuning"]),
});

const config = z
  .discriminatedUnion("provider", [openpipe, reward, openai, google])
  .refine(
    (given) =>
      !("preference_hyperparameters" in given) ||
      Object.keys(given.preference_hyperparameters ?? {}).length === 0 ||
      given.enable_preference_tuning === true,
    "preference_hyperparameters need enable_preference_tuning: true",
  );

/** The request of a create, written in zod from the document. */
export const createModelRequest = z.strictObject({
  datasetId: z.string(),
  slug: z.string(),
  trainingConfig: config,
  pruningRuleIds: z.array(z.string()).optional(),
  defaultTemperature: number.optional(),
});
