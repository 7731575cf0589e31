import { docsAnchor } from "../../generate/docs-url.js";
import { listOperations, type OpenApiDocument } from "../../lib/openapi.js";
import { blocks, code, plain, table } from "./markdown.js";
import { operationPath } from "./operation-page.js";
import type { Page } from "./page.js";

/** The first page: the operations, a list of all pages, and the document's introduction. */
export function homePage(document: OpenApiDocument, pages: Page[]): Page {
  const { title, description = "", summary = title } = document.info;
  const operations = listOperations(document);
  const groups = [...new Set(pages.map(({ group }) => group))].filter(
    (group) => group !== "" && group !== "Operations",
  );
  return {
    path: "index",
    group: "",
    label: "Home",
    title,
    description: plain(summary),
    interactive: "",
    // The client's docstrings link to these.
    ids: new Map(
      operations.map(({ operation }) => [operation.operationId, docsAnchor(operation).slice(1)]),
    ),
    markdown: blocks(
      `# ${title}`,
      summary,
      "## Operations",
      table(
        ["Operation", "Request", "What it does"],
        operations.map(({ operation, method, path }) => [
          `[${operation.operationId}](/${operationPath(operation.operationId)}.md)`,
          code(`${method.toUpperCase()} ${path}`),
          operation.summary ?? "",
        ]),
      ),
      ...groups.map((group) => blocks(`## ${group}`, linkList(pages, group))),
      "## For programs",
      "The document as [openapi.json](/openapi.json) and [openapi.yaml](/openapi.yaml). For language models: [llms.txt](/llms.txt), and every page in one file, [llms-full.txt](/llms-full.txt). Every page is there as Markdown, too: put `.md` in place of `.html`.",
      description,
    ),
  };
}

function linkList(pages: Page[], group: string): string {
  return pages
    .filter((page) => page.group === group)
    .map(({ path, label, description }) => `- [${label}](/${path}.md): ${description}`)
    .join("\n");
}
