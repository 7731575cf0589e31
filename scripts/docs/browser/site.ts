import { readFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect } from "vitest";
import { serveFetch } from "../../lib/serve.js";
import { createTempProject } from "../../test/temp-project.js";
import { buildDocs, type DocsFile } from "../build.js";
import { launchChromium } from "./chromium.js";

const desktop = { width: 1440, height: 900 };
export const phone: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  isMobile: true,
  hasTouch: true,
};

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

/** Opens the site for the tests of a file. A test fails when its pages have done what they should not. */
export function useSite(): Site {
  const site = {} as Site;
  beforeAll(async () => {
    Object.assign(site, await openSite());
  });
  afterAll(() => site.close?.());
  afterEach(async () => {
    const complaints = site.takeComplaints();
    await Promise.all(site.browser.contexts().map((context) => context.close()));
    expect(complaints).toEqual([]);
  });
  return site;
}

/** Renders the docs of the working directory into a temporary place, serves them, opens a browser. */
async function openSite(): Promise<Site> {
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
    const server = await serveFetch((request) => answer(folder, request));
    closers.push(server.close);
    const url = `${server.url}/`;
    const complaints: string[] = [];
    return {
      url,
      folder,
      files,
      browser,
      async open(fragment, options = {}) {
        const context = await browser.newContext({ viewport: desktop, ...options });
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

/** A file, or the page for what is not there. */
async function answer(folder: string, request: Request): Promise<Response> {
  const types: Record<string, string> = {
    ".html": "text/html",
    ".json": "application/json",
    ".svg": "image/svg+xml",
  };
  const name = new URL(request.url).pathname.slice(1) || "index.html";
  const file = await readFile(join(folder, name)).catch(() => undefined);
  const headers = {
    "content-type": file ? (types[extname(name)] ?? "text/plain") : "text/html",
    "content-encoding": "gzip",
  };
  const content = file ?? (await readFile(join(folder, "404.html")));
  return new Response(gzipSync(content), { status: file ? 200 : 404, headers });
}
