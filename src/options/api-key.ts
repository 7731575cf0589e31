import { ConfigurationError } from "../errors/configuration-error.js";
import type { RequestFacts } from "../errors/openpipe-error.js";
import { environment } from "./environment.js";
import type { ModelsClientOptions } from "./options.js";

/** Reads the key for one attempt. */
export type KeyReader = (facts: Partial<RequestFacts>) => string | Promise<string>;

/**
 * Finds the key at once and checks it; a function is asked before every attempt.
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
        throw new ConfigurationError("The apiKey function failed.", facts, cause);
      }
      return checkKey(key, facts);
    };
  }
  const key = checkKey(option || environment("OPENPIPE_API_KEY"));
  return () => key;
}

function checkKey(key: unknown, facts?: Partial<RequestFacts>): string {
  if (typeof key === "string" && /^[!-~¡-ÿ]+$/.test(key)) return key;
  throw new ConfigurationError(
    key
      ? "The API key (apiKey or OPENPIPE_API_KEY) has white space, a line break or a character outside Latin-1, or is no string. It was not sent."
      : "No API key: set the environment variable OPENPIPE_API_KEY, or pass { apiKey }.",
    facts,
  );
}
