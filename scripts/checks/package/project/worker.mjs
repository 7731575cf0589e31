// A worker in the form that edge runtimes share; key and base URL come as bindings.
import * as openpipe from "openpipe-models";
import { runOperations } from "./operations.mjs";

export default {
  async fetch(_request, { apiKey, baseUrl }) {
    try {
      const models = openpipe.createModelsClient({ apiKey, baseUrl });
      await runOperations(openpipe, models, `worker-${Math.random()}`);
      return new Response("all operations done");
    } catch (error) {
      return new Response(String(error?.stack ?? error), { status: 500 });
    }
  },
};
