import { listOperations, type OpenApiDocument } from "../../lib/document/index.js";
import { errorsPage } from "./errors-page.js";
import { homePage } from "./home-page.js";
import { operationPage } from "./operation-page.js";
import type { Page } from "./page.js";
import { schemaPage } from "./schema-page.js";
import { variantPage } from "./variant-page.js";
import { listVariants } from "./variants.js";

/**
 * Every page of the docs, the first one first.
 *
 * @param texts Pages that are not made from the document: guides, the changelog.
 */
export function listPages(document: OpenApiDocument, texts: Page[] = []): Page[] {
  const variants = listVariants(document);
  const pages = [
    ...listOperations(document).map((located) => operationPage(document, located)),
    ...variants.map((variant) => variantPage(document, variant)),
    ...texts.filter(({ group }) => group === "Guides"),
    ...Object.keys(document.components?.schemas ?? {}).map((name) =>
      schemaPage(document, name, variants),
    ),
    errorsPage(document),
    ...texts.filter(({ group }) => group !== "Guides"),
  ];
  return [homePage(document, pages), ...pages];
}
