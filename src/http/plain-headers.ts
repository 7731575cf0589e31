import { ConfigurationError } from "../errors/configuration-error.js";
import type { RequestFacts } from "../errors/openpipe-error.js";

/**
 * Headers as a plain object with names in lower case; later ones replace earlier ones.
 *
 * @throws ConfigurationError for a name or a value that cannot be sent.
 */
export function plainHeaders(
  facts: Partial<RequestFacts> | undefined,
  ...sources: (HeadersInit | undefined)[]
): Record<string, string> {
  try {
    const all = new Headers();
    for (const source of sources) {
      new Headers(source).forEach((value, name) => all.set(name, value));
    }
    return Object.fromEntries(all);
  } catch {
    // The failure would repeat the value, which may be secret.
    throw new ConfigurationError("headers has a name or a value that cannot be sent.", facts);
  }
}
