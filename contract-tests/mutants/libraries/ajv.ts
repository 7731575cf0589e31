import type { IncomingMessage, RequestListener } from "node:http";
import { Ajv2020 } from "ajv/dist/2020.js";
import type { OpenApiDocument } from "../../../scripts/lib/document/index.js";
import {
  type Answer,
  invalid,
  isAllowed,
  isJson,
  maxLength,
  noMethod,
  noPath,
  notJson,
  otherType,
  type Service,
  tooLarge,
  unauthorized,
} from "./service.js";

/** node:http and Ajv: nothing between a request and the schema. */
export function withAjv(document: OpenApiDocument, service: Service): RequestListener {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  ajv.addSchema(document, "api");
  const validate = ajv.getSchema("api#/components/schemas/CreateModelRequest")!;

  async function create(request: IncomingMessage): Promise<Answer> {
    if (!isJson(request.headers["content-type"])) return otherType;
    const text = await readText(request);
    if (text.length > maxLength) return tooLarge;
    let body: unknown;
    try {
      body = JSON.parse(text);
    } catch {
      return notJson;
    }
    if (!isAllowed(request.headers.authorization, "POST")) return unauthorized;
    if (validate(body)) return service.create(body);
    return invalid(validate.errors!.map(({ message }) => message ?? "is not valid"));
  }

  async function answer(request: IncomingMessage): Promise<Answer> {
    const [path] = request.url!.split("?");
    const method = request.method!;
    const segment = /^\/models\/([^/]+)$/.exec(path!)?.[1];
    if (path !== "/models" && segment === undefined) return noPath;
    if (!["GET", segment === undefined ? "POST" : "DELETE"].includes(method)) return noMethod;
    if (method === "POST") return create(request);
    if (!isAllowed(request.headers.authorization, method)) return unauthorized;
    if (segment === undefined) return service.list();
    const slug = decode(segment);
    if (slug === undefined) return noPath;
    return method === "GET" ? service.read(slug) : service.remove(slug);
  }

  return async (request, response) => {
    const { status, body } = await answer(request);
    response.writeHead(status, { "Content-Type": "application/json" });
    response.end(JSON.stringify(body));
  };
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}

function decode(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}
