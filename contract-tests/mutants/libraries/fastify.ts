import type { RequestListener } from "node:http";
import Fastify, { type FastifyReply, type FastifyRequest } from "fastify";
import { type Context, type Document, OpenAPIBackend } from "openapi-backend";
import type { OpenApiDocument } from "../../../scripts/lib/document/index.js";
import {
  type Answer,
  invalid,
  isAllowed,
  maxLength,
  noMethod,
  noPath,
  notJson,
  otherType,
  type Service,
  tooLarge,
  unauthorized,
} from "./service.js";

/**
 * Fastify, which reads requests, and openapi-backend, which routes and checks them.
 *
 * @param takesTexts whether the server leaves it to openapi-backend that the body is no text: that
 *   takes a text for JSON, whatever its media type.
 */
export async function withFastify(
  document: OpenApiDocument,
  service: Service,
  takesTexts = false,
): Promise<RequestListener> {
  const api = new OpenAPIBackend({
    definition: structuredClone(document) as unknown as Document,
    apiRoot: "/",
    quick: true,
    ajvOpts: { strict: false },
    handlers: {
      createModel: ({ request }: Context) =>
        takesTexts || typeof request.body === "object"
          ? service.create(request.requestBody)
          : invalid(["is no object"]),
      listModels: () => service.list(),
      getModel: ({ request }: Context) => service.read(String(request.params.modelSlug)),
      deleteModel: ({ request }: Context) => service.remove(String(request.params.modelSlug)),
      notFound: () => noPath,
      methodNotAllowed: () => noMethod,
      unauthorizedHandler: () => unauthorized,
      validationFail: ({ validation }: Context) =>
        invalid([validation.errors ?? []].flat().map((error) => Object(error).message ?? error)),
    },
    securityHandlers: {
      bearerAuth: ({ request }: Context, { headers }: FastifyRequest) =>
        isAllowed(headers.authorization, request.method.toUpperCase()),
    },
  });
  await api.init();

  const app = Fastify({
    bodyLimit: maxLength,
    exposeHeadRoutes: false,
    onProtoPoisoning: "ignore",
    routerOptions: { maxParamLength: 10_000 },
  });
  const handle = async (request: FastifyRequest, reply: FastifyReply) => {
    const [path = "", query] = request.url.split("?");
    const { method, headers, body } = request;
    const asked = { method, path, query: query ?? "", headers: headers as never, body };
    return send(reply, (await api.handleRequest(asked, request)) as Answer);
  };
  app.route({ method: ["GET", "POST"], url: "/models", handler: handle });
  app.route({ method: ["GET", "DELETE"], url: "/models/:modelSlug", handler: handle });
  // Before the body is read, which Fastify does for unknown paths, too.
  app.addHook("onRequest", async (request, reply) => {
    if (request.is404) return handle(request, reply);
  });
  app.setErrorHandler((error: { code?: string }, _request, reply) => send(reply, toAnswer(error)));
  await app.ready();
  return (request, response) => app.routing(request, response);
}

function send(reply: FastifyReply, { status, body }: Answer): FastifyReply {
  return reply.code(status).send(body);
}

function toAnswer({ code }: { code?: string }): Answer {
  if (code === "FST_ERR_CTP_INVALID_MEDIA_TYPE") return otherType;
  if (code === "FST_ERR_CTP_BODY_TOO_LARGE") return tooLarge;
  return notJson;
}
