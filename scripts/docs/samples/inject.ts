import { listOperations, type OpenApiDocument, type OperationObject } from "../../lib/openapi.js";
import { listSamples } from "./samples.js";

interface DocumentWithSamples extends OpenApiDocument {
  paths: Record<string, Record<string, OperationObject & { "x-codeSamples"?: CodeSample[] }>>;
}

interface CodeSample {
  lang: string;
  label: string;
  source: string;
}

/**
 * A copy of the document whose operations carry their code samples in `x-codeSamples`: of each
 * language one for each named request example, in the order of the examples.
 */
export function withCodeSamples(document: OpenApiDocument): OpenApiDocument {
  const copy = structuredClone(document) as DocumentWithSamples;
  const samples = listSamples(document);
  for (const { path, method, operation } of listOperations(copy)) {
    copy.paths[path]![method]!["x-codeSamples"] = samples
      .filter(({ operationId }) => operationId === operation.operationId)
      .map(({ language, source }) => ({
        lang: language,
        label: { curl: "curl", typescript: "TypeScript" }[language],
        source,
      }));
  }
  return copy;
}
