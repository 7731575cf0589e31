import { readFile } from "node:fs/promises";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { Failure } from "../../lib/failure.js";
import { liveReload, waitingPage } from "./live-reload.js";

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
  "index.html": "text/html; charset=utf-8",
  "openapi.json": "application/json; charset=utf-8",
  "openapi.yaml": "application/yaml; charset=utf-8",
};

/**
 * Serves `folder` on 127.0.0.1.
 *
 * @throws Failure when the port is taken.
 */
export async function startPreviewServer(folder: string, port: number): Promise<PreviewServer> {
  const pages = new Set<ServerResponse>();
  let error: string | undefined;

  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://127.0.0.1");
    if (pathname === "/events") {
      response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
      response.write(error === undefined ? ": connected\n\n" : event("problem", error));
      pages.add(response);
      response.on("close", () => pages.delete(response));
      return;
    }
    const name = pathname === "/" ? "index.html" : pathname.slice(1);
    const contentType = contentTypes[name];
    const content = contentType && (await readFile(join(folder, name), "utf8").catch(() => null));
    if (contentType === undefined || (!content && name !== "index.html")) {
      response.writeHead(404, { "content-type": "text/plain" }).end("There is no such page.\n");
      return;
    }
    response.writeHead(200, { "content-type": contentType, "cache-control": "no-store" });
    if (name !== "index.html") response.end(content);
    else
      response.end((content || waitingPage).replace(/<\/body>\s*<\/html>\s*$/, `${liveReload}$&`));
  });

  await new Promise<void>((resolve, reject) => {
    server.once("error", (cause: NodeJS.ErrnoException) =>
      reject(
        cause.code === "EADDRINUSE"
          ? new Failure(`Port ${port} on 127.0.0.1 is taken. Choose another with --port.`)
          : cause,
      ),
    );
    server.listen(port, "127.0.0.1", resolve);
  });

  const send = (text: string) => {
    for (const page of pages) page.write(text);
  };
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    reload() {
      error = undefined;
      send(event("reload", ""));
    },
    showError(message) {
      error = message;
      send(event("problem", message));
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function event(name: string, data: string): string {
  return `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
}
