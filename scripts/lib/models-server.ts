import { createFakeModels } from "../../src/testing/fake-models.js";
import { type Served, serveFetch } from "./serve.js";

/** The published fake as a server, whose models are trained in no time. */
export interface ModelsServer extends Served {
  /** How many requests it answered, by method. */
  counts: Record<string, number>;
}

/** Starts the server on 127.0.0.1. */
export async function startModelsServer(): Promise<ModelsServer> {
  const fake = createFakeModels({ statuses: ["DEPLOYED"] });
  const counts: Record<string, number> = {};
  const served = await serveFetch((request) => {
    counts[request.method] = (counts[request.method] ?? 0) + 1;
    return fake.fetch(request);
  });
  return { ...served, counts };
}
