import { createRequire } from "node:module";
import { join } from "node:path";
import { multiplySpec } from "../../../../contract-tests/engine/derive/multiply-spec.js";
import { readCurrentDocument } from "../../../lib/current-document.js";
import { renderDocument } from "../../../generate/render.js";
import { Failure } from "../../../lib/failure.js";
import { runProgram } from "../../../lib/run-program.js";
import { createScratchProject } from "../../../lib/scratch-project.js";
import type { Row } from "../row.js";

type Column = "generate" | "cli";

export const generateTitles: Record<Column, string> = {
  generate: "npm run generate",
  cli: "openapi-typescript 7.13.0, its CLI",
};

/** What generating costs: of the document, and of one with a thousand operations. */
export async function measureGenerate(): Promise<Row<Column>[]> {
  const whole = await timeProcess(process.cwd(), [
    "scripts/run.mjs",
    "scripts/generate/index.ts",
    "--check",
  ]);
  const document = await readCurrentDocument(process.cwd());
  const render = async (times: number) => {
    const large = multiplySpec(document, times);
    const start = performance.now();
    await renderDocument(large);
    return (performance.now() - start) / 1000;
  };
  // The first run also pays for what the compiler has not seen yet.
  await render(10);
  const [half, full] = [await render(125), await render(250)];
  const cli = await timeCli(JSON.stringify(multiplySpec(document, 250)));
  return [
    {
      measure: "the document, with lint and bundle: seconds",
      values: { generate: whole.toFixed(1) },
      target: { text: "at most 3", met: whole <= 3 },
    },
    {
      measure: "a thousand operations, types and table: seconds",
      values: { generate: full.toFixed(1), cli: cli.toFixed(1) },
      target: { text: "at most twice the CLI", met: full <= 2 * cli },
    },
    {
      measure: "a thousand operations over five hundred: ratio of time",
      values: { generate: (full / half).toFixed(1) },
      target: { text: "at most 2.5", met: full / half <= 2.5 },
    },
  ];
}

/** In a folder of its own, because the CLI reads a `redocly.yaml` that it finds. */
async function timeCli(json: string): Promise<number> {
  const project = await createScratchProject([]);
  try {
    await project.write("openapi.json", json);
    const require = createRequire(import.meta.url);
    const cli = join(require.resolve("openapi-typescript"), "../../bin/cli.js");
    return await timeProcess(project.root, [cli, "openapi.json", "--output", "types.ts"]);
  } finally {
    await project.remove();
  }
}

/** Seconds that Node takes for a program. */
async function timeProcess(cwd: string, args: string[]): Promise<number> {
  const start = performance.now();
  const { exitCode, output } = await runProgram(process.execPath, args, { cwd });
  if (exitCode !== 0) throw new Failure(`${args.join(" ")} failed: ${output}`);
  return (performance.now() - start) / 1000;
}
