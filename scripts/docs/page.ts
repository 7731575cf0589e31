import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Failure } from "../lib/failure.js";
import type { OpenApiDocument } from "../lib/openapi.js";
import { runRedocly } from "../lib/redocly.js";
import { patchPage } from "./patches.js";

const template = fileURLToPath(new URL("./template.hbs", import.meta.url));

/** Renders the document with Redocly into one page that needs nothing else. */
export async function renderPage(root: string, document: OpenApiDocument): Promise<string> {
  const scratch = await mkdtemp(join(tmpdir(), "openpipe-models-docs-"));
  try {
    const input = join(scratch, "openapi.json");
    const output = join(scratch, "index.html");
    await writeFile(input, JSON.stringify(document));
    const { exitCode, output: said } = await runRedocly(root, [
      "build-docs",
      input,
      "--config=redocly.yaml",
      "--inlineBundle",
      `--template=${template}`,
      `--templateOptions.description=${document.info.summary ?? document.info.title}`,
      `--output=${output}`,
    ]);
    if (exitCode !== 0) throw new Failure(said.trim());
    return patchPage(await readFile(output, "utf8"));
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}
