import type { OpenApiDocument } from "../../lib/document/index.js";
import type { Page } from "../pages/page.js";
import { asHtml, relink } from "./links.js";

/** The list of pages for language models, in the form of llmstxt.org. */
export function llmsText(document: OpenApiDocument, pages: Page[], base: string): string {
  const { title, summary = title } = document.info;
  const groups = [...new Set(pages.map(({ group }) => group))];
  return (
    [
      `# ${title}`,
      `> ${summary}`,
      `Everything in one file: ${base}llms-full.txt. The OpenAPI document: ${base}openapi.json.`,
      ...groups.map((group) =>
        [
          `## ${group || "Overview"}`,
          "",
          ...pages
            .filter((page) => page.group === group)
            .map(
              ({ path, label, description }) => `- [${label}](${base}${path}.md): ${description}`,
            ),
        ].join("\n"),
      ),
      "",
    ]
      .join("\n\n")
      .trimEnd() + "\n"
  );
}

/** Every page as Markdown, one after the other. */
export function llmsFullText(pages: Page[], base: string): string {
  const texts = pages.map(({ path, markdown }) => {
    const url = base + (path === "index" ? "" : asHtml(`${path}.md`));
    return `<!-- ${url} -->\n\n${relink(markdown, (target) => base + target.slice(1))}\n`;
  });
  return texts.join("\n");
}
