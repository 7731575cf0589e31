import type { OpenApiDocument } from "../../scripts/lib/openapi.js";
import { type Operation, operations } from "../derive/operation.js";
import { append, follow, get } from "../derive/pointer.js";
import { isObject, type Schema } from "../derive/schema.js";
import { inline } from "../reference-server/request-schema.js";

/** One property or item of an answer. */
export interface AnswerPlace {
  /** From the body on; `*` for any index of an array. Empty: the body itself. */
  path: string[];
  schema: Schema;
}

/** The operations with the schemas of their success answers, without references. */
export function successSchemas(
  document: OpenApiDocument,
): { operation: Operation; schema: Schema }[] {
  return operations(document).map((operation) => ({
    operation,
    schema: schemaOf(
      document,
      operation,
      operation.statuses.find((status) => status.startsWith("2")) ?? "default",
    ),
  }));
}

/** The schema of an operation's answer with a status. */
export function schemaOf(document: OpenApiDocument, operation: Operation, status: string): Schema {
  const key = operation.statuses.includes(status) ? status : "default";
  const response = follow(document, append(operation.pointer, "responses", key));
  const content = get(document, append(response, "content"));
  const [media] = Object.values(isObject(content) ? content : {});
  return inline(document, get(media, "/schema") ?? {}) as Schema;
}

/** Every place of an answer, all the way down. */
export function* answerPlaces(schema: Schema, path: string[] = []): Generator<AnswerPlace> {
  yield { path, schema };
  for (const [name, property] of Object.entries((schema.properties ?? {}) as Schema)) {
    yield* answerPlaces(property as Schema, [...path, name]);
  }
  if (isObject(schema.items)) yield* answerPlaces(schema.items, [...path, "*"]);
}

/** Changes the values at a path; a change to `undefined` drops the property. */
export function changeAt(
  value: unknown,
  path: readonly string[],
  change: (old: unknown) => unknown,
): unknown {
  const [first, ...rest] = path;
  if (first === undefined) return change(value);
  if (first === "*") {
    return Array.isArray(value) ? value.map((item) => changeAt(item, rest, change)) : value;
  }
  if (!isObject(value) || !(first in value)) return value;
  const { [first]: old, ...others } = value;
  const changed = changeAt(old, rest, change);
  return changed === undefined ? others : { ...value, [first]: changed };
}

export function pathName(path: readonly string[]): string {
  return path.length === 0 ? "body" : path.join(".").replaceAll(".*", "[]");
}
