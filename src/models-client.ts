import {
  createFetchClient,
  createModel,
  defaultBaseUrl,
  deleteModel,
  type FetchClient,
  getModel,
  listModels,
} from "../generated/client.js";
import type {
  CreateModelRequest,
  DeletedModel,
  ErrorResponse,
  Model,
  ModelList,
} from "../generated/types.js";
import { ApiError } from "./errors.js";

export interface ModelsClientOptions {
  apiKey?: string;
  baseUrl?: string;
}

export interface RequestOptions {
  headers?: Record<string, string>;
  signal?: AbortSignal;
}

export interface ModelsClient {
  create(input: CreateModelRequest, options?: RequestOptions): Promise<Model>;
  list(options?: RequestOptions): Promise<ModelList>;
  get(slug: string, options?: RequestOptions): Promise<Model>;
  delete(slug: string, options?: RequestOptions): Promise<DeletedModel>;
  client: FetchClient;
}

// A first version: it is typed and it works. It is not safe yet with a create that ends in doubt.
export function createModelsClient({ apiKey, baseUrl }: ModelsClientOptions): ModelsClient {
  const client = createFetchClient({
    baseUrl: baseUrl ?? defaultBaseUrl,
    headers: { Authorization: `Bearer ${apiKey}`, Accept: "application/json" },
  });
  return {
    create: async (body, options) => unwrap(await createModel(client, { body, ...options })),
    list: async (options) => unwrap(await listModels(client, options)),
    get: async (modelSlug, options) =>
      unwrap(await getModel(client, { params: { path: { modelSlug } }, ...options })),
    delete: async (modelSlug, options) =>
      unwrap(await deleteModel(client, { params: { path: { modelSlug } }, ...options })),
    client,
  };
}

function unwrap<T>(result: { data?: T; error?: ErrorResponse; response: Response }): T {
  const { data, error, response } = result;
  if (response.ok && data !== undefined) return data;
  throw new ApiError(
    error?.message ?? `The API answered ${response.status}.`,
    response.status,
    error?.code,
    error?.issues,
    response.headers,
    JSON.stringify(error ?? ""),
  );
}
