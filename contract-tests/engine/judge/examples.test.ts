import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import {
  listOperations,
  type OpenApiDocument,
  resolve,
} from "../../../scripts/lib/document/index.js";
import { createResponseOracle } from "./responses.js";

interface ResponseObject {
  content?: Record<string, { examples?: Record<string, { value: unknown }> }>;
}

const document = JSON.parse(await readFile("generated/openapi.json", "utf8")) as OpenApiDocument;
const oracle = createResponseOracle(document);

const examples = listOperations(document).flatMap(({ operation }) => {
  const { operationId, responses = {} } = operation as typeof operation & {
    responses?: Record<string, ResponseObject>;
  };
  return Object.entries(responses).flatMap(([status, response]) =>
    Object.entries(resolve<ResponseObject>(document, response).content ?? {}).flatMap(
      ([mediaType, media]) =>
        Object.entries(media.examples ?? {}).map(([name, { value }]) => ({
          operationId,
          status,
          mediaType,
          name,
          value,
        })),
    ),
  );
});

// Redocly checks examples open-world, so that a property which no schema knows would pass there.
describe("every response example is valid, and has no property that the document does not know", () => {
  test.each(examples)("$operationId $status $name", ({ operationId, status, mediaType, value }) => {
    // `default` stands for any error status that is not listed.
    const number = status === "default" ? 418 : Number(status);
    const check = oracle.find(operationId, number)?.content.get(mediaType);
    expect(check?.(value)).toEqual([]);
  });
});
