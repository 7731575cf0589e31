import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { CreateModelRequest, Model } from "../../generated/types.js";

/** A server that keeps models in memory: no more than what a client needs to be run for real. */
export interface ModelsServer {
  url: string;
  /** How many requests it answered, by method. */
  counts: Record<string, number>;
  close(): Promise<void>;
}

/** Starts the server on 127.0.0.1. It checks nothing: the mock and the contract tests do that. */
export async function startModelsServer(): Promise<ModelsServer> {
  const models = new Map<string, Model>();
  const counts: Record<string, number> = {};
  const server = createServer(async (request, response) => {
    const method = request.method ?? "";
    counts[method] = (counts[method] ?? 0) + 1;
    const slug = decodeURIComponent(/^\/models\/([^/?]+)$/.exec(request.url ?? "")?.[1] ?? "");
    if (method === "POST" && request.url === "/models") {
      const model = train(JSON.parse(await readBody(request)) as CreateModelRequest);
      if (models.has(model.id)) return answer(response, 409, refusal("CONFLICT", "is taken"));
      models.set(model.id, model);
      return answer(response, 200, model);
    }
    if (method === "GET" && request.url === "/models") {
      return answer(response, 200, { object: "list", data: [...models.values()] });
    }
    const model = models.get(slug);
    if (!model) return answer(response, 404, refusal("NOT_FOUND", "does not exist"));
    if (method === "GET") return answer(response, 200, model);
    models.delete(slug);
    return answer(response, 200, { id: slug, object: "model", deleted: true });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    counts,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** The model of a request, trained in no time. */
export function train({ slug, datasetId, trainingConfig }: CreateModelRequest): Model {
  const now = new Date().toISOString();
  return {
    id: slug,
    name: slug,
    object: "model",
    description: null,
    created: now,
    updated: now,
    openpipe: {
      baseModel: trainingConfig.baseModel,
      hyperparameters: {},
      status: "DEPLOYED",
      datasetId,
      errorMessage: null,
    },
    contextWindow: 131_072,
    maxCompletionTokens: 8192,
    capabilities: ["chat", "tools", "json"],
    pricing: { chatIn: 0.3, chatOut: 0.45 },
    owned_by: "acme-support",
  };
}

function refusal(code: string, what: string) {
  return { message: `The model ${what}.`, code };
}

function answer(response: ServerResponse, status: number, body: unknown): void {
  const text = JSON.stringify(body);
  response.writeHead(status, {
    "Content-Type": "application/json",
    "Content-Length": Buffer.byteLength(text),
  });
  response.end(text);
}

async function readBody(request: IncomingMessage): Promise<string> {
  let text = "";
  request.setEncoding("utf8");
  for await (const chunk of request) text += chunk;
  return text;
}
