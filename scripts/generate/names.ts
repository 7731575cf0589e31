import { escapeToken } from "../lib/document/index.js";
import { isReserved } from "./reserved.js";
import { Unsupported } from "./unsupported.js";

/** The words of a name, whether they are set apart by case, spaces, hyphens, dots or underscores. */
export function wordsOf(name: string): string[] {
  return name.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+|[A-Z]/g) ?? [];
}

/**
 * The exported TypeScript type of a component schema: its name, with what cannot stand in an
 * identifier left out (`fine-tune.v2` → `FineTuneV2`).
 *
 * @throws Unsupported for a name that would hide one of JavaScript, of these files or of the package.
 */
export function typeName(component: string): string {
  const name = /^[A-Za-z_$][\w$]*$/.test(component)
    ? component
    : wordsOf(component)
        .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
        .join("");
  if (reserved.has(name) || isReserved(name) || !/^[A-Za-z_$]/.test(name)) {
    throw new Unsupported(
      `/components/schemas/${escapeToken(component)}`,
      `The schema name "${component}" cannot be the name of a TypeScript type. Give it another name, such as "${component}Info".`,
    );
  }
  return name;
}

/**
 * The exported TypeScript type of each component schema.
 *
 * @throws Unsupported for a name that is no type, or that is the type of another schema already.
 */
export function typeNames(components: string[]): Map<string, string> {
  const names = new Map<string, string>();
  const owners = new Map<string, string>();
  for (const component of components) {
    const name = typeName(component);
    const owner = owners.get(name);
    if (owner !== undefined) {
      throw new Unsupported(
        `/components/schemas/${escapeToken(component)}`,
        `The schemas "${owner}" and "${component}" would both become the TypeScript type ${name}. Rename one of them.`,
      );
    }
    owners.set(name, component);
    names.set(component, name);
  }
  return names;
}

// What the generated files say themselves, what a reader would take for JavaScript's own, and what the
// package exports: of two types with one name a caller would get only the client's.
const reserved = new Set(
  (
    "paths components operations webhooks $defs any unknown never string number boolean object symbol bigint void null undefined " +
    "Object Function Array String Number Boolean Symbol Promise Record Partial Pick Omit WithRequired Blob Response Headers " +
    "Options Resources ModelsResource SecuritySchemeName Middleware FetchClient FetchClientOptions ModelsClient " +
    "ModelsClientOptions OpenPipeClient Key RequestOptions WaitOptions Reply Resource WithResponse ValidationIssue " +
    "AbortEvent RequestEvent ResponseEvent RetryEvent ApiError ConfigurationError ConnectionError InvalidRequestError " +
    "InvalidResponseError OpenPipeError OutcomeUnknownError TimeoutError TrainingFailedError WaitTimeoutError"
  ).split(" "),
);
