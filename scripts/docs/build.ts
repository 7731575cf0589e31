import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { stringify } from "yaml";
import { bundle } from "../lib/bundle.js";
import { replaceFolder } from "../lib/replace-folder.js";
import { readChangelog } from "./pages/changelog-page.js";
import { listPages } from "./pages/pages.js";
import { readGuides } from "./pages/text-pages.js";
import { readDeclarations, typescriptPage } from "./pages/typescript-page.js";
import { renderPage } from "./redoc/page.js";
import { withCodeSamples } from "./samples/inject.js";
import { renderSite } from "./site/render-site.js";

/** A file of the rendered docs. */
export interface DocsFile {
  name: string;
  bytes: number;
  gzipBytes: number;
}

/**
 * Renders the document that `redocly.yaml` names into `dist/docs/`: pages that need no script, the
 * interactive page, and the bundled document in both notations. The old folder stays whole until all
 * of the new one is written.
 *
 * @param declarations The types of the package; what takes longest, and changes least.
 * @throws Failure with Redocly's own message, file and line included, when the document is invalid.
 */
export async function buildDocs(
  root: string,
  declarations?: string,
): Promise<{ folder: string; files: DocsFile[] }> {
  const { document, json } = await bundle(root);
  // The page is what `externalDocs` links to.
  const { externalDocs: _, ...shown } = withCodeSamples(document);
  const guides = await readGuides();
  const pages = listPages(document, [
    ...guides.pages,
    await readChangelog(root),
    typescriptPage(declarations ?? readDeclarations(root)),
  ]);
  const files = new Map([
    ...(await renderSite(document, pages)),
    ...guides.pictures,
    ["interactive.html", await renderPage(root, shown, pages)],
    ["openapi.json", json],
    ["openapi.yaml", stringify(document, { aliasDuplicateObjects: false, lineWidth: 100 })],
    // GitHub Pages would otherwise run the folder through Jekyll.
    [".nojekyll", ""],
  ]);
  const folder = join(root, "dist", "docs");
  await replaceFolder(folder, files);
  return {
    folder,
    files: [...files]
      .filter(([name]) => !name.startsWith("."))
      .map(([name, content]) => ({
        name,
        bytes: Buffer.byteLength(content),
        gzipBytes: gzipSync(content).length,
      })),
  };
}
