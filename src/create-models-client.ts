import { validators } from "../generated/validators.js";
import { buildModelsClient, type ModelsClient } from "./models-client.js";
import type { ModelsClientOptions } from "./options/options.js";

/**
 * Makes a client that checks every request before it is sent and every answer before it is
 * returned.
 *
 * @throws ConfigurationError when there is no API key or an option cannot be used.
 */
export function createModelsClient(options?: ModelsClientOptions): ModelsClient {
  return buildModelsClient(options, validators);
}

/**
 * The same client without the validators: about 2 kB smaller when bundled, because a bundler
 * leaves them out. Requests are checked by the server alone, and an answer is only known to be
 * JSON, so its type is a promise of the server's.
 *
 * @throws ConfigurationError when there is no API key or an option cannot be used.
 */
export function createUncheckedModelsClient(options?: ModelsClientOptions): ModelsClient {
  return buildModelsClient(options);
}
