import type { ValidateFunction } from "ajv";
import {
  append,
  get,
  listOperations,
  type LocatedOperation,
  type OpenApiDocument,
  target,
} from "../../../scripts/lib/document/index.js";
import { isObject, type JsonObject } from "../derive/schema.js";
import { compileAt, createAjv } from "./ajv.js";
import { type ErrorCodes, errorCodes } from "./errors.js";
import { closeResponses } from "./closed-world.js";
import { indexObjects, readErrors, type SchemaError } from "./schema-errors.js";

/** What the document says of one status of one operation. */
export interface DocumentedResponse {
  /** Where the response stands, references followed. */
  pointer: string;
  /** Media types as they are written, with how to check a body of theirs; none: no body. */
  content: Map<string, (value: unknown) => SchemaError[]>;
  /** Names of the headers that are always there, in lower case. */
  requiredHeaders: { name: string; pointer: string }[];
}

export interface ResponseOracle {
  /** What is documented for a status; a 2xx or 3xx has to be listed, errors may be under `default`. */
  find(operationId: string, status: number): DocumentedResponse | undefined;
  /** The codes of errors by their status, where the document lists them. */
  codes: ErrorCodes;
  /** Pointer to the operation's responses. */
  responsesPointer(operationId: string): string;
}

export function createResponseOracle(document: OpenApiDocument): ResponseOracle {
  const closed = closeResponses(document);
  const ajv = createAjv(closed);
  const pointers = indexObjects(closed);
  const operations = new Map(
    listOperations(document).map((located) => [located.operation.operationId, located]),
  );
  const known = new Map<string, DocumentedResponse>();
  const compile = (pointer: string) => {
    let check: ValidateFunction | undefined;
    return (value: unknown) => {
      check ??= compileAt(ajv, pointer);
      if (check(value)) return [];
      return readErrors(document, pointers, check.errors!, value);
    };
  };
  const responsesPointer = (operationId: string) => {
    const { path, method } = operations.get(operationId) as LocatedOperation;
    return append("#/paths", path, method, "responses");
  };
  return {
    codes: errorCodes(document),
    responsesPointer,
    find(operationId, status) {
      const all = responsesPointer(operationId);
      const responses = get(document, all) as JsonObject | undefined;
      const key = statusKey(responses ?? {}, status);
      if (key === undefined) return undefined;
      const pointer = target(document, append(all, key));
      let found = known.get(pointer);
      if (!found) {
        found = describe(document, pointer, compile);
        known.set(pointer, found);
      }
      return found;
    },
  };
}

function statusKey(responses: JsonObject, status: number): string | undefined {
  const range = `${Math.floor(status / 100)}XX`;
  const keys = [String(status), range, ...(status >= 400 ? ["default"] : [])];
  return keys.find((key) => key in responses);
}

function describe(
  document: OpenApiDocument,
  pointer: string,
  compile: (pointer: string) => (value: unknown) => SchemaError[],
): DocumentedResponse {
  const { content, headers } = get(document, pointer) as {
    content?: JsonObject;
    headers?: JsonObject;
  };
  return {
    pointer,
    content: new Map(
      Object.entries(content ?? {}).map(([type, media]) => [
        type,
        isObject(media) && media.schema !== undefined
          ? compile(append(pointer, "content", type, "schema"))
          : () => [],
      ]),
    ),
    requiredHeaders: Object.keys(headers ?? {})
      .map((name) => ({ name, pointer: target(document, append(pointer, "headers", name)) }))
      .filter(({ pointer }) => (get(document, pointer) as { required?: boolean }).required === true)
      .map(({ name, pointer }) => ({ name: name.toLowerCase(), pointer })),
  };
}
