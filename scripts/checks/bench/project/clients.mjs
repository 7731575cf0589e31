// The same two calls with every client; each resolves the body, or throws.
export const loaders = {
  fetch: (url) => byHand(url, read),
  limited: (url) =>
    byHand(url, async (input, init) => {
      const controller = new AbortController();
      const timer = setTimeout(() => controller.abort(), 60_000);
      try {
        return await read(input, { ...init, signal: controller.signal });
      } finally {
        clearTimeout(timer);
      }
    }),
  async "openapi-fetch"(url) {
    const { default: createClient } = await import("openapi-fetch");
    const client = createClient({ baseUrl: url, headers: { authorization: "Bearer k" } });
    const read = ({ data, response }) => {
      if (!data) throw new Error(`status ${response.status}`);
      return data;
    };
    return {
      create: async (body) => read(await client.POST("/models", { body })),
      get: async (modelSlug) =>
        read(await client.GET("/models/{modelSlug}", { params: { path: { modelSlug } } })),
    };
  },
  async openpipe(url) {
    const { default: OpenPipe } = await import("openpipe/client");
    const client = new OpenPipe({ apiKey: "k", baseUrl: url });
    return { create: (body) => client.createModel(body), get: (slug) => client.getModel(slug) };
  },
  async openai(url) {
    const { default: OpenAI } = await import("openai");
    const client = new OpenAI({ apiKey: "k", baseURL: url });
    return {
      create: (body) => client.post("/models", { body }),
      get: (slug) => client.models.retrieve(slug),
    };
  },
  async ours(url) {
    const { createModelsClient } = await import("openpipe-models");
    return createModelsClient({ apiKey: "k", baseUrl: url });
  },
};

function byHand(url, send) {
  const headers = { authorization: "Bearer k", accept: "application/json" };
  return {
    create: (body) =>
      send(`${url}/models`, {
        method: "POST",
        headers: { ...headers, "content-type": "application/json" },
        body: JSON.stringify(body),
      }),
    get: (slug) => send(`${url}/models/${slug}`, { headers }),
  };
}

async function read(url, init) {
  const response = await fetch(url, init);
  if (!response.ok) throw new Error(`status ${response.status}`);
  return response.json();
}

/** A request with every kind of value, so that validating it is real work. */
export function request(slug) {
  return {
    datasetId: "3f9c1f86-7d0a-4d0b-9a55-6f0c6d8f2b11",
    slug,
    pruningRuleIds: ["0a5d3a4c-40f5-4b1c-8d52-3f2a6d0f4a77"],
    defaultTemperature: 0.2,
    trainingConfig: {
      provider: "openpipe",
      baseModel: "meta-llama/Meta-Llama-3.1-8B-Instruct",
      enable_sft: true,
      sft_hyperparameters: { batch_size: "auto", learning_rate_multiplier: 1, num_epochs: 3 },
      enable_preference_tuning: true,
      preference_hyperparameters: { variant: "DPO", num_epochs: 1, training_beta: 0.1 },
    },
  };
}
