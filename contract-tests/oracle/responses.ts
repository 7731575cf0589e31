import type { ErrorObject, ValidateFunction } from "ajv";
import {
  type LocatedOperation,
  listOperations,
  type OpenApiDocument,
} from "../../scripts/lib/openapi.js";
import { append, follow, get } from "../derive/pointer.js";
import { isObject, type JsonObject } from "../derive/schema.js";
import { createAjv, documentKey } from "./ajv.js";
import { closeResponses } from "./closed-world.js";

/** What the document says of one status of one operation. */
export interface DocumentedResponse {
  /** Where the response stands, references followed. */
  pointer: string;
  /** Media types as they are written, with how to check a body of theirs; none: no body. */
  content: Map<string, (value: unknown) => SchemaError[]>;
  /** Names of the headers that are always there, in lower case. */
  requiredHeaders: { name: string; pointer: string }[];
}

export interface SchemaError {
  /** Pointer into the document to the rule that is broken. */
  pointer: string;
  /** Where in the body. */
  instancePath: string;
  expected: string;
  actual: unknown;
  /** What identifies the error apart from where in a list it came up. */
  detail: string;
}

export interface ResponseOracle {
  /** What is documented for a status; a 2xx or 3xx has to be listed, errors may be under `default`. */
  find(operationId: string, status: number): DocumentedResponse | undefined;
  /** Pointer to the operation's responses. */
  responsesPointer(operationId: string): string;
}

export function createResponseOracle(document: OpenApiDocument): ResponseOracle {
  const closed = closeResponses(document);
  const ajv = createAjv(closed);
  const operations = new Map(
    listOperations(document).map((located) => [located.operation.operationId, located]),
  );
  const known = new Map<string, DocumentedResponse>();
  const compile = (pointer: string) => {
    let check: ValidateFunction | undefined;
    return (value: unknown) => {
      check ??= ajv.compile({ $ref: `${documentKey}${encodeURI(pointer)}` });
      if (check(value)) return [];
      return readErrors(document, pointer, check.errors ?? [], value);
    };
  };
  const responsesPointer = (operationId: string) => {
    const { path, method } = operations.get(operationId) as LocatedOperation;
    return append("#/paths", path, method, "responses");
  };
  return {
    responsesPointer,
    find(operationId, status) {
      const all = responsesPointer(operationId);
      const responses = get(document, all) as JsonObject | undefined;
      const key = statusKey(responses ?? {}, status);
      if (key === undefined) return undefined;
      const pointer = follow(document, append(all, key));
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
      .map((name) => ({ name, pointer: follow(document, append(pointer, "headers", name)) }))
      .filter(({ pointer }) => (get(document, pointer) as { required?: boolean }).required === true)
      .map(({ name, pointer }) => ({ name: name.toLowerCase(), pointer })),
  };
}

/** Ajv's errors, without those that only say that others exist. */
function readErrors(
  document: OpenApiDocument,
  root: string,
  errors: ErrorObject[],
  value: unknown,
): SchemaError[] {
  const wrappers = new Set(["if", "oneOf", "anyOf"]);
  const telling = errors.filter(({ keyword }) => !wrappers.has(keyword));
  // What a failed part does not evaluate is no news beside why it failed.
  const failedPlaces = new Set(
    telling.filter(({ keyword }) => !keyword.startsWith("unevaluated")).map((e) => e.instancePath),
  );
  const kept = telling.filter(
    ({ keyword, instancePath }) =>
      !keyword.startsWith("unevaluated") ||
      ![...failedPlaces].some(
        (failed) => failed === instancePath && hasUnion(errors, instancePath),
      ),
  );
  return (kept.length > 0 ? kept : errors).map((error) => readError(document, root, error, value));
}

function hasUnion(errors: ErrorObject[], instancePath: string): boolean {
  return errors.some(
    (error) =>
      error.instancePath === instancePath &&
      (error.keyword === "oneOf" || error.keyword === "anyOf"),
  );
}

function readError(
  document: OpenApiDocument,
  root: string,
  error: ErrorObject,
  value: unknown,
): SchemaError {
  const { keyword, params, instancePath } = error;
  const rule = rulePointer(root, error.schemaPath);
  const actual = get(value, instancePath);
  const at = { instancePath, actual, detail: "" };
  if (keyword === "unevaluatedProperties" || keyword === "additionalProperties") {
    const name = String(params.unevaluatedProperty ?? params.additionalProperty);
    const schema = rule.replace(/\/(?:unevaluated|additional)Properties$/, "");
    return {
      pointer: append(follow(document, schema), "properties"),
      instancePath: append(instancePath, name),
      expected: `no property "${name}": it is not documented`,
      actual: isObject(actual) ? actual[name] : actual,
      detail: name,
    };
  }
  if (keyword === "required") {
    const name = String(params.missingProperty);
    return {
      ...at,
      pointer: rule,
      instancePath: append(instancePath, name),
      expected: `the property "${name}"`,
      actual: undefined,
      detail: name,
    };
  }
  if (keyword === "enum") {
    const expected = `one of ${(params.allowedValues as unknown[]).map((v) => JSON.stringify(v)).join(", ")}`;
    return { ...at, pointer: rule, expected, detail: JSON.stringify(actual) };
  }
  if (keyword === "const") {
    return { ...at, pointer: rule, expected: JSON.stringify(params.allowedValue) };
  }
  if (keyword === "type") {
    return { ...at, pointer: rule, expected: [params.type].flat().join(" or ") };
  }
  return { ...at, pointer: rule, expected: error.message ?? keyword };
}

/** Ajv's schema path as a pointer into the document. */
function rulePointer(root: string, schemaPath: string): string {
  const pointer = decodeURI(schemaPath.slice(schemaPath.indexOf("#")));
  // Paths in the outermost schema begin at the reference that was compiled.
  return /^#\/(?:paths|components)\//.test(pointer) ? pointer : `${root}${pointer.slice(1)}`;
}
