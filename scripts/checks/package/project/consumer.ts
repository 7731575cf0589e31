// Not formatted, because each @ts-expect-error holds for one line only.
// Compiled, never run: what a user writes, with every public name and what must not compile.
import type * as openpipe from "openpipe-models";
import { ApiError, type CreateModelRequest, createFetchClient, createModelsClient, createOpenPipeClient, type Model, OpenPipeError } from "openpipe-models";

const client: openpipe.FetchClient = createFetchClient({ apiKey: "k", timeoutMs: 1000 });
const middleware: openpipe.Middleware = { onRequest: ({ request, schemaPath }) => console.log(request.url, schemaPath) };
client.use(middleware);
const models: openpipe.ModelsClient = createModelsClient({ apiKey: async () => "k", maxRetries: 1, middleware: [middleware] });
const everything: openpipe.OpenPipeClient = createOpenPipeClient({ apiKey: "k" });

export async function train(request: CreateModelRequest): Promise<Model> {
  try {
    const model = await models.create(request, { timeoutMs: 1000 });
    const status: openpipe.ModelStatus = model.openpipe.status;
    const description: string | null = model.description;
    console.log(status, description);
    const { data, headers, origin } = await everything.models.withResponse.create(request);
    const { error } = await client.GET("/models/{modelSlug}", { params: { path: { modelSlug: model.id } } });
    if (error) console.log(error.code, error.issues?.[0]?.message);
    console.log(headers.get("date"), origin === "found", (await models.list()).data.length, (await models.get(model.id)).capabilities, (await models.delete("s")).deleted);
    await models.createAndWait(request, { onStatus: (status: string) => console.log(status) });
    return await models.waitUntilDeployed(data.id, { intervalMs: 1000 });
  } catch (error) {
    if (error instanceof ApiError && error.isNotFound) console.log(error.status, error.code, error.issues);
    if (error instanceof OpenPipeError) console.log(error.method, error.path, error.attempts);
    throw error;
  }
}

void train({ datasetId: "d", slug: "s", trainingConfig: { provider: "openai", baseModel: "gpt-4o-2024-08-06", sft_hyperparameters: { n_epochs: 1 } } });
// @ts-expect-error the field of another provider
void train({ datasetId: "d", slug: "s", trainingConfig: { provider: "openai", baseModel: "gpt-4o-2024-08-06", sft_hyperparameters: { num_epochs: 1 } } });
// @ts-expect-error no base model
void train({ datasetId: "d", slug: "s", trainingConfig: { provider: "gemini" } });
// @ts-expect-error no such provider
void train({ datasetId: "d", slug: "s", trainingConfig: { provider: "acme", baseModel: "b" } });
