import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { isObject, type OpenApiDocument, resolve } from "./document/index.js";
import { Failure } from "./failure.js";
import { lintSource, readSource } from "./lint.js";
import { runRedocly } from "./redocly.js";
import { withTemporaryFolder } from "./temporary-folder.js";

/**
 * Lints the document that `redocly.yaml` names and bundles it into one JSON text.
 *
 * @throws Failure with Redocly's own message, file and line included, when the document is invalid.
 */
export async function bundle(
  root: string,
  signal?: AbortSignal,
): Promise<{ document: OpenApiDocument; json: string }> {
  await readSource(root);
  return withTemporaryFolder("bundle", async (scratch) => {
    const output = join(scratch, "openapi.json");
    // Both to their end, so that neither still writes when the scratch folder is removed.
    const [linted, bundled] = await Promise.allSettled([
      lintSource(root, signal),
      runRedocly(root, ["bundle", "models", "--output", output], signal),
    ]);
    if (linted.status === "rejected") throw linted.reason;
    if (bundled.status === "rejected") throw bundled.reason;
    if (bundled.value.exitCode !== 0) throw new Failure(bundled.value.output);
    const document = inlineReferences(
      JSON.parse(await readFile(output, "utf8")) as OpenApiDocument,
    );
    return { document, json: `${JSON.stringify(document, null, 2)}\n` };
  });
}

/**
 * Puts path items and examples where they are referred to. Few tools look there for operations and
 * values, and would pass them over.
 */
export function inlineReferences(document: OpenApiDocument): OpenApiDocument {
  const withItems = (items: object | undefined) =>
    items && Object.fromEntries(Object.entries(items).map(([key, item]) => [key, inPlace(item)]));
  const inPlace = (item: unknown) => {
    if (!isObject(item)) return item;
    const { $ref: _, ...own } = item;
    return { ...resolve<object>(document, item), ...own };
  };
  const { webhooks } = document as { webhooks?: object };
  const { pathItems, examples, ...components } = (document.components ?? {}) as Record<
    string,
    unknown
  >;
  const inlined = {
    ...document,
    paths: withItems(document.paths ?? {}),
    ...(webhooks && { webhooks: withItems(webhooks) }),
    components,
  };
  return JSON.parse(JSON.stringify(inlined), (_, node: unknown) => {
    const isExample = String(Object(node).$ref).startsWith("#/components/examples/");
    return isExample ? resolve(document, node) : node;
  }) as OpenApiDocument;
}
