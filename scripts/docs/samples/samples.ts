import { listOperations, type OpenApiDocument } from "../../lib/document/index.js";
import { curlSample } from "./curl.js";
import { pythonSample } from "./python.js";
import { listRequests, type SampleRequest } from "./requests.js";
import { typescriptSample } from "./typescript.js";

export type Language = "typescript" | "curl" | "python";

/** A program that sends one request. */
export interface Sample extends SampleRequest {
  language: Language;
  /** The program; where there is none, a sentence that says why. */
  source: string;
  isProgram: boolean;
}

export const languages: { language: Language; label: string; missing: string }[] = [
  {
    language: "typescript",
    label: "TypeScript",
    missing: "No sample in TypeScript: the operation has no tag, so the client has no method.",
  },
  { language: "curl", label: "curl", missing: "" },
  {
    language: "python",
    label: "Python",
    missing: "No sample in Python: its standard library does not send multipart/form-data.",
  },
];

/** The samples of one request, one for each language. */
export function samplesOf(document: OpenApiDocument, request: SampleRequest): Sample[] {
  const server = document.servers?.[0]?.url ?? "";
  const sources: Record<Language, string | undefined> = {
    typescript: typescriptSample(request),
    curl: curlSample(request, server),
    python: pythonSample(request, server),
  };
  return languages.map(({ language, missing }) => ({
    ...request,
    language,
    source: sources[language] ?? missing,
    isProgram: sources[language] !== undefined,
  }));
}

/** Every code sample of the document: for each request that it shows one in each language. */
export function listSamples(document: OpenApiDocument): Sample[] {
  return listOperations(document)
    .flatMap((operation) => listRequests(document, operation))
    .flatMap((request) => samplesOf(document, request));
}
