import { listOperations, type OpenApiDocument, type OperationObject } from "../../lib/openapi.js";
import { listSamples, type Sample } from "./samples.js";

const labels: Record<Sample["language"], string> = { curl: "curl", typescript: "TypeScript" };

const introduction = `
## Code samples

Every operation has a sample in TypeScript and one in curl, for each of its request examples. Both
read the API key from the environment variable \`OPENPIPE_API_KEY\`. The TypeScript ones use this
project's client: \`npm install openpipe-models\`.
`;

/**
 * A copy of the document whose operations carry their code samples in `x-codeSamples`: of each
 * language one for each named request example, in the order of the examples.
 */
export function withCodeSamples(document: OpenApiDocument): OpenApiDocument {
  const copy = structuredClone(document);
  copy.info.description = `${copy.info.description ?? ""}\n${introduction}`;
  const samples = listSamples(document);
  for (const { operation } of listOperations(copy)) {
    const target: OperationObject & { "x-codeSamples"?: object[] } = operation;
    target["x-codeSamples"] = samples
      .filter(({ operationId }) => operationId === operation.operationId)
      .map(({ language, source }) => ({ lang: language, label: labels[language], source }));
  }
  return copy;
}
