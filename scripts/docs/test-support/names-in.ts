import { listOperations, type OpenApiDocument, resolve } from "../../lib/document/index.js";

/** Every property name, listed value, error code, operation, parameter and header of a document. */
export function namesIn(document: OpenApiDocument): Set<string> {
  const names = new Set<string>();
  for (const { operation, parameters } of listOperations(document)) {
    names.add(operation.operationId);
    for (const { name } of parameters) names.add(name);
    for (const response of Object.values(operation.responses ?? {})) {
      for (const name of Object.keys(resolve(document, response).headers ?? {})) names.add(name);
    }
  }
  collect({ ...document, info: {} }, names);
  return names;
}

function collect(node: unknown, names: Set<string>): void {
  if (typeof node !== "object" || node === null) return;
  for (const [key, value] of Object.entries(node)) {
    if (key === "const") names.add(String(value));
    else if (key === "enum") for (const one of value) names.add(String(one));
    else if (key === "examples") for (const code of codesOf(value)) names.add(code);
    else if (key === "properties") {
      for (const [name, schema] of Object.entries(value)) {
        names.add(name);
        collect(schema, names);
      }
    } else collect(value, names);
  }
}

/** The error codes of examples: no schema needs to list them. */
function codesOf(examples: object): string[] {
  return Object.values(examples).flatMap((example) => {
    const { code } = Object(Object(example).value) as { code?: unknown };
    return typeof code === "string" ? [code] : [];
  });
}
