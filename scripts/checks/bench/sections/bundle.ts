import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { multiplySpec } from "../../../../contract-tests/engine/derive/multiply-spec.js";
import { readCurrentDocument } from "../../../lib/current-document.js";
import { generate } from "../../../generate/generate.js";
import type { OpenApiDocument } from "../../../lib/document/index.js";
import { createTempProject } from "../../../test/temp-project.js";
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
};

/** Everything that the package has, used by nobody. */
const everything = `export * from "openpipe-models";`;

/** Sizes of bundles by esbuild for Node, minified and gzipped. */
export async function measureBundles({ project }: Workbench): Promise<Row<ClientName>[]> {
  const sizes: Partial<Record<ClientName, number>> = {};
  for (const [name, program] of Object.entries(programs)) {
    const contents = `const key = process.env.KEY;\n${program}`;
    sizes[name as ClientName] = await bundleSize(contents, project.root);
  }
  const all = await bundleSize(everything, project.root);
  const kilobytes = Object.entries(sizes).map(([name, size]) => [name, (size / 1000).toFixed(1)]);
  return [
    {
      measure: "bundle of a create: kB min+gzip",
      values: Object.fromEntries(kilobytes) as Partial<Record<ClientName, string>>,
    },
    {
      measure: "bundle with everything: kB min+gzip",
      values: { ours: (all / 1000).toFixed(1) },
      target: { text: "at most 12", met: all <= 12_000 },
    },
    await measureSecondResource(),
  ];
}

/** What the models client grows by when the document gains a resource that it does not use. */
async function measureSecondResource(): Promise<Row<ClientName>> {
  const project = await createTempProject(["openapi", "generated", "src"]);
  const models = `export { createModelsClient } from "./src/create-models-client.ts";`;
  try {
    const alone = await bundleSize(models, project.root);
    const document = await readCurrentDocument(project.root);
    await writeFile(
      join(project.root, "openapi/openapi.yaml"),
      JSON.stringify(withSecond(document)),
    );
    await generate(project.root);
    const growth = (await bundleSize(models, project.root)) - alone;
    return {
      measure: "a second resource adds to a bundle of models only: bytes",
      values: { ours: `${growth}` },
      target: { text: "at most 200", met: growth <= 200 },
    };
  } finally {
    await project.remove();
  }
}

/** The document with copies of all its operations, and of the schemas they use, as another resource. */
function withSecond(document: OpenApiDocument): OpenApiDocument {
  const tag = { name: "Runs", description: "Copies, for measuring." };
  const { paths, components } = multiplySpec(document, 1);
  const text = JSON.stringify(paths).replaceAll(/"tags":\[[^\]]*\]/g, `"tags":["${tag.name}"]`);
  const copies = JSON.parse(text) as OpenApiDocument["paths"];
  const { tags = [] } = document as { tags?: object[] };
  const all = { ...document.paths, ...copies };
  const schemas = { ...components?.schemas };
  // Twice, because what only an unused schema uses is unused, too; lint refuses those.
  for (const name of Object.keys(schemas).reverse().concat(Object.keys(schemas))) {
    const used = JSON.stringify([all, { ...components, schemas }]);
    if (!used.includes(`/${name}"`)) delete schemas[name];
  }
  return Object.assign({}, document, {
    tags: [...tags, tag],
    paths: all,
    components: { ...components, schemas },
  });
}

async function bundleSize(contents: string, resolveDir: string): Promise<number> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir },
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    platform: "node",
    target: "es2022",
    logLevel: "silent",
  });
  return gzipSync(outputFiles[0]?.contents ?? "", { level: 9 }).length;
}
