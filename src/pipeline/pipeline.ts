import createClient from "openapi-fetch";
import { resolveConfig } from "../options/config.js";
import type { ModelsClientOptions } from "../options/options.js";
import type { Pipeline } from "./attempt.js";
import { startCall } from "./call.js";
import type { Operation } from "./operation.js";
import { repeat } from "./repeat.js";
import type { Run } from "./resource.js";

/**
 * Makes the way that every request goes, from an operation and its arguments to a typed answer.
 *
 * @param operations Those that will be called, because of which a key may be needed at once.
 * @throws ConfigurationError when an option cannot be used.
 */
export function createPipeline(
  options: ModelsClientOptions | undefined,
  operations: Operation[],
): Pipeline {
  const needsKey = operations.every(({ security }) => {
    return security.length > 0 && security.every((schemes) => schemes.length > 0);
  });
  const config = resolveConfig(options, needsKey);
  const middleware = options?.middleware ?? [];
  const client = createClient<object>({ baseUrl: config.baseUrl });
  client.use(...middleware);
  return { config, client, middleware };
}

/** Calls operations as their methods allow: repeats what may be repeated. */
export function runner(pipeline: Pipeline): Run {
  return (operation, input) => repeat(pipeline, startCall(pipeline.config, operation, input));
}
