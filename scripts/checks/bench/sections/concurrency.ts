import type { ClientName } from "../peers.js";
import { startModelsServer } from "../../../lib/models-server.js";
import type { Row } from "../row.js";
import type { Workbench } from "../workbench.js";

const count = 500;
const headers = { authorization: "Bearer any-token" };
const names = ["fetch", "openapi-fetch", "openpipe", "openai", "ours"] as const;

/** Creates started at once: how many resolved, and how many POSTs and models the server counted. */
export async function measureConcurrency({ project }: Workbench): Promise<Row<ClientName>[]> {
  const values: Record<string, string> = {};
  let met = false;
  for (const name of names) {
    const server = await startModelsServer();
    try {
      const settings = JSON.stringify({ url: server.url, name, count });
      const output = await project.run("node", ["concurrent.mjs", settings]);
      const { completed } = JSON.parse(output) as { completed: number };
      const { POST = 0 } = server.counts;
      const list = (await (await fetch(`${server.url}/models`, { headers })).json()) as {
        data: unknown[];
      };
      values[name] = `${completed} / ${POST} / ${list.data.length}`;
      if (name === "ours")
        met = completed === count && POST === count && list.data.length === count;
    } finally {
      await server.close();
    }
  }
  return [
    {
      measure: `${count} creates at once: resolved / POSTs / models`,
      values,
      target: { text: `${count} / ${count} / ${count}`, met },
    },
  ];
}
