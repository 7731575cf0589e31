import { once } from "node:events";
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

async function sendOnce(
  sent: HttpRequest,
  agents: { "http:": http.Agent; "https:": https.Agent } | undefined,
  timeoutMs: number,
): Promise<HttpResponse> {
  const { method, url, headers, body } = sent;
  const protocol = new URL(url).protocol === "https:" ? "https:" : "http:";
  const request = (protocol === "https:" ? https : http).request(url, {
    method,
    headers: {
      ...headers,
      ...(body !== undefined && { "Content-Length": Buffer.byteLength(body) }),
    },
    agent: agents?.[protocol] ?? false,
  });
  // What comes after the answer has begun ends the reading of it.
  request.on("error", () => {});
  let late: Error | undefined;
  const timer = setTimeout(() => {
    late = new Error(`No whole answer within ${timeoutMs} ms`);
    request.destroy(late);
  }, timeoutMs);
  let answered = false;
  try {
    request.end(body);
    const [response] = (await once(request, "response")) as [http.IncomingMessage];
    answered = true;
    return {
      status: response.statusCode ?? 0,
      headers: flatten(response.headers),
      body: decode(await readAll(response), response.headers["content-encoding"]),
    };
  } catch (error) {
    if (late) throw late;
    const { code } = error as NodeJS.ErrnoException;
    const isReset = code === "ECONNRESET" || code === "EPIPE";
    // The server gave up the connection while it was idle: that says nothing about the request.
    if (isReset && request.reusedSocket && !answered) return sendOnce(sent, undefined, timeoutMs);
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

async function readAll(response: http.IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > largestBody) throw new Error("An answer of more than 10 MB");
  }
  return Buffer.concat(chunks);
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
