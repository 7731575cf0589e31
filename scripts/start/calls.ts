import { createModelsClient, type Model, OpenPipeError } from "../../src/index.js";
import { Failure } from "../lib/failure.js";
import { printAnswer, printCall, printTitle } from "./print.js";
import type { ShownRequest } from "./requests.js";

/** Sends each request through the client and shows call and answer. */
export async function createEach(baseUrl: string, requests: ShownRequest[]): Promise<Model[]> {
  const models = createModelsClient({ apiKey: "any-token", baseUrl });
  const created: Model[] = [];
  for (const { title, body, example } of requests) {
    printTitle(`Create a model (POST /models): ${title}`);
    printCall("create", body);
    // Only the mock reads this header: it names the example to answer with.
    const headers = example === undefined ? undefined : { Prefer: `example=${example}` };
    try {
      created.push(await models.create(body, { headers }));
    } catch (error) {
      // The message names every issue with the place that it is about.
      if (error instanceof OpenPipeError) throw new Failure(`${error.name}: ${error.message}`);
      throw error;
    }
    printAnswer("Model", created.at(-1));
  }
  return created;
}

/** The other three operations, on a model that was created before. */
export async function listGetDelete(baseUrl: string, slug: string): Promise<void> {
  const models = createModelsClient({ apiKey: "any-token", baseUrl });
  printTitle("Get it (GET /models/{modelSlug})");
  printCall("get", slug);
  printAnswer("Model", await models.get(slug));
  printTitle("List all models (GET /models)");
  printCall("list");
  printAnswer("ModelList", await models.list());
  printTitle("Delete it (DELETE /models/{modelSlug})");
  printCall("delete", slug);
  printAnswer("DeletedModel", await models.delete(slug));
}
