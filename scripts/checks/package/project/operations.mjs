// All four operations and an error, with the package as a user has it. Used by every runtime.
export async function runOperations({ ApiError, InvalidRequestError }, models, runtime) {
  const slug = `triage-${runtime}`;
  const request = {
    datasetId: "3f9c1f86-7d0a-4d0b-9a55-6f0c6d8f2b11",
    slug,
    trainingConfig: { provider: "openpipe", baseModel: "meta-llama/Meta-Llama-3.1-8B-Instruct" },
  };
  const created = await models.createAndWait(request, { intervalMs: 1 });
  expect(created.id === slug && created.openpipe.status === "DEPLOYED", "createAndWait", created);
  const again = await models.withResponse.create(request);
  expect(again.origin === "found" && again.data.id === slug, "create again", again);
  const read = await models.get(slug);
  expect(read.openpipe.datasetId === request.datasetId, "get", read);
  const { data } = await models.list();
  expect(
    data.some((model) => model.id === slug),
    "list",
    data,
  );
  const deleted = await models.delete(slug);
  expect(deleted.deleted === true, "delete", deleted);
  const missing = await models.get(slug).catch((error) => error);
  expect(missing instanceof ApiError && missing.status === 404, "get after delete", missing);
  const wrong = { ...request, trainingConfig: { provider: "openai", baseModel: "gpt-2" } };
  const refused = await models.create(wrong).catch((error) => error);
  expect(refused instanceof InvalidRequestError, "create with a wrong base model", refused);
}

function expect(holds, what, got) {
  if (!holds) throw new Error(`${what} gave ${got instanceof Error ? got : JSON.stringify(got)}`);
}
