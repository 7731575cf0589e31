import type { ClientName } from "../peers.js";
import { startModelsServer } from "../../../lib/models-server.js";
import type { Row } from "../row.js";
import type { Workbench } from "../workbench.js";

const marks = [2_000, 10_000];
const names = ["fetch", "openapi-fetch", "openpipe", "openai", "ours"] as const;
/** What 8,000 requests may leave behind; one leaked 100-byte object each would be 800 kB. */
const allowed = 400_000;

/** How much the heap in use grows from request 2,000 to 10,000, after forced garbage collection. */
export async function measureMemory({ project }: Workbench): Promise<Row<ClientName>[]> {
  const grown: Record<string, number> = {};
  const values: Record<string, string> = {};
  for (const name of names) {
    const server = await startModelsServer();
    try {
      const settings = JSON.stringify({ url: server.url, name, marks });
      const output = await project.run("node", ["--expose-gc", "memory.mjs", settings]);
      const [early = Number.NaN, late = Number.NaN] = JSON.parse(output) as number[];
      grown[name] = late - early;
      values[name] = `${(early / 1e6).toFixed(1)} → ${(late / 1e6).toFixed(1)}`;
    } finally {
      await server.close();
    }
  }
  return [
    {
      measure: "heap after 2,000 → 10,000 requests: MB",
      values,
      target: { text: "flat (under 0.4 more)", met: (grown.ours ?? Number.NaN) < allowed },
    },
  ];
}
