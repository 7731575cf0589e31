import { readFile } from "node:fs/promises";
import type { CreateModelRequest } from "../../generated/types.js";
import { givenPath } from "../lib/command.js";
import { Failure } from "../lib/failure.js";
import { type OpenApiDocument, readText } from "../lib/document/index.js";

/** A create request to show, and the mock's example that answers it. */
export interface ShownRequest {
  title: string;
  body: CreateModelRequest;
  /** Name of the response example, where one tells the same story. */
  example?: string;
}

/** The vendor's reference request, then one realistic request for each provider of the spec. */
export async function readExampleRequests(document: OpenApiDocument): Promise<ShownRequest[]> {
  const vendor = await readFile(new URL("./vendor-request.json", import.meta.url), "utf8");
  const shown: ShownRequest[] = [
    {
      title: "the full request of the vendor's reference page",
      body: JSON.parse(vendor),
    },
  ];
  const providers = new Set<string>();
  for (const [example, { summary, value }] of Object.entries(createExamples(document))) {
    const { provider } = value.trainingConfig;
    if (providers.has(provider)) continue;
    providers.add(provider);
    shown.push({ title: `${provider}: ${summary}`, body: value, example });
  }
  return shown;
}

/** The request in a file of the user's. Whether the API takes it is for the client to say. */
export async function readOwnRequest(file: string): Promise<ShownRequest> {
  const text = await readText(givenPath(file), file);
  if (text.trim() === "") throw new Failure(`${file} is empty.`);
  try {
    return { title: file, body: JSON.parse(text) };
  } catch (error) {
    throw new Failure(`${file} is not JSON: ${(error as Error).message}`);
  }
}

interface RequestExample {
  summary: string;
  value: CreateModelRequest;
}

function createExamples(document: OpenApiDocument): Record<string, RequestExample> {
  const body = document.paths["/models"]?.post?.requestBody as
    { content: { "application/json": { examples: Record<string, RequestExample> } } } | undefined;
  return body?.content["application/json"].examples ?? {};
}
