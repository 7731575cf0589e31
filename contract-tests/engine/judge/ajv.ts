import type { ValidateFunction } from "ajv";
import { Ajv2020, type Options } from "ajv/dist/2020.js";
import addFormatsModule from "ajv-formats";
import { Failure } from "../../../scripts/lib/failure.js";
import type { OpenApiDocument } from "../../../scripts/lib/document/index.js";

/** The name under which a document is known to Ajv: `openapi.json#/components/schemas/Model`. */
export const documentKey = "openapi.json";

/** Keywords of OpenAPI that say nothing about validity. */
const annotations = ["discriminator", "example", "externalDocs", "xml"];

/**
 * Ajv for JSON Schema 2020-12 in strict mode: a keyword that it does not know is an error and never a
 * rule that is silently skipped. A format of the API's own is taken for a text of any form.
 *
 * @param options left out: every error is listed, with the schema object that it is about, which
 *   tells where it stands.
 */
export function createAjv(
  document: OpenApiDocument,
  options: Options = { allErrors: true, verbose: true },
): Ajv2020 {
  const ajv = new Ajv2020({
    strict: true,
    // These are style: a `then` may speak of properties that are declared beside the `if`.
    strictRequired: false,
    strictTypes: false,
    strictTuples: false,
    validateSchema: false,
    ...options,
  });
  // Ajv takes the whole document for one schema, in which it looks up the others.
  const others = new Set([...annotations, ...Object.keys(document)]);
  (addFormatsModule as unknown as typeof addFormatsModule.default)(ajv);
  for (const [key, value] of members(document)) {
    if (/^x-[\w-]+$/.test(key)) others.add(key);
    if (key !== "format" || typeof value !== "string") continue;
    if (!(value in ajv.formats)) ajv.addFormat(value, true);
  }
  for (const keyword of others) ajv.addKeyword(keyword);
  ajv.addSchema(document, documentKey);
  return ajv;
}

/** Every key of a document with its value, at any depth. */
function* members(node: unknown): Generator<[key: string, value: unknown]> {
  if (typeof node !== "object" || node === null) return;
  for (const member of Object.entries(node)) {
    yield member;
    yield* members(member[1]);
  }
}

/**
 * Compiles the schema at a pointer.
 *
 * @throws Failure where the schema is none, for instance because of a keyword that does not exist.
 */
export function compileAt(ajv: Ajv2020, pointer: string): ValidateFunction {
  try {
    return ajv.compile({ $ref: `${documentKey}${encodeURI(pointer)}` });
  } catch (error) {
    throw new Failure(`The schema at ${pointer} cannot be used: ${(error as Error).message}`);
  }
}
