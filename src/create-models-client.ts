import { models, type ModelsResource } from "../generated/client.js";
import { getModel } from "../generated/operations.js";
import type { CreateModelRequest, Model } from "../generated/types.js";
import { checkOptions, waitOptions } from "./options/check.js";
import type { ModelsClientOptions, RequestOptions, WaitOptions } from "./options/options.js";
import type { Pipeline } from "./pipeline/attempt.js";
import { startCall } from "./pipeline/call.js";
import { createPipeline, runner } from "./pipeline/pipeline.js";
import { createResource, type Resource, type Run } from "./pipeline/resource.js";
import { createModelOnce } from "./policies/create-model-once.js";
import { waitUntilDeployed } from "./policies/wait-until-deployed.js";

/** Creates and manages fine-tuned models. */
export interface ModelsClient extends Resource<ModelsResource<RequestOptions>> {
  /**
   * Starts a training job, at most once, which costs money and takes hours. An attempt that ends in
   * doubt is settled by looking for the model before anything is sent again.
   *
   * @throws InvalidRequestError before anything is sent; ApiError and ConnectionError when no job
   * was started; OutcomeUnknownError when that cannot be told. An abort rejects with the signal's
   * reason and leaves the outcome open: look with `get`.
   */
  create(body: CreateModelRequest, options?: RequestOptions): Promise<Model>;
  /**
   * Looks at a model every `intervalMs` until it is deployed.
   *
   * @throws TrainingFailedError with the server's reason; WaitTimeoutError at the deadline.
   */
  waitUntilDeployed(slug: string, options?: WaitOptions): Promise<Model>;
  /**
   * `create`, then `waitUntilDeployed`, with the options of both. The deadline counts from the end of
   * the create.
   */
  createAndWait(body: CreateModelRequest, options?: RequestOptions & WaitOptions): Promise<Model>;
}

/**
 * Makes a client of the models resource, which checks every request before it is sent and every
 * answer before it is returned.
 *
 * @throws ConfigurationError when there is no API key or an option cannot be used.
 */
export function createModelsClient(options?: ModelsClientOptions): ModelsClient {
  return modelsClient(createPipeline(options, Object.values(models)));
}

/** The models resource on a pipeline: its rows, and what only models need. */
export function modelsClient(pipeline: Pipeline): ModelsClient {
  const call = runner(pipeline);
  const run: Run = (operation, input) =>
    operation.id === models.create.id ? createModelOnce(pipeline, input) : call(operation, input);
  const resource = createResource<ModelsResource<RequestOptions>>(models, run);

  async function wait(slug: string, options?: WaitOptions, first?: Model): Promise<Model> {
    checkOptions(waitOptions, options, getModel);
    const { path } = startCall(pipeline.config, getModel, { path: { modelSlug: slug } });
    const { timeoutMs } = pipeline.config;
    return waitUntilDeployed(
      (look) => resource.get(slug, look),
      { method: getModel.method, path },
      slug,
      { ...options, timeoutMs: options?.timeoutMs ?? timeoutMs },
      first,
    );
  }

  return {
    ...resource,
    waitUntilDeployed: (slug, options) => wait(slug, options),
    async createAndWait(body, options) {
      // Before the job is started, not after.
      checkOptions(waitOptions, options, models.create);
      const { signal, timeoutMs, maxRetries, headers } = options ?? {};
      const model = await resource.create(body, { signal, timeoutMs, maxRetries, headers });
      return wait(model.id, options, model);
    },
  };
}
