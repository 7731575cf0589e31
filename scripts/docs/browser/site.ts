import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { createTempProject } from "../../test/temp-project.js";
import { buildDocs, type DocsFile } from "../build.js";
import { launchChromium } from "./chromium.js";

/** The rendered docs, served as a static host does it, and a browser to look at them. */
export interface Site {
  url: string;
  folder: string;
  files: DocsFile[];
  browser: Browser;
  /** Opens a page at a fragment, with a fresh profile. */
  open(fragment: string, options?: BrowserContextOptions): Promise<Page>;
  /** What the pages did that they should not, since the last call. */
  takeComplaints(): string[];
  close(): Promise<void>;
}

/** Renders the docs of the working directory into a temporary place, serves them, opens a browser. */
export async function openSite(): Promise<Site> {
  const closers: (() => Promise<unknown>)[] = [];
  const close = async () => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  try {
    const browser = await launchChromium();
    closers.push(() => browser.close());
    const project = await createTempProject();
    closers.push(() => project.remove());
    const { folder, files } = await buildDocs(project.root);
    const { url, stop } = await serve(folder);
    closers.push(stop);
    const complaints: string[] = [];
    return {
      url,
      folder,
      files,
      browser,
      async open(fragment, options = {}) {
        const context = await browser.newContext({
          viewport: { width: 1440, height: 900 },
          ...options,
        });
        context.setDefaultTimeout(20_000);
        const page = await context.newPage();
        watch(page, url, complaints);
        await page.goto(url + fragment);
        return page;
      },
      takeComplaints: () => complaints.splice(0),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Notes errors, warnings and every request that leaves the host. */
export function watch(page: Page, url: string, complaints: string[]): void {
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") {
      complaints.push(`console ${message.type()}: ${message.text()}`);
    }
  });
  page.on("pageerror", (error) => complaints.push(`uncaught ${error.message}`));
  page.on("requestfailed", (request) => {
    // A page that is left early does not load its icon.
    if (request.failure()?.errorText === "net::ERR_ABORTED") return;
    complaints.push(`failed request to ${request.url()}`);
  });
  page.context().on("request", (request) => {
    const isOwn = request.url().startsWith(url) || /^(data|blob):/.test(request.url());
    if (!isOwn) complaints.push(`request to ${request.url()}`);
  });
}

async function serve(folder: string): Promise<{ url: string; stop: () => Promise<void> }> {
  const types: Record<string, string> = {
    html: "text/html",
    json: "application/json",
    svg: "image/svg+xml",
  };
  const server = createServer(async (request, response) => {
    const name = new URL(request.url!, "http://host").pathname.slice(1) || "index.html";
    try {
      const content = await readFile(join(folder, name));
      response.setHeader("content-type", types[name.split(".").at(-1)!] ?? "text/plain");
      response.setHeader("content-encoding", "gzip");
      response.end(gzipSync(content));
    } catch {
      const page = await readFile(join(folder, "404.html"));
      response.writeHead(404, { "content-type": "text/html" }).end(page);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
