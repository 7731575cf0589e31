import { describe, expectTypeOf, it } from "vitest";
import type {
  CreateModelRequest,
  FetchClient,
  Model,
  ModelsClient,
  TrainingConfig,
} from "./index.js";

declare const models: ModelsClient;
declare const client: FetchClient;
const base = { datasetId: "d", slug: "s" };

describe("requests", () => {
  it("accept what the provider has", () => {
    expectTypeOf({
      ...base,
      trainingConfig: {
        provider: "openai" as const,
        baseModel: "gpt-4o-2024-08-06" as const,
        sft_hyperparameters: { n_epochs: 3 },
      },
    }).toExtend<CreateModelRequest>();
  });

  it("refuse a field of another provider", () => {
    const config: TrainingConfig = {
      provider: "openai",
      baseModel: "gpt-4o-2024-08-06",
      // @ts-expect-error: epochs are `n_epochs` at OpenAI.
      sft_hyperparameters: { num_epochs: 3 },
    };
    const gemini: TrainingConfig = {
      provider: "gemini",
      baseModel: "models/gemini-1.0-pro-001",
      // @ts-expect-error: Gemini has no such switch.
      enable_sft: true,
    };
    void [config, gemini];
  });

  it("refuse a missing baseModel, an unknown one, and a wrong variant", () => {
    // @ts-expect-error: baseModel is missing.
    models.create({ ...base, trainingConfig: { provider: "openpipe" } });
    // @ts-expect-error: not a base model at OpenAI.
    models.create({ ...base, trainingConfig: { provider: "openai", baseModel: "gpt-2" } });
    // @ts-expect-error: no such provider.
    models.create({ ...base, trainingConfig: { provider: "acme", baseModel: "x" } });
    const config: TrainingConfig = {
      provider: "openpipe",
      baseModel: "x",
      // @ts-expect-error: not a variant.
      preference_hyperparameters: { variant: "PPO" },
    };
    void config;
  });
});

describe("answers", () => {
  it("are narrow", () => {
    expectTypeOf(models.create).returns.resolves.toEqualTypeOf<Model>();
    expectTypeOf<Model["object"]>().toEqualTypeOf<"model">();
    expectTypeOf<Model["description"]>().toEqualTypeOf<string | null>();
    expectTypeOf<Model["openpipe"]["status"]>().extract<"DEPLOYED">().toEqualTypeOf<"DEPLOYED">();
    expectTypeOf<Model["openpipe"]["status"]>().not.toEqualTypeOf<string>();
    expectTypeOf<Model["capabilities"][number]>().toEqualTypeOf<"chat" | "tools" | "json">();
    expectTypeOf(models.withResponse.list).returns.resolves.toHaveProperty("headers");
  });

  it("of the openapi-fetch client are those of the operation", async () => {
    const { data } = await client.GET("/models");
    expectTypeOf(data).exclude<undefined>().toHaveProperty("data").toEqualTypeOf<Model[]>();
    // @ts-expect-error: no such path.
    client.GET("/nothing");
  });
});
