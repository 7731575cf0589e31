import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { createScratchProject } from "../../../lib/scratch-project.js";
import { type ClientName, clients } from "../peers.js";
import type { Row } from "../row.js";
import type { Workbench } from "../workbench.js";

/** What `npm install` of each client alone brings: packages, and the size of their files. */
export async function measureInstalls({ tarball }: Workbench): Promise<Row<ClientName>[]> {
  const found: Partial<Record<ClientName, { packages: number; megabytes: number }>> = {};
  for (const name of ["openapi-fetch", "openpipe", "openai", "ours"] as const) {
    const packages = name === "ours" ? [tarball] : [...clients[name].packages];
    const project = await createScratchProject(packages);
    try {
      found[name] = await weigh(join(project.root, "node_modules"));
    } finally {
      await project.remove();
    }
  }
  const { packages = Number.NaN, megabytes = Number.NaN } = found.ours ?? {};
  return [
    {
      measure: "installed: packages, MB",
      values: {
        fetch: "0",
        ...Object.fromEntries(
          Object.entries(found).map(([name, one]) => [
            name,
            `${one.packages}, ${one.megabytes.toFixed(2)}`,
          ]),
        ),
      },
      target: { text: "itself and 2, under 1", met: packages <= 3 && megabytes < 1 },
    },
  ];
}

async function weigh(folder: string) {
  const lock = JSON.parse(await readFile(join(folder, ".package-lock.json"), "utf8"));
  let bytes = 0;
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || entry.name === ".package-lock.json") continue;
    bytes += (await stat(join(entry.parentPath, entry.name))).size;
  }
  return { packages: Object.keys(lock.packages).length, megabytes: bytes / 1e6 };
}
