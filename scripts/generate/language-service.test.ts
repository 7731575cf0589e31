import { readFile } from "node:fs/promises";
import { beforeAll, expect, it } from "vitest";
import { type Editor, openEditor } from "./test-support/editor.js";

/** What a user of the real document's types writes, by the name of the file. */
const programs = {
  complete: `export const configs: TrainingConfig[] = [
    { provider: "openpipe", baseModel: "open" },
    { provider: "openpipeReward", baseModel: "reward" },
  ];`,
  hover: `export const slugOf = (request: CreateModelRequest) => request.slug;`,
  missing: `export const request: CreateModelRequest = {
    datasetId: "d",
    trainingConfig: { provider: "openai", baseModel: "gpt-4o-2024-08-06" },
  };`,
  foreign: `export const config: TrainingConfig = {
    provider: "openai",
    baseModel: "gpt-4o-2024-08-06",
    sft_hyperparameters: { num_epochs: 1 },
  };`,
  unknown: `export const config: TrainingConfig = { provider: "openai", baseModel: "gpt-2" };`,
};
const document = JSON.parse(await readFile("generated/openapi.json", "utf8"));
let editor: Editor;

beforeAll(async () => {
  const types = await readFile("generated/types.ts", "utf8");
  const imports = `import type { CreateModelRequest, TrainingConfig } from "./types.js";`;
  const files = Object.entries(programs).map(
    ([name, program]) => [`generated/${name}.ts`, `${imports}\n${program}`] as const,
  );
  editor = openEditor(new Map([["generated/types.ts", types], ...files]));
});

it("completes the documented base models, and takes any other", () => {
  const openpipe = editor.completions("generated/complete.ts", '"open"');
  const reward = editor.completions("generated/complete.ts", '"reward"');

  expect(openpipe.sort()).toEqual(documented("OpenPipeTrainingConfig").sort());
  expect(reward.sort()).toEqual(documented("OpenPipeRewardTrainingConfig").sort());
  expect(editor.problems("generated/complete.ts")).toEqual([]);
});

it("says the name of a type, and its description as text", () => {
  expect(editor.hover("generated/hover.ts", "request: ")).toMatchObject({
    type: "(parameter) request: CreateModelRequest",
  });
  expect(editor.hover("generated/hover.ts", "CreateModelRequest")).toEqual({
    type: "(alias) interface CreateModelRequest\nimport CreateModelRequest",
    docs: document.components.schemas.CreateModelRequest.description,
    tags: [],
  });
  const slug = editor.hover("generated/hover.ts", "slug;");
  expect(slug.type).toBe("(property) CreateModelRequest.slug: string");
  expect(slug.docs).toMatch(/^The name of the new model/);
});

it("says in one sentence that the slug is missing", () => {
  const [message = "", ...more] = editor.problems("generated/missing.ts");

  expect(more).toEqual([]);
  expect(message).toMatch(
    /^Property 'slug' is missing in .* required in type 'CreateModelRequest'\.$/,
  );
  expect(message.length).toBeLessThan(200);
});

it("says which hyperparameter a provider does not have, and which it has", () => {
  expect(editor.problems("generated/foreign.ts")).toEqual([
    "Object literal may only specify known properties, but 'num_epochs' does not exist in type 'OpenAISftHyperparameters'. Did you mean to write 'n_epochs'?",
  ]);
});

it("lists the base models when one is unknown", () => {
  const [message = "", ...more] = editor.problems("generated/unknown.ts");

  expect(more).toEqual([]);
  expect(message).toMatch(/is not assignable to type 'TrainingConfig'\.\n.*'baseModel'/);
  expect(message).toMatch(/'"gpt-2"' is not assignable to type '.*"gpt-4o-2024-08-06"/);
  expect(message.length).toBeLessThan(400);
});

/** The base models that the document lists for a configuration, 22 and 8 at first. */
function documented(config: string): string[] {
  const { baseModel } = document.components.schemas[config].properties;
  return baseModel.anyOf[0].enum;
}
