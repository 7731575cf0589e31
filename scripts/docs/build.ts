import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { stringify } from "yaml";
import { bundle } from "../generate/bundle.js";
import { replaceFolder } from "./folder.js";
import { renderPage } from "./page.js";
import { withCodeSamples } from "./samples/inject.js";

/** A file of the rendered docs. */
export interface DocsFile {
  name: string;
  bytes: number;
  gzipBytes: number;
}

/**
 * Renders the document that `redocly.yaml` names into `dist/docs/`: the page, and the bundled
 * document in both notations. The old folder stays whole until all of the new one is written.
 *
 * @throws Failure with Redocly's own message, file and line included, when the document is invalid.
 */
export async function buildDocs(root: string): Promise<{ folder: string; files: DocsFile[] }> {
  const { document, json } = await bundle(root);
  // The page is what `externalDocs` links to.
  const { externalDocs: _, ...shown } = withCodeSamples(document);
  const files = new Map([
    ["index.html", await renderPage(root, shown)],
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
