import { createModelsClient } from "../../../src/index.js";
import type { SampleRequest } from "./samples.js";

const methods = createModelsClient({ apiKey: "none" });

/** A TypeScript program that uses this project's client. */
export function typescriptSample(request: SampleRequest): string {
  const lines = methodOf(request.operationId) ? callMethod(request) : callFetchClient(request);
  return lines.join("\n");
}

/** `createModel` is `models.create`: the resource is the client itself. */
function methodOf(operationId: string): string | undefined {
  const name = /^([a-z]+)Models?$/.exec(operationId)?.[1];
  return name !== undefined && typeof Reflect.get(methods, name) === "function" ? name : undefined;
}

function callMethod({ operationId, pathParameters, body }: SampleRequest): string[] {
  const input = Object.values(pathParameters).map((value) => JSON.stringify(value));
  if (body !== undefined) input.push(literal(body));
  return [
    'import { createModelsClient } from "openpipe-models";',
    "",
    "const models = createModelsClient();",
    `const answer = await models.${methodOf(operationId)}(${input.join(", ")});`,
    "console.log(answer);",
  ];
}

/** An operation that the client has no method for is reached with the openapi-fetch client. */
function callFetchClient({ method, path, pathParameters, body }: SampleRequest): string[] {
  const init = {
    ...(Object.keys(pathParameters).length > 0 && { params: { path: pathParameters } }),
    ...(body !== undefined && { body }),
  };
  const input = [JSON.stringify(path), ...(Object.keys(init).length > 0 ? [literal(init)] : [])];
  return [
    'import { createFetchClient } from "openpipe-models";',
    "",
    "const client = createFetchClient();",
    `const { data, error } = await client.${method}(${input.join(", ")});`,
    "if (error) throw new Error(error.message);",
    "console.log(data);",
  ];
}

/** A value as a person would write it in TypeScript: keys without quotes where they need none. */
function literal(value: unknown, indent = ""): string {
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    if (value.length === 0) return "[]";
    return `[\n${value.map((item) => `${inner}${literal(item, inner)},\n`).join("")}${indent}]`;
  }
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const entries = Object.entries(value);
  if (entries.length === 0) return "{}";
  const lines = entries.map(
    ([key, item]) =>
      `${inner}${/^[A-Za-z_$][\w$]*$/.test(key) ? key : JSON.stringify(key)}: ${literal(item, inner)},\n`,
  );
  return `{\n${lines.join("")}${indent}}`;
}
