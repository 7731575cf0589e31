import type { OpenApiDocument } from "../../lib/document/index.js";
import type { SampleRequest } from "../samples/requests.js";
import { samplesOf } from "../samples/samples.js";
import { blocks, fence } from "./markdown.js";

const fences = { typescript: "ts", curl: "sh", python: "python" };

/** The samples of requests in every language; a language that has none says so. */
export function sampleBlocks(document: OpenApiDocument, requests: SampleRequest[]): string {
  if (requests.length === 0) return "";
  const samples = requests.flatMap((request) => [
    request.summary === undefined ? undefined : `### ${request.summary}`,
    ...samplesOf(document, request).map(({ language, source, isProgram }) =>
      isProgram ? fence(fences[language], source) : source,
    ),
  ]);
  return blocks("## Samples", ...samples);
}
