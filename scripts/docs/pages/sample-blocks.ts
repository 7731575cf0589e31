import type { OpenApiDocument } from "../../lib/document/index.js";
import type { SampleRequest } from "../samples/requests.js";
import { samplesOf } from "../samples/samples.js";
import { blocks, fence } from "./markdown.js";

/** The samples of a request in every language; what has none says so. */
export function sampleBlocks(document: OpenApiDocument, request: SampleRequest): string {
  const fences = { typescript: "ts", curl: "sh", python: "python" };
  return blocks(
    ...samplesOf(document, request).map(({ language, source, isProgram }) =>
      isProgram ? fence(fences[language], source) : source,
    ),
  );
}
