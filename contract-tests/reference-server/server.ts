import type { IncomingMessage } from "node:http";
import type { OpenApiDocument } from "../../scripts/lib/document/index.js";
import { serve } from "../../scripts/lib/serve.js";
import { oncePerDocument } from "../engine/derive/once.js";
import { createAjv } from "../engine/judge/ajv.js";
import type { Deviation } from "./deviation.js";
import { handle, type Kept, type ServerParts, type ServerRequest } from "./handle.js";
import { maker, reservedNames } from "./make.js";
import { type Checks, createRouter, requestChecks } from "./routes.js";
import { createStore } from "./store.js";
import { describedIn, type Resource } from "../resources.js";

/** A running reference server. */
export interface ReferenceServer {
  /** With the path of the document's server URL, without a trailing slash. */
  url: string;
  /** The one token that it knows. */
  token: string;
  /** What it keeps of a resource. */
  kept(name: string): Kept;
  /** Requests answered so far. */
  requests(): number;
  /** Forgets all that it keeps, and from now on deviates in this way or not at all. */
  reset(deviation?: Deviation): void;
  close(): Promise<void>;
}

/**
 * Starts an in-memory API on 127.0.0.1 that conforms to the document, but for one deviation if
 * one is given. It is the tests' own: what users try their code on is the mock (`npm run mock`).
 */
export async function startReferenceServer(
  document: OpenApiDocument,
  deviation?: Deviation,
  listed?: readonly Resource[],
): Promise<ReferenceServer> {
  const token = "reference-server-token";
  const own = describedIn(document, listed).map((resource) => ({
    ...resource,
    store: createStore(reservedNames(resource)),
    make: maker(resource),
  }));
  const right = conformingChecks(document);
  const route = createRouter(document);
  const { pathname } = new URL(document.servers?.[0]?.url ?? "http://127.0.0.1/");
  const prefix = pathname.replace(/\/$/, "");
  const partsFor = (chosen: Deviation = {}): ServerParts => ({
    document,
    route,
    token,
    deviation: chosen,
    checks: deviating(document, right, chosen),
    kept: own.map((each) => ({ ...each, store: chosen.store?.(each.store, each) ?? each.store })),
  });
  let parts = partsFor(deviation);
  let requests = 0;
  const { url, close } = await serve((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.once("end", () => {
      requests++;
      const body = Buffer.concat(chunks).toString("utf8");
      const answer = handle(parts, read(request, prefix, body));
      response.writeHead(answer.status, answer.headers);
      response.end(answer.body);
    });
  });
  return {
    url: url + prefix,
    token,
    kept: (name) => own.find((each) => each.name === name)!,
    requests: () => requests,
    reset(next) {
      for (const { store } of own) store.clear();
      parts = partsFor(next);
    },
    close,
  };
}

function read(request: IncomingMessage, prefix: string, body: string): ServerRequest {
  const [path = "", query] = (request.url ?? "/").split(/\?(.*)/s);
  return {
    method: request.method ?? "GET",
    query: new URLSearchParams(query),
    path: path.startsWith(`${prefix}/`) ? path.slice(prefix.length) : "",
    headers: request.headers as Record<string, string>,
    body,
  };
}

/** Compiled once for each document: many servers can be started on one. */
const conformingChecks = oncePerDocument(requestChecks);

function deviating(
  document: OpenApiDocument,
  right: ReadonlyMap<string, Checks>,
  { requestSchema }: Deviation,
): ReadonlyMap<string, Checks> {
  if (!requestSchema) return right;
  const { operationId, schema } = requestSchema;
  const body = createAjv(document).compile(schema);
  return new Map(right).set(operationId, { ...right.get(operationId)!, body });
}
