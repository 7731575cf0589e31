import type { RequestListener } from "node:http";
import { getRequestListener } from "@hono/node-server";
import { createRoute, OpenAPIHono } from "@hono/zod-openapi";
import type { Context } from "hono";
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
import { createModelRequest } from "./zod.js";

/**
 * Hono and zod, by way of @hono/zod-openapi.
 *
 * @param checksType whether the server itself looks at the media type, or leaves it to the library.
 */
export function withHono(service: Service, checksType = true): RequestListener {
  const app = new OpenAPIHono({
    defaultHook: (result, context) => {
      if (!result.success) {
        return send(context, invalid(result.error.issues.map(({ message }) => message)));
      }
    },
  });
  app.post("/models", async (context, next) => {
    if (checksType && !isJson(context.req.header("content-type"))) return send(context, otherType);
    const text = await context.req.text();
    if (text.length > maxLength) return send(context, tooLarge);
    try {
      JSON.parse(text);
    } catch {
      return send(context, notJson);
    }
    return next();
  });
  for (const path of ["/models", "/models/:slug"]) {
    app.on(["GET", "POST", "DELETE"], path, async (context, next) => {
      const { method } = context.req;
      if (!(path === "/models" ? "GET POST" : "GET DELETE").includes(method)) return next();
      const allowed = isAllowed(context.req.header("authorization"), method);
      return allowed ? next() : send(context, unauthorized);
    });
  }
  const body = { content: { "application/json": { schema: createModelRequest } } };
  const create = createRoute({
    method: "post",
    path: "/models",
    request: { body },
    responses: { 200: { description: "The model" } },
  });
  app.openapi(create, async (context) => send(context, service.create(await context.req.json())));
  app.get("/models", (context) => send(context, service.list()));
  app.get("/models/:slug", (context) => send(context, service.read(context.req.param("slug"))));
  app.delete("/models/:slug", (context) =>
    send(context, service.remove(context.req.param("slug"))),
  );
  app.all("/models", (context) => send(context, noMethod));
  app.all("/models/:slug", (context) => send(context, noMethod));
  app.notFound((context) => send(context, noPath));
  return getRequestListener(app.fetch);
}

function send(context: Context, { status, body }: Answer): Response {
  return context.json(body as object, status as 200);
}
