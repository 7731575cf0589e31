import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Failure } from "../lib/failure.js";
import { type OpenApiDocument, resolve } from "../lib/document/index.js";
import { runRedocly } from "../lib/redocly.js";
import { lint, refuseSource } from "../lint/lint.js";

/**
 * Lints the document that `redocly.yaml` names and bundles it into one JSON text.
 *
 * @throws Failure with Redocly's own message, file and line included, when the document is invalid.
 */
export async function bundle(
  root: string,
  signal?: AbortSignal,
): Promise<{ document: OpenApiDocument; json: string }> {
  await refuseSource(root);
  const scratch = await mkdtemp(join(tmpdir(), "openpipe-models-bundle-"));
  const output = join(scratch, "openapi.json");
  try {
    // Both to their end, so that neither still writes when the scratch folder is removed.
    const [linted, bundled] = await Promise.allSettled([
      lint(root, signal),
      runRedocly(root, ["bundle", "models", "--output", output], signal),
    ]);
    if (linted.status === "rejected") throw linted.reason;
    if (bundled.status === "rejected") throw bundled.reason;
    if (bundled.value.exitCode !== 0) throw new Failure(bundled.value.output);
    const document = inlineReferences(
      JSON.parse(await readFile(output, "utf8")) as OpenApiDocument,
    );
    return { document, json: `${JSON.stringify(document, null, 2)}\n` };
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/**
 * Puts path items and examples where they are referred to. Few tools look there for operations and
 * values, and would pass them over.
 */
export function inlineReferences(document: OpenApiDocument): OpenApiDocument {
  const paths = Object.entries(document.paths).map(([path, item]) => {
    const { $ref: _, ...own } = item as { $ref?: string };
    return [path, { ...resolve(document, item), ...own }];
  });
  const { pathItems, examples, ...components } = (document.components ?? {}) as Record<
    string,
    unknown
  >;
  const inlined = { ...document, paths: Object.fromEntries(paths), components };
  return JSON.parse(JSON.stringify(inlined), (_, node: unknown) => {
    const isExample = String(Object(node).$ref).startsWith("#/components/examples/");
    return isExample ? resolve(document, node) : node;
  }) as OpenApiDocument;
}
