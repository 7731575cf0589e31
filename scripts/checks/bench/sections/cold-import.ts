import { type ClientName, clientNames } from "../peers.js";
import type { Row } from "../row.js";
import { median, middleHalf } from "../statistics.js";
import type { Workbench } from "../workbench.js";

const rounds = 25;

const modules: Partial<Record<ClientName, string>> = {
  "openapi-fetch": "openapi-fetch",
  openpipe: "openpipe/client",
  openai: "openai",
  ours: "openpipe-models",
};

/** How much longer a new Node process lives when it imports a client and does nothing with it. */
export async function measureColdImport({ project }: Workbench): Promise<Row<ClientName>[]> {
  await project.write("import-nothing.mjs", "");
  for (const [name, module] of Object.entries(modules)) {
    await project.write(`import-${name}.mjs`, `import ${JSON.stringify(module)};\n`);
  }
  const names = Object.keys(modules) as ClientName[];
  const extra: Record<string, number[]> = Object.fromEntries(names.map((name) => [name, []]));
  const time = async (name: string) => {
    const start = performance.now();
    await project.run("node", [`import-${name}.mjs`]);
    return performance.now() - start;
  };
  for (const name of ["nothing", ...names]) await time(name);
  for (let round = 0; round < rounds; round++) {
    const bare = await time("nothing");
    for (const name of names) extra[name]?.push((await time(name)) - bare);
  }
  const show = (name: string) => {
    const [low, high] = middleHalf(extra[name] ?? []);
    const [middle, from, to] = [median(extra[name] ?? []), low, high].map(
      (ms) => `${Math.round(ms) || 0}`,
    );
    return `${middle} (${from}–${to})`;
  };
  return [
    {
      measure: "cold import: ms over bare node",
      values: Object.fromEntries([
        ["fetch", "0"],
        ...clientNames.filter((name) => modules[name]).map((name) => [name, show(name)]),
      ]),
      target: { text: "at most 10", met: median(extra.ours ?? []) <= 10 },
    },
  ];
}
