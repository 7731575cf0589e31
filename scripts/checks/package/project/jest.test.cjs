// What a user's tests do: Jest has its own `require`, which loads no ES modules on Node 20.
const { createModelsClient, isApiError } = require("openpipe-models");

test("a model is created, and errors are told apart", async () => {
  const models = createModelsClient();
  const slug = `triage-jest-${Math.random()}`;
  const trainingConfig = { provider: "openai", baseModel: "gpt-4.1-mini-2025-04-14" };
  const model = await models.create({ datasetId: "d", slug, trainingConfig });
  expect(model.id).toBe(slug);
  const error = await models.get("missing").catch((error) => error);
  expect(isApiError(error) && error.isNotFound).toBe(true);
});
