import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import type { ClientName } from "../peers.js";
import type { Row } from "../row.js";
import type { Workbench } from "../workbench.js";

const body = `{ datasetId: "d", slug: "s", trainingConfig: { provider: "openpipe", baseModel: "b" } }`;

/** "Create a model" with each client, as a user writes it. */
const programs: Partial<Record<ClientName, string>> = {
  fetch: `const response = await fetch("https://api.openpipe.ai/api/v1/models", {
      method: "POST",
      headers: { authorization: "Bearer " + key, "content-type": "application/json" },
      body: JSON.stringify(${body}),
    });
    if (!response.ok) throw new Error(await response.text());
    console.log(await response.json());`,
  "openapi-fetch": `import createClient from "openapi-fetch";
    const client = createClient({ baseUrl: "https://api.openpipe.ai/api/v1", headers: { authorization: "Bearer " + key } });
    console.log(await client.POST("/models", { body: ${body} }));`,
  openpipe: `import OpenPipe from "openpipe/client";
    console.log(await new OpenPipe({ apiKey: key }).createModel(${body}));`,
  openai: `import OpenAI from "openai";
    console.log(await new OpenAI({ apiKey: key }).post("/models", { body: ${body} }));`,
  ours: `import { createModelsClient } from "openpipe-models";
    console.log(await createModelsClient({ apiKey: key }).create(${body}));`,
  unchecked: `import { createUncheckedModelsClient } from "openpipe-models";
    console.log(await createUncheckedModelsClient({ apiKey: key }).create(${body}));`,
};

/** Size of a program that creates a model: bundled and minified by esbuild for Node, then gzipped. */
export async function measureBundles({ project }: Workbench): Promise<Row<ClientName>[]> {
  const sizes: Partial<Record<ClientName, number>> = {};
  for (const [name, program] of Object.entries(programs)) {
    const { outputFiles } = await build({
      stdin: { contents: `const key = process.env.KEY;\n${program}`, resolveDir: project.root },
      bundle: true,
      minify: true,
      write: false,
      format: "esm",
      platform: "node",
      target: "es2022",
      logLevel: "silent",
    });
    sizes[name as ClientName] = gzipSync(outputFiles[0]?.contents ?? "", { level: 9 }).length;
  }
  const { ours = Number.NaN, unchecked = Number.NaN } = sizes;
  const row = (
    measure: string,
    names: ClientName[],
    text: string,
    met: boolean,
  ): Row<ClientName> => ({
    measure,
    values: Object.fromEntries(
      names.map((name) => [name, ((sizes[name] ?? Number.NaN) / 1000).toFixed(1)]),
    ),
    target: { text, met },
  });
  return [
    row(
      "bundle: kB min+gzip",
      ["fetch", "openapi-fetch", "openpipe", "openai", "ours"],
      "at most 10",
      ours <= 10_000,
    ),
    row("bundle without validators: kB min+gzip", ["unchecked"], "at most 4", unchecked <= 4_000),
  ];
}
