import { type LocatedOperation, listOperations, type OpenApiDocument } from "../../lib/openapi.js";
import { curlSample } from "./curl.js";
import { typescriptSample } from "./typescript.js";

/** A program that sends one request. */
export interface Sample extends SampleRequest {
  language: "curl" | "typescript";
  source: string;
}

/** A request that the document gives an example of. */
export interface SampleRequest {
  operationId: string;
  method: string;
  /** The path template, such as `/models/{modelSlug}`. */
  path: string;
  /** The name of the body's example; undefined where the operation takes no body. */
  example: string | undefined;
  pathParameters: Record<string, string>;
  body: unknown;
}

/** Every code sample of the document: in each language one for each request that it shows. */
export function listSamples(document: OpenApiDocument): Sample[] {
  const requests = listOperations(document).flatMap((operation) => listRequests(operation));
  const server = document.servers?.[0]?.url ?? "";
  return [
    ...requests.map((request) => ({
      ...request,
      language: "typescript" as const,
      source: typescriptSample(request),
    })),
    ...requests.map((request) => ({
      ...request,
      language: "curl" as const,
      source: curlSample(request, server),
    })),
  ];
}

function listRequests({
  operation,
  method,
  path,
  parameters,
  requestBody,
}: LocatedOperation): SampleRequest[] {
  const request = {
    operationId: operation.operationId,
    method: method.toUpperCase(),
    path,
    pathParameters: Object.fromEntries(
      parameters
        .filter((parameter) => parameter.in === "path")
        .map((parameter) => [
          parameter.name,
          String(firstExample(parameter.examples) ?? parameter.name),
        ]),
    ),
  };
  const examples = Object.entries(requestBody?.content?.["application/json"]?.examples ?? {});
  if (examples.length === 0) return [{ ...request, example: undefined, body: undefined }];
  return examples.map(([example, { value }]) => ({ ...request, example, body: value }));
}

function firstExample(examples: Record<string, { value: unknown }> | undefined): unknown {
  return Object.values(examples ?? {})[0]?.value;
}
