import {
  listOperations,
  type OpenApiDocument,
  type OperationObject,
} from "../../lib/document/index.js";
import { languages, listSamples } from "./samples.js";

const introduction = `
## Code samples

Every operation has a sample in TypeScript, curl and Python, for each of its request examples. All
read the API key from the environment variable \`OPENPIPE_API_KEY\`. The TypeScript ones use this
project's client (\`npm install openpipe-models\`), the Python ones nothing but the standard library.
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
    const own = samples.filter(({ operationId }) => operationId === operation.operationId);
    target["x-codeSamples"] = languages.flatMap(({ language, label }) =>
      own
        .filter((sample) => sample.language === language)
        .map(({ source }) => ({ lang: language, label, source })),
    );
  }
  return copy;
}
