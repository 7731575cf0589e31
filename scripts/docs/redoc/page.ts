import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { transform } from "esbuild";
import { Failure } from "../../lib/failure.js";
import { listOperations, type OpenApiDocument } from "../../lib/document/index.js";
import { runRedocly } from "../../lib/redocly.js";
import { withTemporaryFolder } from "../../lib/temporary-folder.js";
import type { Page } from "../pages/page.js";
import { holdsVariant, listVariants } from "../pages/variants.js";
import { listRequests } from "../samples/requests.js";
import { hash } from "../site/content-policy.js";
import { readIcon } from "../site/render-site.js";
import { patchPage } from "./patches.js";

const folder = fileURLToPath(new URL(".", import.meta.url));

/**
 * Renders the document with Redocly into one page that needs nothing else.
 *
 * @param plainPages The pages that the view links to: each where the view shows the same.
 */
export async function renderPage(
  root: string,
  document: OpenApiDocument,
  plainPages: Page[],
): Promise<string> {
  const page = patchPage(await runBuildDocs(root, document));
  const paths = plainPages
    .filter(({ interactive }) => interactive)
    .map(({ interactive, path }) => [interactive, `${path}.html`]);
  const scripts = await Promise.all(
    ["mend.js", "together.js"].map((name) => readFile(folder + name, "utf8")),
  );
  const { code } = await transform(scripts.join("\n"), { minify: true });
  const icon = await readIcon();
  // As functions, so that `$&` in what is inserted means nothing.
  const complete = page
    .replace("%ICON%", () => icon)
    .replace("%PAGES%", () => dataBlock(Object.fromEntries(paths)))
    .replace("%ALTERNATIVES%", () => dataBlock(alternativesOf(document)))
    .replace("%MEND%", () => code.trim());
  return complete.replace("%POLICY%", () => policyOf(complete));
}

function dataBlock(value: unknown): string {
  return JSON.stringify(value).replaceAll("<", "\\u003c");
}

/** Which alternative each request example is, by its summary. */
function alternativesOf(document: OpenApiDocument) {
  const variants = listVariants(document);
  const alternatives = listOperations(document)
    .flatMap((located) => listRequests(document, located))
    .flatMap(({ summary, body }) => {
      const variant = variants.find((one) => holdsVariant(body, one));
      return summary && variant ? [[summary, variant.value]] : [];
    });
  const property = variants[0]?.property ?? "";
  return { property, alternatives: Object.fromEntries(alternatives) as Record<string, string> };
}

/** Allows the page's own scripts by their hashes, so that no other runs. */
function policyOf(page: string): string {
  const scripts = [...page.matchAll(/<script(?: type="module")?>(.*?)<\/script>/gs)].map(
    ([, text]) => hash(text!),
  );
  return [
    "default-src 'none'",
    `script-src ${[...new Set(scripts)].join(" ")}`,
    "style-src 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src data:",
    "worker-src blob:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
  ].join("; ");
}

async function runBuildDocs(root: string, document: OpenApiDocument): Promise<string> {
  return withTemporaryFolder("docs", async (scratch) => {
    const input = join(scratch, "openapi.json");
    const output = join(scratch, "index.html");
    await writeFile(input, JSON.stringify(document));
    const { exitCode, output: said } = await runRedocly(root, [
      "build-docs",
      input,
      "--config=redocly.yaml",
      "--inlineBundle",
      `--template=${folder}template.hbs`,
      `--templateOptions.description=${document.info.summary ?? document.info.title}`,
      `--output=${output}`,
    ]);
    if (exitCode !== 0) throw new Failure(said.trim());
    return await readFile(output, "utf8");
  });
}
