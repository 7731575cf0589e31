import http from "node:http";
import https from "node:https";
import { brotliDecompressSync, unzipSync } from "node:zlib";
import type { HttpRequest, HttpResponse, Send } from "./options.js";

/** A sender with connections that stay open between requests, until it is closed. */
export interface Sender {
  send: Send;
  close(): void;
}

/**
 * Sends over `node:http`, because a case has to go out exactly as it is: no added headers, no followed
 * redirects, no retries of what was received.
 *
 * @param reuses whether a request may go out on a connection that was used before: not worth it where
 * requests are far apart, and if the connection was given up while idle, it is sent a second time.
 */
export function createSender(
  timeoutMs: number,
  connections: number,
  reuses: (request: HttpRequest) => boolean = () => true,
): Sender {
  // An idle connection is given up before servers usually do, or a request could run into its end.
  const options = { keepAlive: true, maxSockets: connections, timeout: 100 };
  const agents = { "http:": new http.Agent(options), "https:": new https.Agent(options) };
  return {
    send: (request) => sendOnce(request, reuses(request) ? agents : undefined, timeoutMs),
    close() {
      agents["http:"].destroy();
      agents["https:"].destroy();
    },
  };
}

/** In bytes. What goes on for longer is no answer of this API, and would fill the memory. */
const largestBody = 10_000_000;

function sendOnce(
  { method, url, headers, body }: HttpRequest,
  agents: { "http:": http.Agent; "https:": https.Agent } | undefined,
  timeoutMs: number,
): Promise<HttpResponse> {
  const { protocol } = new URL(url);
  const secure = protocol === "https:";
  return new Promise((resolve, reject) => {
    const length = body === undefined ? {} : { "Content-Length": Buffer.byteLength(body) };
    const request = (secure ? https : http).request(url, {
      method,
      headers: { ...headers, ...length },
      agent: agents?.[secure ? "https:" : "http:"] ?? false,
    });
    let late: Error | undefined;
    let answered = false;
    const timer = setTimeout(() => {
      late = new Error(`No whole answer within ${timeoutMs} ms`);
      request.destroy(late);
    }, timeoutMs);
    const fail = (error: NodeJS.ErrnoException) => {
      clearTimeout(timer);
      const reset = error.code === "ECONNRESET" || error.code === "EPIPE";
      if (reset && request.reusedSocket && !answered && !late) {
        // The server gave up the connection while it was idle: that says nothing about the request.
        resolve(
          sendOnce(
            { method, url, headers, ...(body !== undefined && { body }) },
            undefined,
            timeoutMs,
          ),
        );
      } else reject(late ?? error);
    };
    request.once("error", fail);
    request.once("response", (response) => {
      answered = true;
      const chunks: Buffer[] = [];
      let size = 0;
      response.on("data", (chunk: Buffer) => {
        chunks.push(chunk);
        size += chunk.length;
        if (size > largestBody) response.destroy(new Error("An answer of more than 10 MB"));
      });
      response.once("error", fail);
      response.once("end", () => {
        clearTimeout(timer);
        try {
          resolve({
            status: response.statusCode ?? 0,
            headers: flatten(response.headers),
            body: decode(Buffer.concat(chunks), response.headers["content-encoding"]),
          });
        } catch (error) {
          reject(error as Error);
        }
      });
    });
    request.end(body);
  });
}

/** The text of a body; a server may compress it although nobody asked for that. */
function decode(body: Buffer, encoding = ""): string {
  if (body.length === 0) return "";
  const limit = { maxOutputLength: largestBody };
  if (encoding === "br") return brotliDecompressSync(body, limit).toString("utf8");
  return (/^(x-)?gzip$|^deflate$/.test(encoding) ? unzipSync(body, limit) : body).toString("utf8");
}

function flatten(headers: http.IncomingHttpHeaders): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, [value].flat().join(", ")]),
  );
}
