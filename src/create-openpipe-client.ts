import { models, type Resources, resources } from "../generated/client.js";
import { type ModelsClient, modelsClient } from "./create-models-client.js";
import type { ModelsClientOptions, RequestOptions } from "./options/options.js";
import { createPipeline, runner } from "./pipeline/pipeline.js";
import { createResource, type Resource, type Rows } from "./pipeline/resource.js";

/** Every resource of the API, each as a property. */
export type OpenPipeClient = {
  [Name in keyof Resources<RequestOptions>]: Name extends "models"
    ? ModelsClient
    : Resource<Resources<RequestOptions>[Name]>;
};

/**
 * Makes a client of every resource that the document has. `createModelsClient` makes one of the
 * models alone, which leaves the others out of a bundle.
 *
 * @throws ConfigurationError when an option cannot be used, or when there is no API key and no
 * operation does without one.
 */
export function createOpenPipeClient(options?: ModelsClientOptions): OpenPipeClient {
  const all: Record<string, Rows> = resources;
  const pipeline = createPipeline(options, Object.values(all).flatMap(Object.values));
  const clients = Object.entries(all).map(([name, rows]) => [
    name,
    rows === models ? modelsClient(pipeline) : createResource(rows, runner(pipeline)),
  ]);
  return Object.fromEntries(clients) as OpenPipeClient;
}
