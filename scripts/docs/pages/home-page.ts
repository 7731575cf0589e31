import { docsAnchor } from "../../generate/docs-url.js";
import {
  listOperations,
  type LocatedOperation,
  type OpenApiDocument,
} from "../../lib/document/index.js";
import { blocks, code, plain, table } from "./markdown.js";
import { operationPath } from "./operation-page.js";
import type { Page } from "./page.js";
import { asWritten } from "./schema-text.js";

/** The first page: the document's introduction, the operations, and a list of all pages. */
export function homePage(document: OpenApiDocument, pages: Page[]): Page {
  const { title, description = "", summary = title } = document.info;
  const operations = listOperations(document);
  const firstSection = description.search(/^## /m);
  const [opening, sections] =
    firstSection === -1
      ? [description, ""]
      : [description.slice(0, firstSection), description.slice(firstSection)];
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
      opening.trim(),
      "## Operations",
      operationTable(operations),
      asWritten(document, "## Webhooks", Object(document).webhooks),
      ...groups.filter((group) => group !== "Schemas").map((group) => linkList(pages, group)),
      sections.trim(),
      linkList(pages, "Schemas"),
      "## For programs",
      "The document as [openapi.json](/openapi.json) and [openapi.yaml](/openapi.yaml). For language models: [llms.txt](/llms.txt), and every page in one file, [llms-full.txt](/llms-full.txt). Every page is there as Markdown, too: put `.md` in place of `.html`.",
    ),
  };
}

function operationTable(operations: LocatedOperation[]): string {
  const rows = operations.map(({ operation, method, path }) => [
    `[${operation.operationId}](/${operationPath(operation.operationId)}.md)`,
    code(`${method.toUpperCase()} ${path}`),
    operation.summary ?? "",
  ]);
  return table(["Operation", "Request", "What it does"], rows);
}

function linkList(pages: Page[], group: string): string {
  const links = pages
    .filter((page) => page.group === group)
    .map(({ path, label, description }) => `- [${label}](/${path}.md): ${description}`);
  return blocks(`## ${group}`, links.join("\n"));
}
