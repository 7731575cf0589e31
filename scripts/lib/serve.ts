import { once } from "node:events";
import { createServer, type IncomingMessage, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { Failure } from "./failure.js";
import { explainPort } from "./port.js";

/** A server on this machine. */
export interface Served {
  /** Without a trailing slash. */
  url: string;
  /** Ends it at once, whatever connections are open. */
  close(): Promise<void>;
}

/**
 * Serves on 127.0.0.1.
 *
 * @param port 0 for a free one.
 * @throws Failure when the port cannot be used.
 */
export async function serve(listener: RequestListener, port = 0): Promise<Served> {
  const server = createServer(listener).listen(port, "127.0.0.1");
  try {
    await once(server, "listening");
  } catch (error) {
    const { message } = error as Error;
    throw new Failure(explainPort(message, port) ?? message);
  }
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** `serve` for a function of the kind of `fetch`; where it fails, the connection breaks. */
export async function serveFetch(
  fetch: (request: Request) => Promise<Response>,
  port = 0,
): Promise<Served> {
  return serve(async (incoming, outgoing) => {
    try {
      const response = await fetch(await toRequest(incoming));
      outgoing.writeHead(response.status, Object.fromEntries(response.headers));
      outgoing.end(Buffer.from(await response.arrayBuffer()));
    } catch {
      outgoing.destroy();
    }
  }, port);
}

async function toRequest(incoming: IncomingMessage): Promise<Request> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const { method = "GET", url = "/", headers } = incoming;
  // Joined, not resolved: a path of two slashes would name another host.
  return new Request(`http://127.0.0.1${url}`, {
    method,
    headers: Object.entries(headers).map(([name, value]): [string, string] => [
      name,
      String(value),
    ]),
    body: method === "GET" || method === "HEAD" ? null : Buffer.concat(chunks),
  });
}
