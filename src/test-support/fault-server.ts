import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { CreateModelRequest, Model } from "../../generated/types.js";
import type { Fault } from "./faults.js";
import { modelOf } from "./models.js";

/** A request as the server received it. */
export interface Received {
  method: string;
  path: string;
  headers: IncomingMessage["headers"];
  body: string;
}

/** How the server answers: a status and a body, or whatever it does with the response itself. */
export type Answer = { status: number; body: unknown; headers?: Record<string, string> };

export interface FaultServerOptions {
  /** The fault for a request; undefined lets it through. */
  fault?: (request: Received, index: number) => Fault | undefined;
  /** Answers a request instead of the models resource. */
  handle?: (request: Received, response: ServerResponse, index: number) => Answer | undefined;
  /** The status of a refused slug. Default 500, as in the vendor's published source. */
  takenStatus?: number;
  /** Milliseconds until a late commit lands. Default 30. */
  lateMs?: number | ((request: Received) => number);
  /** How far the server's clock is ahead, in milliseconds; it stamps models and answers. */
  clockAheadMs?: number;
  /** Commit every request, though the slug is taken, so that each repetition would cost. */
  allowDuplicates?: boolean;
}

/** A models API in memory that goes wrong as it is told. */
export class FaultServer {
  readonly requests: Received[] = [];
  readonly models = new Map<string, Model>();
  /** Accepted creates: slug to the `x-call` headers of the requests that made them. */
  readonly commits = new Map<string, string[]>();
  url = "";
  readonly #pending = new Set<Promise<void>>();
  readonly #server = createServer((request, response) => void this.#receive(request, response));

  constructor(readonly options: FaultServerOptions = {}) {}

  static async start(options?: FaultServerOptions): Promise<FaultServer> {
    const server = new FaultServer(options);
    await new Promise<void>((resolve) => server.#server.listen(0, "127.0.0.1", resolve));
    server.url = `http://127.0.0.1:${(server.#server.address() as AddressInfo).port}`;
    return server;
  }

  /** Waits until every late commit has landed. */
  async settled(): Promise<void> {
    while (this.#pending.size > 0) await Promise.all(this.#pending);
  }

  /** The time by the server's clock. */
  now(): Date {
    return new Date(Date.now() + (this.options.clockAheadMs ?? 0));
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
    await this.settled();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  /** How often a method and path were requested. */
  count(method: string, path?: string): number {
    return this.requests.filter(
      (request) => request.method === method && (path === undefined || request.path === path),
    ).length;
  }

  async #receive(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    try {
      for await (const chunk of incoming) chunks.push(chunk as Buffer);
    } catch {
      return;
    }
    const request: Received = {
      method: incoming.method ?? "",
      path: incoming.url ?? "",
      headers: incoming.headers,
      body: Buffer.concat(chunks).toString(),
    };
    const index = this.requests.push(request) - 1;
    response.setHeader("Date", this.now().toUTCString());
    const custom = this.options.handle?.(request, response, index);
    if (custom) send(response, custom);
    if (response.headersSent || response.destroyed) return;
    this.#inflict(this.options.fault?.(request, index), request, response);
  }

  #inflict(fault: Fault | undefined, request: Received, response: ServerResponse): void {
    if (fault?.startsWith("late commit")) {
      this.#later(request);
    } else if (fault && !/before/.test(fault)) {
      this.#answer(fault, this.#process(request), response);
      return;
    }
    if (fault === undefined) send(response, this.#process(request));
    else if (/drop/.test(fault)) response.destroy();
    else if (!/hang/.test(fault)) send(response, errors[fault.slice(0, 3) as keyof typeof errors]);
  }

  /** What happens to the answer of a request that was processed. */
  #answer(fault: Fault, { status, body }: Answer, response: ServerResponse): void {
    const text = JSON.stringify(body);
    const half = text.slice(0, text.length / 2);
    if (fault === "drop after") response.destroy();
    else if (fault === "truncated JSON") send(response, { status, body: half });
    else if (fault === "wrong JSON") send(response, { status, body: { foo: 1 } });
    else if (fault === "empty 200") send(response, { status: 200, body: "" });
    else if (fault === "half a body" || fault === "stalled body") {
      response.writeHead(status, {
        "Content-Type": "application/json",
        "Content-Length": text.length,
      });
      response.write(half, () => fault === "half a body" && response.destroy());
    } else if (fault !== "hang after") {
      send(response, errors[fault.slice(0, 3) as keyof typeof errors]);
    }
  }

  #later(request: Received): void {
    const { lateMs = 30 } = this.options;
    const landed = new Promise<void>((resolve) =>
      setTimeout(
        () => {
          this.#process(request);
          resolve();
        },
        typeof lateMs === "number" ? lateMs : lateMs(request),
      ),
    );
    this.#pending.add(landed);
    void landed.then(() => this.#pending.delete(landed));
  }

  #process({ method, path, headers, body }: Received): Answer {
    const slug = decodeURIComponent(path.slice("/models/".length));
    if (path === "/models" && method === "POST") {
      const input = JSON.parse(body) as CreateModelRequest;
      if (this.models.has(input.slug) && !this.options.allowDuplicates) {
        return error(
          this.options.takenStatus ?? 500,
          "INTERNAL_SERVER_ERROR",
          "Model IDs have to be globally unique",
        );
      }
      const model = modelOf(input, this.now());
      this.models.set(input.slug, model);
      const makers = this.commits.get(input.slug) ?? [];
      this.commits.set(input.slug, [...makers, String(headers["x-call"])]);
      return { status: 200, body: model };
    }
    if (path === "/models" && method === "GET") {
      return { status: 200, body: { object: "list", data: [...this.models.values()] } };
    }
    const model = this.models.get(slug);
    if (!model) return error(404, "NOT_FOUND", "Model not found");
    if (method === "DELETE") {
      this.models.delete(slug);
      return { status: 200, body: { id: slug, object: "model", deleted: true } };
    }
    return { status: 200, body: model };
  }
}

const errors = {
  "408": error(408, "TIMEOUT", "Request timed out"),
  "429": {
    ...error(429, "TOO_MANY_REQUESTS", "Too many requests"),
    headers: { "Retry-After": "0" },
  },
  "500": error(500, "INTERNAL_SERVER_ERROR", "Internal server error"),
  "502": { status: 502, body: "<html><h1>502 Bad Gateway</h1></html>" },
  "503": { status: 503, body: "Service Unavailable" },
} satisfies Record<string, Answer>;

/** An error as the API words it. */
export function error(status: number, code: string, message: string): Answer {
  return { status, body: { message, code } };
}

function send(response: ServerResponse, { status, body, headers }: Answer): void {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const type = text.startsWith("<") ? "text/html" : "application/json";
  response.writeHead(status, { "Content-Type": type, ...headers });
  response.end(text);
}
