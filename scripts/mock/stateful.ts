import { createFakeModels } from "../../src/testing/fake-models.js";
import { type Served, serveFetch } from "../lib/serve.js";

/** How long a model of the stateful mock stays in each status, in milliseconds. */
const statusMs = 5_000;

/** Its one key: like a server, it refuses any other. */
const apiKey = "any-token";

/**
 * Starts a fake of the API that keeps its models; training takes some seconds.
 *
 * @throws Failure when the port cannot be used.
 */
export async function startStatefulMock(port: number): Promise<Served> {
  const fake = createFakeModels({ statusMs, apiKey });
  return serveFetch(fake.fetch, port);
}
