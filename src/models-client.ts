import { operations } from "../generated/client.js";
import type { CreateModelRequest, DeletedModel, Model, ModelList } from "../generated/types.js";
import type { validators as generatedValidators } from "../generated/validators.js";
import { createOnce, type Wanted } from "./create/create-once.js";
import { ApiError } from "./errors/api-error.js";
import { InvalidRequestError } from "./errors/invalid-request-error.js";
import { InvalidResponseError } from "./errors/invalid-response-error.js";
import { OpenPipeError } from "./errors/openpipe-error.js";
import { resolveConfig } from "./options/config.js";
import type { ModelsClientOptions, RequestOptions, WaitOptions } from "./options/options.js";
import { isTransient, pause, retry, type Started, startCall } from "./retry/call.js";
import { fillPath } from "./transport/fill-path.js";
import { type Reply, sendOnce } from "./transport/send.js";
import { waitTimes, waitUntilDeployed } from "./wait/wait-until-deployed.js";

/** The operations of the models resource, each resolving a `Reply`. */
interface Methods {
  create(input: CreateModelRequest, options?: RequestOptions): Promise<Reply<Model>>;
  list(options?: RequestOptions): Promise<Reply<ModelList>>;
  get(slug: string, options?: RequestOptions): Promise<Reply<Model>>;
  delete(slug: string, options?: RequestOptions): Promise<Reply<DeletedModel>>;
}

/** Creates and manages fine-tuned models. */
export interface ModelsClient {
  /**
   * Starts a training job, exactly once, which costs money and takes hours. An attempt that ends in
   * doubt is settled by looking for the model before anything is sent again.
   *
   * @throws InvalidRequestError before anything is sent; ApiError and ConnectionError when no job
   * was started; OutcomeUnknownError when that cannot be told. An abort rejects with the signal's
   * reason and leaves the outcome open: look with `get`.
   */
  create(input: CreateModelRequest, options?: RequestOptions): Promise<Model>;
  /** Lists all models of the key's project. */
  list(options?: RequestOptions): Promise<ModelList>;
  /** Reads a model; `ApiError` with `isNotFound` when there is none. */
  get(slug: string, options?: RequestOptions): Promise<Model>;
  /** Deletes a model. Cannot be undone, and what its training cost is not refunded. */
  delete(slug: string, options?: RequestOptions): Promise<DeletedModel>;
  /**
   * Looks at a model every `intervalMs` until it is deployed.
   *
   * @throws TrainingFailedError with the server's reason; WaitTimeoutError at the deadline.
   */
  waitUntilDeployed(slug: string, options?: WaitOptions): Promise<Model>;
  /** `create`, then `waitUntilDeployed`. The deadline counts from the end of the create. */
  createAndWait(input: CreateModelRequest, options?: WaitOptions): Promise<Model>;
  /** The same operations, resolving `{ data, status, headers, attempts }`. */
  withResponse: Methods;
}

/** Makes a client that checks requests and responses with the validators that it is given, if any. */
export function buildModelsClient(
  options?: ModelsClientOptions,
  validators?: typeof generatedValidators,
): ModelsClient {
  const config = resolveConfig(options);

  function start<T>(
    name: keyof typeof operations,
    slug?: string,
    options?: RequestOptions,
    json?: string,
  ): Started<Reply<T>> {
    const params: Record<string, string> = slug === undefined ? {} : { modelSlug: slug };
    const call = startCall(config, operations[name], params, options);
    const validate = validators?.[name].response;
    return { call, send: (attempt) => sendOnce<T>(config, call, attempt, validate, json) };
  }

  const withResponse: Methods = {
    async create(input, options) {
      const check = config.validateRequests ? validators?.createModel.request : undefined;
      const issues = check?.(input);
      if (issues?.length) throw new InvalidRequestError(issues, operations.createModel);
      const wanted = serialize(input);
      const { call, send } = start<Model>("createModel", undefined, options, wanted.json);
      return createOnce(wanted, {
        post: send,
        look: (patient) =>
          retry(
            config,
            () => {
              const own = patient ? options : { ...options, maxRetries: 0 };
              const look = start<Model>("getModel", wanted.slug, own);
              // Also when the call's time is over: what was sent must be settled.
              const enough = performance.now() + look.call.timeoutMs;
              look.call.deadline = Math.max(call.deadline, enough);
              return look;
            },
            (error) =>
              isTransient(error) ||
              error instanceof InvalidResponseError ||
              // Not the API's own answer, so it says nothing about the model.
              (error instanceof ApiError && error.code === undefined),
          ),
        pause: (attempt, error, resend) => pause(config, call, attempt, error, resend),
        maxRetries: call.maxRetries,
        signal: call.signal,
        loopback: config.loopback,
        replays: config.replays,
      });
    },

    list: (options) => retry(config, () => start<ModelList>("listModels", undefined, options)),

    get: (slug, options) => retry(config, () => start<Model>("getModel", slug, options)),

    delete(slug, options) {
      let maybeDone = false;
      const settle = (error: unknown, attempts: number): Reply<DeletedModel> => {
        if (maybeDone && error instanceof ApiError && error.isNotFound) {
          const data: DeletedModel = { id: slug, object: "model", deleted: true };
          return { data, status: error.status, headers: error.headers, attempts };
        }
        // 429 says that it was not processed; anything else that reached the server may have been.
        maybeDone ||=
          error instanceof OpenPipeError &&
          error.mayHaveReachedServer &&
          !(error instanceof ApiError && error.isRateLimit);
        throw error;
      };
      return retry(config, () => {
        const { call, send } = start<DeletedModel>("deleteModel", slug, options);
        return { call, send: (attempt) => send(attempt).catch((error) => settle(error, attempt)) };
      });
    },
  };

  const models: ModelsClient = {
    create: (input, options) => withResponse.create(input, options).then(dataOf),
    list: (options) => withResponse.list(options).then(dataOf),
    get: (slug, options) => withResponse.get(slug, options).then(dataOf),
    delete: (slug, options) => withResponse.delete(slug, options).then(dataOf),
    waitUntilDeployed: (slug, options) => wait(slug, options),
    async createAndWait(input, options) {
      // Before the job is started, not after.
      waitTimes(options);
      const slug = input?.slug;
      const model = await models.create(input, { signal: options?.signal });
      return wait(slug, options, model);
    },
    withResponse,
  };
  return models;

  async function wait(slug: string, options?: WaitOptions, first?: Model): Promise<Model> {
    const { call } = start("getModel", slug);
    return waitUntilDeployed(
      (look) =>
        models.get(slug, { ...look, timeoutMs: Math.min(look.timeoutMs, config.timeoutMs) }),
      call,
      slug,
      options,
      first,
    );
  }
}

/**
 * The input as JSON, as it is now: a caller who goes on changing the object must not change what is
 * sent again. Without the three fields a create in doubt could not be settled, so they are asked
 * for even when nothing else is.
 */
function serialize(input: CreateModelRequest): Wanted & { json: string } {
  try {
    const json = JSON.stringify(input);
    const { slug, datasetId, trainingConfig } = input;
    const { baseModel } = trainingConfig;
    fillPath("/{slug}", { slug }, "POST");
    // A `toJSON` may have sent something else.
    const isSent = (id: unknown) => typeof id === "string" && json.includes(JSON.stringify(id));
    if ([slug, datasetId, baseModel].every(isSent)) return { json, slug, datasetId, baseModel };
  } catch (cause) {
    if (cause instanceof InvalidRequestError) throw cause;
  }
  const message = "must be plain JSON with datasetId, slug and trainingConfig.baseModel";
  throw new InvalidRequestError([{ pointer: "", message }], operations.createModel);
}

function dataOf<T>({ data }: Reply<T>): T {
  return data;
}
