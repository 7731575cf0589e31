import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import type { OpenApiDocument } from "../lib/openapi.js";
import { changedOperations } from "./changed.js";

const text = await readFile("generated/openapi.json", "utf8");
const read = () => JSON.parse(text) as OpenApiDocument;
const all = ["createModel", "listModels", "getModel", "deleteModel"];

test("without a document before, every operation is new; without a change, none is", () => {
  expect(changedOperations(undefined, read())).toEqual(all);
  expect(changedOperations(read(), read())).toEqual([]);
});

// Where a change is made, and the operations that it reaches.
test.each<[string, string[]]>([
  ["/paths/~1models/get/summary", ["listModels"]],
  ["/paths/~1models~1{modelSlug}/parameters/0", ["getModel", "deleteModel"]],
  ["/components/parameters/ModelSlug/description", ["getModel", "deleteModel"]],
  ["/components/schemas/DeletedModel/required", ["deleteModel"]],
  ["/components/schemas/GeminiHyperparameters/properties/epochs/type", ["createModel"]],
  ["/components/schemas/ModelPricing/required", ["createModel", "listModels", "getModel"]],
  ["/components/schemas/ErrorIssue/required", all],
  ["/components/responses/NotFound/description", ["getModel", "deleteModel"]],
  ["/components/securitySchemes/bearerAuth/scheme", all],
  ["/servers", all],
  ["/info/description", []],
])("a change at %s reaches %j", (pointer, expected) => {
  const after = read();
  const tokens = pointer.slice(1).split("/");
  const names = tokens.map((token) => token.replaceAll("~1", "/").replaceAll("~0", "~"));
  const last = names.pop()!;
  let node = after as unknown as Record<string, unknown>;
  for (const name of names) node = node[name] as Record<string, unknown>;
  expect(node).toHaveProperty([last]);
  node[last] = "changed";
  expect(changedOperations(read(), after)).toEqual(expected);
});

test("an operation that is gone is not among them", () => {
  const after = read();
  delete after.paths["/models"]!.get;
  expect(changedOperations(read(), after)).toEqual([]);
});
