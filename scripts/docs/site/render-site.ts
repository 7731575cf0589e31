import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { transform } from "esbuild";
import { Eta } from "eta";
import type { OpenApiDocument } from "../../lib/document/index.js";
import type { Page } from "../pages/page.js";
import { contentPolicy } from "./content-policy.js";
import { asHtml, relativeLink, relink } from "./links.js";
import { llmsFullText, llmsText } from "./llms-text.js";
import { type Anchor, markdownToHtml } from "./markdown-to-html.js";

const folder = fileURLToPath(new URL(".", import.meta.url));
const eta = new Eta({ views: folder, cache: true, autoTrim: ["nl", "slurp"] });

/** What is put around the content of a page. */
interface Frame {
  path: string;
  title: string;
  description: string;
  html: string;
  interactive?: string | undefined;
  hasMarkdown: boolean;
  script?: string;
  link: (target: string) => string;
}

/** The files of the docs that need no script: file name → content. */
export async function renderSite(
  document: OpenApiDocument,
  pages: Page[],
): Promise<Map<string, string>> {
  const base = document.externalDocs?.url ?? "";
  const frame = await frameOf(document, pages, base);
  const files = new Map<string, string>();
  const entries: SearchEntry[] = [];
  for (const page of pages) {
    const link = (target: string) => relativeLink(page.path, asHtml(target));
    const { html, anchors } = markdownToHtml(page.markdown, link, page.ids);
    files.set(`${page.path}.html`, frame({ ...page, html, link, hasMarkdown: true }));
    files.set(`${page.path}.md`, markdownFile(page));
    entries.push(...searchEntries(page, anchors));
  }
  files.set("search.html", await searchPage(frame, entries));
  files.set("all.html", onePage(document, pages, frame));
  files.set("404.html", notFoundPage(frame, base));
  files.set("llms.txt", llmsText(document, pages, base));
  files.set("llms-full.txt", llmsFullText(pages, base));
  files.set("sitemap.xml", sitemap(pages, base));
  files.set("robots.txt", `User-agent: *\nAllow: /\nSitemap: ${base}sitemap.xml\n`);
  return files;
}

async function frameOf(document: OpenApiDocument, pages: Page[], base: string) {
  const style = await minify("style.css");
  const icon = await readIcon();
  const names = [...new Set(pages.map(({ group }) => group))];
  const groups = names.map((name) => ({
    name,
    pages: pages.filter(({ group }) => group === name),
  }));
  return (frame: Frame): string =>
    eta.render("layout", {
      ...frame,
      breakable: (name: string) => name.replaceAll(/(?<=[a-z])(?=[A-Z])/g, "\u200b"),
      site: document.info.title,
      style,
      icon,
      policy: contentPolicy([style], frame.script ? [frame.script] : [], ["form-action 'self'"]),
      canonical: base && frame.path !== "404" ? base + address(frame.path) : "",
      markdown: frame.hasMarkdown ? `${frame.path.replace(/^.*\//, "")}.md` : "",
      groups,
    });
}

function address(path: string): string {
  return path === "index" ? "" : `${path}.html`;
}

function markdownFile({ path, markdown }: Page): string {
  return `${relink(markdown, (target) => relativeLink(path, target))}\n`;
}

interface SearchEntry {
  href: string;
  name: string;
  where: string;
  text: string;
}

function searchEntries(page: Page, anchors: Anchor[]): SearchEntry[] {
  const { path, label, description, group } = page;
  const file = `${path}.html`;
  const own = { href: file, name: label, where: group || label, text: description };
  // The headings of generated pages are the same everywhere.
  const isWritten = group === "" || group === "Guides";
  const wanted = anchors
    .slice(1)
    .filter(({ kind, name, text }) => kind !== "heading" || isWritten || text !== name);
  const places = wanted.map(({ id, name, kind, text }) => ({
    href: `${file}#${encodeURI(id)}`,
    name,
    where: label,
    text: kind === "row" ? text.slice(name.length).trim() : text === name ? "" : text,
  }));
  return [own, ...places];
}

async function searchPage(frame: (frame: Frame) => string, entries: SearchEntry[]) {
  return frame({
    path: "search",
    title: "Search",
    description: "Every property, value, operation and error code, and where it stands.",
    html: eta.render("search", { entries }),
    script: await minify("search.js"),
    hasMarkdown: false,
    link: (target) => relativeLink("search", asHtml(target)),
  });
}

/** All of the API on one page: to print, and for the browser's own search. */
function onePage(document: OpenApiDocument, pages: Page[], frame: (frame: Frame) => string) {
  const link = (target: string) => asHtml(target).slice(1);
  // What is about the API: not the package's reference, not its history.
  const shown = pages.filter(({ group, interactive, path }) => {
    return group !== "" || interactive !== undefined || path === "errors";
  });
  const markdown = shown.map((page) => page.markdown).join("\n\n");
  return frame({
    path: "all",
    title: `${document.info.title}: everything on one page`,
    description: "All pages of these docs in one, to print or to search with the browser.",
    html: markdownToHtml(markdown, link).html,
    hasMarkdown: false,
    link: (target) => relativeLink("all", asHtml(target)),
  });
}

/** Served for any address, so its links cannot be relative. */
function notFoundPage(frame: (frame: Frame) => string, base: string): string {
  const link = (target: string) => base + asHtml(target).slice(1);
  return frame({
    path: "404",
    title: "There is no such page",
    description: "The address leads nowhere.",
    html: `<h1>There is no such page</h1><p>It may have moved. The <a href="${base}">first page</a> lists all, and the search finds every name.</p>`,
    hasMarkdown: false,
    link,
  });
}

function sitemap(pages: Page[], base: string): string {
  const urls = pages.map(({ path }) => `  <url><loc>${base}${address(path)}</loc></url>`);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
    ...urls,
    "</urlset>",
    "",
  ].join("\n");
}

/** Within the page, so that it comes without a request. */
export async function readIcon(): Promise<string> {
  const svg = await readFile(`${folder}favicon.svg`, "utf8");
  return `data:image/svg+xml,${encodeURIComponent(svg.trim())}`;
}

async function minify(name: string): Promise<string> {
  const source = await readFile(folder + name, "utf8");
  const { code } = await transform(source, {
    loader: name.endsWith(".css") ? "css" : "js",
    minify: true,
    format: name.endsWith(".css") ? undefined : "iife",
  });
  return code.trim();
}
