import type { OpenApiDocument } from "../../lib/document/index.js";
import { blocks, code, plain, table } from "./markdown.js";
import type { Page } from "./page.js";
import { schemaBlocks } from "./property-rows.js";
import { nodeOf, schemaPath } from "./schema-text.js";
import { interactiveSchema } from "./variant-page.js";
import type { Variant } from "./variants.js";

/** The page of a component schema. */
export function schemaPage(document: OpenApiDocument, name: string, variants: Variant[]): Page {
  const schema = { $ref: `#/components/schemas/${name}` };
  const { description = "" } = nodeOf(document, schema) as { description?: string };
  const alternatives = variants.filter(({ union }) => union === name);
  const own = variants.filter((variant) => variant.schema === name);
  return {
    path: schemaPath(name),
    group: "Schemas",
    label: name,
    title: `${name} schema`,
    description: plain(description),
    interactive: interactiveSchema(name),
    markdown: blocks(
      `# ${name}`,
      description,
      ...own.map(
        ({ property, value, path }) =>
          `With samples and everything nested: [${property} ${code(value)}](/${path}.md).`,
      ),
      alternatives.length > 0
        ? table(
            [alternatives[0]!.property, "Schema"],
            alternatives.map(({ value, path, schema }) => [
              `[${code(value)}](/${path}.md)`,
              `[${schema}](/${schemaPath(schema)}.md)`,
            ]),
          )
        : undefined,
      schemaBlocks(document, schema, false, "##"),
    ),
  };
}
