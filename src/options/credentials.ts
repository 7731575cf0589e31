import { ConfigurationError } from "../errors/configuration-error.js";
import type { RequestFacts } from "../errors/openpipe-error.js";
import { environment } from "./environment.js";
import type { Key, ModelsClientOptions } from "./options.js";

/** How a key travels: in which header, after which prefix. */
export interface SecurityScheme {
  /** Its name in the document. */
  name: string;
  header: string;
  prefix: string;
}

/** A key and how it travels. */
export interface Credential extends SecurityScheme {
  key: string;
}

/**
 * Reads the keys that one attempt needs.
 *
 * @param security The alternatives of the operation, each a list of schemes.
 */
export type KeyReader = (
  security: SecurityScheme[][],
  facts: Partial<RequestFacts>,
) => Credential[] | Promise<Credential[]>;

/**
 * Finds the keys at once and checks them; a function is asked before every attempt.
 *
 * @param isNeeded Whether every operation asks for a key.
 * @throws ConfigurationError when one is missing or cannot stand in a header. Never repeats it.
 */
export function keyReader(options: ModelsClientOptions, isNeeded: boolean): KeyReader {
  const credentials: Record<string, Key | undefined> = options.credentials ?? {};
  const apiKey = options.apiKey || environment("OPENPIPE_API_KEY");
  const all = [apiKey].concat(Object.values(credentials));
  for (const key of all) if (key && typeof key !== "function") checkKey(key);
  if (isNeeded && !all.some(Boolean)) checkKey(undefined);
  const sourceOf = ({ name }: SecurityScheme): Key | undefined => credentials[name] || apiKey;
  return (security, facts) => {
    if (security.length === 0) return [];
    const known = security.filter((each) => each.every(sourceOf));
    // Where a key may be left out, one that is there makes the answer fuller.
    const schemes = known.find(({ length }) => length > 0) ?? known[0];
    if (!schemes) {
      const names = security[0]!.map(({ name }) => name).join(", ");
      throw missingKey(`, or { credentials } for ${names}`, facts);
    }
    const found = schemes.map((scheme) => ({ ...scheme, key: sourceOf(scheme)! }));
    const isKnown = (each: { key: Key }): each is Credential => typeof each.key === "string";
    return found.every(isKnown)
      ? found
      : Promise.all(found.map(async (each) => ({ ...each, key: await ask(each.key, facts) })));
  };
}

async function ask(source: Key, facts: Partial<RequestFacts>): Promise<string> {
  if (typeof source === "string") return source;
  let key: string;
  try {
    key = await source();
  } catch (cause) {
    throw new ConfigurationError("The apiKey function failed.", facts, cause);
  }
  return checkKey(key, facts);
}

function checkKey(key: unknown, facts?: Partial<RequestFacts>): string {
  if (typeof key === "string" && /^[!-~¡-ÿ]+$/.test(key)) return key;
  throw key
    ? new ConfigurationError(
        "The API key (apiKey, credentials or OPENPIPE_API_KEY) has white space, a line break or a character outside Latin-1, or is no string. It was not sent.",
        facts,
      )
    : missingKey("", facts);
}

function missingKey(others: string, facts?: Partial<RequestFacts>): ConfigurationError {
  return new ConfigurationError(
    `No API key: set the environment variable OPENPIPE_API_KEY, or pass { apiKey }${others}.`,
    facts,
  );
}
