import { readFile } from "node:fs/promises";
import type { RequestListener, ServerResponse } from "node:http";
import { extname, join } from "node:path";
import { serve } from "../../lib/serve.js";
import { allow, hash } from "../site/content-policy.js";

const liveReload = await readFile(new URL("live-reload.js", import.meta.url), "utf8");

/** Served until there is a first valid page. */
const waitingPage =
  '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>No docs yet</title></head><body><p>There is no valid page yet; this one reloads as soon as there is.</p></body></html>\n';

/** A server of the rendered docs whose open pages can be told to reload. */
export interface PreviewServer {
  /** Where it listens, with a trailing slash. */
  url: string;
  /** Reloads every open page. */
  reload(): void;
  /** Shows an error over every open page, and over those opened later, until the next `reload`. */
  showError(message: string): void;
  /** Stops it at once, whatever connections are open. */
  close(): Promise<void>;
}

const contentTypes: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".md": "text/markdown; charset=utf-8",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".xml": "application/xml; charset=utf-8",
  ".yaml": "application/yaml; charset=utf-8",
};

/**
 * Serves `folder` on 127.0.0.1.
 *
 * @throws Failure when the port is taken.
 */
export async function startPreviewServer(folder: string, port: number): Promise<PreviewServer> {
  const { subscribe, reload, showError } = openChannel();
  const listener: RequestListener = async (request, response) => {
    // Another name is that of a foreign page, which must not read what is on this machine.
    if (!isOwnHost(request.headers.host)) return refuse(response, 403, "This host is not served.");
    const name = fileName(request.url ?? "/");
    if (name === "events") return subscribe(response);
    const content = name && (await read(folder, name));
    if (!name || content === undefined) return refuse(response, 404, "There is no such page.");
    const contentType = contentTypes[extname(name)] ?? "application/octet-stream";
    response.writeHead(200, { "content-type": contentType, "cache-control": "no-store" });
    response.end(content);
  };
  const { url, close } = await serve(listener, port);
  return { url: `${url}/`, reload, showError, close };
}

/** What the open pages are told. */
function openChannel() {
  const pages = new Set<ServerResponse>();
  let error: string | undefined;
  const send = (text: string) => {
    for (const page of pages) page.write(text);
  };
  return {
    subscribe(response: ServerResponse) {
      response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
      response.write(error === undefined ? ": connected\n\n" : event("problem", error));
      pages.add(response);
      response.on("close", () => pages.delete(response));
    },
    reload() {
      error = undefined;
      send(event("reload", ""));
    },
    showError(message: string) {
      error = message;
      send(event("problem", message));
    },
  };
}

function isOwnHost(host = ""): boolean {
  return /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(host);
}

/** The file that a request is for; undefined for what cannot be one, whatever was sent. */
function fileName(target: string): string | undefined {
  const [path = "/"] = target.split(/[?#]/, 1);
  try {
    const name = decodeURIComponent(path).slice(1) || "index.html";
    const isPlain = name.split("/").every((part) => /^[\w-][\w .-]*$/.test(part));
    return isPlain ? name : undefined;
  } catch {
    return undefined;
  }
}

/** The content of a file; a page gets the script that reloads it. */
async function read(folder: string, name: string): Promise<string | Buffer | undefined> {
  const content = await readFile(join(folder, name)).catch(() => undefined);
  if (!name.endsWith(".html")) return content;
  if (!content) return name === "index.html" ? addReload(waitingPage) : undefined;
  return addReload(content.toString());
}

/** The page's own policy allows no other script: this one is added to it by its hash. */
function addReload(page: string): string {
  return page
    .replace(/(Content-Security-Policy" content=")([^"]*)/, (_, start, policy) => {
      const scripts = allow(policy, "script-src", hash(liveReload));
      return start + allow(scripts, "connect-src", "'self'");
    })
    .replace(/<\/body>\s*<\/html>\s*$/, (end) => `<script>${liveReload}</script>\n${end}`);
}

function refuse(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { "content-type": "text/plain" }).end(`${text}\n`);
}

function event(name: string, data: string): string {
  return `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
}
