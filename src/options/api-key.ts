import { ConfigurationError } from "../errors/configuration-error.js";
import type { RequestFacts } from "../errors/openpipe-error.js";
import { environment } from "./environment.js";
import type { ModelsClientOptions } from "./options.js";

const variable = "OPENPIPE_API_KEY";

/** Reads the key for one attempt. */
export type KeyReader = (facts: Partial<RequestFacts>) => string | Promise<string>;

/**
 * Finds the key at once and checks it; a function is asked again before every attempt.
 *
 * @throws ConfigurationError when there is none or it cannot stand in a header. Never repeats it.
 */
export function keyReader(option: ModelsClientOptions["apiKey"]): KeyReader {
  if (typeof option === "function") {
    return async (facts) => {
      let key: string;
      try {
        key = await option();
      } catch (cause) {
        throw new ConfigurationError("The apiKey function failed; nothing was sent.", facts, cause);
      }
      return checkKey(key, "the apiKey function", facts);
    };
  }
  const key = checkKey(option || environment(variable), option ? "apiKey" : variable);
  return () => key;
}

function checkKey(key: unknown, source: string, facts?: Partial<RequestFacts>): string {
  if (key === undefined || key === null || key === "") {
    throw new ConfigurationError(
      `No API key. Set the environment variable ${variable} or pass { apiKey }.`,
      facts,
    );
  }
  if (typeof key !== "string" || !/^[!-~¡-ÿ]+$/.test(key)) {
    throw new ConfigurationError(
      `The key from ${source} cannot be used: it must be a string without spaces, line breaks and characters outside Latin-1.`,
      facts,
    );
  }
  return key;
}
