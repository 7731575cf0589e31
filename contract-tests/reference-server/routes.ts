import type { ValidateFunction } from "ajv";
import type { OpenApiDocument } from "../../scripts/lib/document/index.js";
import { type Operation, operations } from "../engine/derive/operation.js";
import { requestSide } from "../engine/derive/request-side.js";
import { compileAt, createAjv } from "../engine/judge/ajv.js";
import { type CheckParameters, parameterCheck } from "./parameters.js";

export interface Route {
  /** Left out where the path is known and the method is not. */
  operation?: Operation;
  /** The values of the path's parameters, in order. */
  texts: string[];
}

/** Finds the operation of a request; `undefined` for a path that the document does not have. */
export type Router = (method: string, path: string) => Route | undefined;

export function createRouter(document: OpenApiDocument): Router {
  const all = operations(document)
    .map((operation) => ({
      operation,
      pattern: patternOf(operation.path),
      parameters: operation.path.split("{").length,
    }))
    // A path that is written out goes before one that any text fits.
    .sort((a, b) => a.parameters - b.parameters);
  return (method, path) => {
    const here = all.filter(({ pattern }) => pattern.test(path));
    if (here.length === 0) return undefined;
    const found = here.find(({ operation }) => operation.method.toUpperCase() === method);
    const [, ...texts] = (found ?? here[0]!).pattern.exec(path)!;
    return { ...(found && { operation: found.operation }), texts: texts.map(decode) };
  };
}

function patternOf(path: string): RegExp {
  const pieces = path.split(/\{[^}]+\}/).map((piece) => piece.replace(/\W/g, "\\$&"));
  return new RegExp(`^${pieces.join("([^/]+)")}$`);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** What an operation checks of its requests. */
export interface Checks {
  parameters: CheckParameters;
  /** Left out where it takes no JSON. */
  body?: ValidateFunction;
}

/** The checks of each operation, by its id. */
export function requestChecks(document: OpenApiDocument): Map<string, Checks> {
  const requests = requestSide(document);
  const ajv = createAjv(requests);
  return new Map(
    operations(requests).map((operation) => [
      operation.id,
      {
        parameters: parameterCheck(ajv, operation),
        ...(operation.body && { body: compileAt(ajv, operation.body.schema.pointer) }),
      },
    ]),
  );
}
