import { methodName, propertyName } from "../../generate/resources.js";
import type { SampleRequest } from "./requests.js";

/** A TypeScript program that uses this project's client; undefined where that has no method. */
export function typescriptSample(request: SampleRequest): string | undefined {
  const { tag, operationId } = request;
  if (tag === undefined) return undefined;
  const isModels = tag === "models";
  const factory = isModels ? "createModelsClient" : "createOpenPipeClient";
  const resource = isModels ? "models" : `client.${propertyName(tag)}`;
  const call = `${resource}.${methodName(operationId, tag)}(${callArguments(request).join(", ")})`;
  return [
    `import { ${factory} } from "openpipe-models";`,
    "",
    `const ${isModels ? "models" : "client"} = ${factory}();`,
    `const answer = await ${call};`,
    "console.log(answer);",
  ].join("\n");
}

/** Path parameters in the order of the path, then the body, then options. */
function callArguments({ path, parameters, mediaType, body, files }: SampleRequest): string[] {
  const inPath = parameters
    .filter((parameter) => parameter.in === "path")
    .sort((one, other) => path.indexOf(`{${one.name}}`) - path.indexOf(`{${other.name}}`));
  const written = inPath.map(({ value }) => literal(value));
  if (mediaType !== undefined) written.push(literal(body, "", files));
  const options = {
    ...valuesIn("query", parameters, "query"),
    ...valuesIn("header", parameters, "headers"),
  };
  if (Object.keys(options).length > 0) written.push(literal(options));
  return written;
}

function valuesIn(place: string, parameters: SampleRequest["parameters"], option: string) {
  const values = parameters
    .filter((parameter) => parameter.in === place)
    .map(({ name, value }) => [name, value]);
  return values.length > 0 ? { [option]: Object.fromEntries(values) } : {};
}

/**
 * A value as a person would write it in TypeScript: keys without quotes where they need none.
 *
 * @param files The members that are files.
 */
function literal(value: unknown, indent = "", files: string[] = []): string {
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    if (value.length === 0) return "[]";
    return `[\n${value.map((item) => `${inner}${literal(item, inner)},\n`).join("")}${indent}]`;
  }
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "undefined";
  const entries = Object.entries(value);
  if (entries.length === 0) return "{}";
  const lines = entries.map(([key, item]) => {
    const name = /^[A-Za-z_$][\w$]*$/.test(key) ? key : JSON.stringify(key);
    const text = literal(item, inner);
    return `${inner}${name}: ${files.includes(key) ? `new Blob([${text}])` : text},\n`;
  });
  return `{\n${lines.join("")}${indent}}`;
}
