import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Failure } from "../lib/failure.js";
import type { OpenApiDocument } from "../lib/openapi.js";
import { runRedocly } from "../lib/redocly.js";

/**
 * Lints the document that `redocly.yaml` names and bundles it into one JSON text.
 *
 * @throws Failure with Redocly's own message, file and line included, when the document is invalid.
 */
export async function bundle(root: string): Promise<{ document: OpenApiDocument; json: string }> {
  const scratch = await mkdtemp(join(tmpdir(), "openpipe-models-bundle-"));
  const output = join(scratch, "openapi.json");
  try {
    const [lint, bundled] = await Promise.all([
      runRedocly(root, ["lint", "models", "--format=codeframe"]),
      runRedocly(root, ["bundle", "models", "--output", output]),
    ]);
    if (lint.exitCode !== 0) {
      throw new Failure(`${lint.output.trim()}\n\nopenapi/openapi.yaml is invalid (see above).`);
    }
    if (bundled.exitCode !== 0) throw new Failure(bundled.output.trim());
    const document = JSON.parse(await readFile(output, "utf8")) as OpenApiDocument;
    return { document, json: `${JSON.stringify(document, null, 2)}\n` };
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}
