import { parseDocument } from "yaml";
import { Failure } from "../../lib/failure.js";
import { isObject, type JsonObject } from "../compare/node.js";

/**
 * Reads an OpenAPI 3 document from JSON or YAML text.
 *
 * @throws Failure that says what the text is instead.
 */
export function parseOpenApi(text: string, name: string): JsonObject {
  if (text.trim() === "") throw new Failure(`${name} is empty.`);
  if (/^\s*</.test(text)) throw new Failure(`${name} is HTML or XML, not an OpenAPI document.`);
  const value = parseText(text, name);
  if (!isObject(value)) throw new Failure(`${name} is not an OpenAPI document: no object.`);
  if (typeof value.swagger === "string") {
    throw new Failure(`${name} is Swagger ${value.swagger}. Convert it to OpenAPI 3 first.`);
  }
  if (!/^3\.[0-2]\./.test(String(value.openapi))) {
    throw new Failure(
      `${name} is not an OpenAPI 3 document: \`openapi\` is ${JSON.stringify(value.openapi) ?? "missing"}.`,
    );
  }
  if (!isObject(value.paths)) throw new Failure(`${name} has no \`paths\`.`);
  return value;
}

function parseText(text: string, name: string): unknown {
  const document = parseDocument(text, { prettyErrors: true });
  const [error] = document.errors;
  if (error) throw new Failure(`${name} is neither JSON nor YAML: ${error.message.trim()}`);
  try {
    return document.toJS({ maxAliasCount: 1000 });
  } catch (cause) {
    throw new Failure(`${name} cannot be read: ${(cause as Error).message}`);
  }
}
