import { ApiError } from "../errors/api-error.js";
import { InvalidResponseError } from "../errors/invalid-response-error.js";
import type { Rules, Schema } from "../validation/schema.js";
import { validate } from "../validation/validate.js";
import type { Reply } from "./answer.js";
import type { Call } from "./call.js";

/**
 * The answer to a delete that is done, although it failed: an earlier attempt in doubt has done it, so
 * that it is not found now; or the server says so without the body that the document has (204). The
 * body is what the document's answer must say of it.
 *
 * @returns undefined when it was something else, or the document's answer tells more than that.
 */
export function settleDelete(
  { operation, params }: Call,
  error: unknown,
  attempts: number,
  mayBeDone: boolean,
): Reply<unknown> | undefined {
  const isGone = mayBeDone && error instanceof ApiError && error.isNotFound;
  const isBare = error instanceof InvalidResponseError && [204, 205].includes(error.status);
  if (operation.method !== "DELETE" || !(isGone || isBare)) return undefined;
  const [schema] = Object.values(Object.values(operation.answers)[0] ?? {});
  const names = Object.values(params.path ?? {});
  const data = schema === undefined ? undefined : confirmation(schema, names.at(-1));
  if (schema !== undefined && validate(schema, data).length > 0) return undefined;
  return { data, status: error.status, headers: error.headers, attempts };
}

/** A body that says nothing but that it is gone: constants, the name, and true. */
function confirmation(schema: Schema, name: unknown): unknown {
  if (schema === "boolean") return true;
  if (schema === "string" || schema === "number" || schema === "integer") return name;
  const { const: constant, properties = {}, required = [] } = schema as Rules;
  if (constant !== undefined) return constant;
  const entries = required.map((key) => [key, confirmation(properties[key] ?? {}, name)]);
  return Object.fromEntries(entries);
}
