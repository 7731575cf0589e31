import { listOperations, type OpenApiDocument } from "../../lib/document/index.js";

/** Every property name, listed value, schema, operation and parameter of a document. */
export function namesIn(document: OpenApiDocument): Set<string> {
  const names = new Set(listOperations(document).map(({ operation }) => operation.operationId));
  for (const { parameters } of listOperations(document)) {
    for (const { name } of parameters) names.add(name);
  }
  collect({ ...document, info: {} }, names);
  return names;
}

function collect(node: unknown, names: Set<string>): void {
  if (typeof node !== "object" || node === null) return;
  for (const [key, value] of Object.entries(node)) {
    if (key === "examples" || key === "example") continue;
    if (key === "properties") for (const name of Object.keys(value)) names.add(name);
    if (key === "enum" && Array.isArray(value)) for (const one of value) names.add(String(one));
    if (key === "const") names.add(String(value));
    collect(value, names);
  }
}
