// One create against each faulty server, and one bare `fetch`; the last line is how each ended.
import process from "node:process";
import { createModelsClient } from "openpipe-models";

const { servers, probe } = JSON.parse(process.argv[2]);
const request = {
  datasetId: "3f9c1f86-7d0a-4d0b-9a55-6f0c6d8f2b11",
  slug: "triage",
  trainingConfig: { provider: "openpipe", baseModel: "meta-llama/Meta-Llama-3.1-8B-Instruct" },
};

const outcomes = [];
for (const { url, isKept } of servers) {
  const models = createModelsClient({ baseUrl: url, retryDelayMs: 10, timeoutMs: 10_000 });
  if (isKept) await models.list();
  outcomes.push(
    await models.create(request).then(
      ({ id }) => (id === request.slug ? "success" : `the model ${id}`),
      ({ name }) => name,
    ),
  );
}

await fetch(`${probe}/models`).then((response) => response.text());
await fetch(`${probe}/models`, { method: "POST", body: JSON.stringify(request) }).catch(() => {});
console.log(JSON.stringify(outcomes));
