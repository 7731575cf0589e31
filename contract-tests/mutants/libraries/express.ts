import express, { type ErrorRequestHandler, type Express, type Response } from "express";
import * as OpenApiValidator from "express-openapi-validator";
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

type Specification = Parameters<typeof OpenApiValidator.middleware>[0]["apiSpec"];

/**
 * Express and express-openapi-validator.
 *
 * @param keepsDefaults whether the validator sees the defaults of the document. It writes them into a
 *   request, also those of another branch of a union, and then refuses it; no option tells it not to.
 */
export function withExpress(
  document: OpenApiDocument,
  service: Service,
  keepsDefaults = false,
): Express {
  const app = express();
  app.set("case sensitive routing", true);
  app.post("/models", express.json({ strict: false, limit: maxLength }));
  app.use(
    OpenApiValidator.middleware({
      apiSpec: toSpecification(document, keepsDefaults),
      validateRequests: { coerceTypes: false },
      validateSecurity: {
        handlers: {
          bearerAuth: ({ headers, method }) => isAllowed(headers.authorization, method),
        },
      },
    }),
  );
  app.post("/models", (request, response) => send(response, service.create(request.body)));
  app.get("/models", (_, response) => send(response, service.list()));
  app.get("/models/:slug", ({ params }, response) => send(response, service.read(params.slug)));
  app.delete("/models/:slug", ({ params }, response) =>
    send(response, service.remove(params.slug)),
  );
  app.use(onError);
  return app;
}

function toSpecification(document: OpenApiDocument, keepsDefaults: boolean): Specification {
  const drop = (name: string, value: unknown) => (name === "default" ? undefined : value);
  const { components, ...rest } = JSON.parse(JSON.stringify(document));
  const schemas = keepsDefaults
    ? components.schemas
    : JSON.parse(JSON.stringify(components.schemas, drop));
  return { ...rest, components: { ...components, schemas }, servers: [{ url: "/" }] };
}

function send(response: Response, { status, body }: Answer): void {
  response.status(status).json(body);
}

// Express tells it by its four parameters.
const onError: ErrorRequestHandler = (error, _request, response, _next) => {
  send(response, toAnswer(error));
};

function toAnswer(error: {
  status?: number;
  type?: string;
  errors?: { message: string }[];
}): Answer {
  if (error.type === "entity.parse.failed") return notJson;
  if (error.type === "entity.too.large") return tooLarge;
  if (error.status === 401 || error.status === 403) return unauthorized;
  if (error.status === 404) return noPath;
  if (error.status === 405) return noMethod;
  if (error.status === 415) return otherType;
  return invalid((error.errors ?? []).map(({ message }) => message));
}
