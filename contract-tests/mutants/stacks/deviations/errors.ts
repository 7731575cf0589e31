import { type Deviation, rules } from "../deviation.js";
import type { Change } from "../server.js";
import { type Answer, type Exchange, type Json, keys, Refusal } from "../stack.js";

/** Sends another error. */
const refuses =
  (change: (answer: Answer & { body: Json }, exchange: Exchange) => Answer): Change =>
  (_, own) => ({
    refuse: (refusal, exchange) =>
      change(own.refuse(refusal, exchange) as Answer & { body: Json }, exchange),
  });

const on = (
  status: number,
  change: (answer: Answer & { body: Json }, exchange: Exchange) => Answer,
) => refuses((answer, exchange) => (answer.status === status ? change(answer, exchange) : answer));

const body = (status: number, change: (body: Json, exchange: Exchange) => unknown) =>
  on(status, (answer, exchange) => ({ ...answer, body: change(answer.body, exchange) }));

/** Sends another success. */
const answers =
  (operation: string, change: (answer: Answer) => Answer): Change =>
  (_, own) => ({
    respond: (answer, exchange) =>
      own.respond(
        answer.status === 200 && exchange.operation === operation ? change(answer) : answer,
        exchange,
      ),
  });

const html = (status: number, title: string): Answer => ({
  status,
  body: `<!DOCTYPE html><html><body><pre>${title}</pre></body></html>`,
  headers: { "Content-Type": "text/html" },
});

const stackTrace = "TypeError: x is undefined\n    at create (/srv/app/dist/models.js:12:7)";
const query =
  'insert into "models" ("slug") values ($1) - duplicate key value violates unique constraint "models_slug_key"';

/** What is answered when something is wrong, and when nothing is. */
export const errors: Deviation[] = [
  {
    name: "the token is checked before the path",
    stack: "a guard for all routes",
    rule: rules.order,
    change: () => ({ order: ["authenticate", "route", "parse", "validate"] }),
  },
  {
    name: "the token is checked before the body's syntax",
    stack: "a guard before the body parser",
    rule: rules.order,
    change: () => ({ order: ["route", "authenticate", "parse", "validate"] }),
  },
  {
    name: "the input is checked before the token",
    stack: "validation in the router",
    rule: rules.order,
    change: () => ({ order: ["route", "parse", "validate", "authenticate"] }),
  },
  {
    name: "a model is looked up before the token is checked",
    stack: "route model binding",
    rule: rules.order,
    change: (stack, own) => ({
      authenticate(exchange) {
        const { operation, slug = "" } = exchange;
        if ((operation === "read" || operation === "delete") && !stack.find(slug, operation))
          throw new Refusal(404, "NOT_FOUND", "Model not found");
        own.authenticate(exchange);
      },
    }),
  },
  {
    name: "a body is parsed before the path is known",
    stack: "Express's app.use(json())",
    rule: rules.order,
    change: (_, own) => ({
      route(exchange) {
        if (exchange.incoming.body !== "") own.parse(exchange.incoming);
        own.route(exchange);
      },
    }),
  },
  {
    name: "an unknown path is HTML",
    stack: "Express's finalhandler",
    rule: rules.error,
    change: on(404, (answer) =>
      answer.body.message === "Not found" ? html(404, "Cannot GET /") : answer,
    ),
  },
  {
    name: "an unknown path is answered with 200 and a page",
    stack: "the fallback of a single-page app",
    rule: rules.order,
    change: (_, own) => ({
      refuse: (refusal, exchange) =>
        refusal.message === "Not found" ? html(200, "Loading…") : own.refuse(refusal, exchange),
    }),
  },
  {
    name: "an unknown path is 405",
    stack: "a router by method first",
    rule: rules.order,
    change: on(404, (answer) =>
      answer.body.message === "Not found"
        ? { status: 405, body: { message: "Method not supported", code: "METHOD_NOT_SUPPORTED" } }
        : answer,
    ),
  },
  {
    name: "an unknown path is 400",
    stack: "one handler for all that is wrong",
    rule: rules.order,
    change: on(404, (answer) =>
      answer.body.message === "Not found"
        ? { ...answer, status: 400, body: { message: "Bad request", code: "BAD_REQUEST" } }
        : answer,
    ),
  },
  {
    name: "PUT replaces a model",
    stack: "a generated CRUD controller",
    rule: "405: no such method at this path",
    change: (_, own) => ({
      route(exchange) {
        if (exchange.incoming.method === "PUT" || exchange.incoming.method === "PATCH")
          exchange.incoming = { ...exchange.incoming, method: "GET" };
        own.route(exchange);
      },
    }),
  },
  {
    name: "POST deletes a model that exists",
    stack: "a form that cannot send DELETE",
    rule: "405: no such method at this path",
    change: (_, own) => ({
      route(exchange) {
        const { method, target } = exchange.incoming;
        if (method === "POST" && target.startsWith("/models/"))
          exchange.incoming = { ...exchange.incoming, method: "DELETE" };
        own.route(exchange);
      },
    }),
  },
  {
    name: "a wrong method is an empty 405",
    stack: "Spring, nginx",
    rule: rules.error,
    change: on(405, (answer) => ({ ...answer, body: undefined })),
  },
  {
    name: "a wrong method is a server error",
    stack: "an exception that nobody maps",
    rule: "405: no such method at this path",
    change: on(405, () => ({
      status: 500,
      body: { message: "Internal server error", code: "INTERNAL_SERVER_ERROR" },
    })),
  },
  {
    name: "a large body is a server error",
    stack: "body-parser's PayloadTooLargeError, unmapped",
    rule: "413: the body is over about 100 kB",
    change: on(413, () => ({
      status: 500,
      body: { message: "Internal server error", code: "INTERNAL_SERVER_ERROR" },
    })),
  },
  {
    name: "a large body is 413 as HTML",
    stack: "nginx's client_max_body_size",
    rule: rules.error,
    change: on(413, () => html(413, "413 Request Entity Too Large")),
  },
  {
    name: "a large body is accepted",
    stack: "a limit that was raised",
    rule: "413: the body is over about 100 kB",
    change: (_, own) => ({
      parseJson: (text) =>
        text.length > 100_000 ? (JSON.parse(text) as unknown) : own.parseJson(text),
    }),
  },
  {
    name: "a large body is cut",
    stack: "a proxy's buffer",
    rule: "413: the body is over about 100 kB",
    change: (_, own) => ({ parseJson: (text) => own.parseJson(text.slice(0, 99_999)) }),
  },
  {
    name: "404 has the code of a bad request",
    stack: "one code for all client errors",
    rule: rules.code,
    change: body(404, (error) => ({ ...error, code: "BAD_REQUEST" })),
  },
  {
    name: "401 has the code of 403",
    stack: "a mix-up that is common",
    rule: rules.code,
    change: body(401, (error) => ({ ...error, code: "FORBIDDEN" })),
  },
  {
    name: "400 has the code of 422",
    stack: "a framework's own code",
    rule: rules.code,
    change: body(400, (error) => ({ ...error, code: "UNPROCESSABLE_CONTENT" })),
  },
  {
    name: "errors have the code of 500",
    stack: "a default of an exception filter",
    rule: rules.code,
    change: refuses((answer) => ({
      ...answer,
      body: { ...answer.body, code: "INTERNAL_SERVER_ERROR" },
    })),
  },
  {
    name: "codes are numbers",
    stack: "statusCode for code",
    rule: rules.schema,
    change: refuses((answer) => ({ ...answer, body: { ...answer.body, code: answer.status } })),
  },
  {
    name: "codes are in lower case",
    stack: "another convention",
    rule: rules.code,
    change: refuses((answer) => ({
      ...answer,
      body: { ...answer.body, code: String(answer.body.code).toLowerCase() },
    })),
  },
  {
    name: "malformed JSON has the code of bad input",
    stack: "one code for 400",
    rule: rules.order,
    change: body(400, (error) => ({ ...error, code: "BAD_REQUEST" })),
  },
  {
    name: "bad input has the code of malformed JSON",
    stack: "one code for 400",
    rule: rules.order,
    change: body(400, (error) => ({ ...error, code: "PARSE_ERROR" })),
  },
  {
    name: "messages are lists",
    stack: "NestJS's ValidationPipe",
    rule: rules.schema,
    change: body(400, (error) => ({ ...error, message: [error.message] })),
  },
  {
    name: "errors lie in an envelope",
    stack: "OpenAI's API, Rails",
    rule: rules.error,
    change: refuses((answer) => ({ ...answer, body: { error: answer.body } })),
  },
  {
    name: "errors are a text",
    stack: "fail(message)",
    rule: rules.error,
    change: refuses((answer) => ({ ...answer, body: JSON.stringify(answer.body.message) })),
  },
  {
    name: "errors have no code",
    stack: "Express's default handler as JSON",
    rule: rules.error,
    change: refuses((answer) => ({ ...answer, body: { message: answer.body.message } })),
  },
  {
    name: "errors are problem details",
    stack: "ASP.NET, RFC 9457",
    rule: rules.error,
    change: refuses((answer) => ({
      status: answer.status,
      body: JSON.stringify({
        type: "about:blank",
        title: answer.body.message,
        status: answer.status,
      }),
      headers: { "Content-Type": "application/problem+json" },
    })),
  },
  {
    name: "errors are empty",
    stack: "res.sendStatus without a body",
    rule: rules.error,
    change: refuses((answer) => ({ ...answer, body: undefined })),
  },
  {
    name: "401 is a plain text",
    stack: "passport",
    rule: rules.error,
    change: on(401, () => ({
      status: 401,
      body: "Unauthorized",
      headers: { "Content-Type": "text/plain" },
    })),
  },
  {
    name: "404 of a model is empty",
    stack: "return NotFound()",
    rule: rules.error,
    change: on(404, (answer) => ({ ...answer, body: undefined })),
  },
  {
    name: "errors are sent as text/plain",
    stack: "res.end(JSON.stringify(…))",
    rule: rules.media,
    change: refuses((answer) => ({ ...answer, headers: { "Content-Type": "text/plain" } })),
  },
  {
    name: "issues are missing",
    stack: "an error that keeps the message only",
    rule: rules.error,
    change: body(400, ({ message, code }) => ({ message, code })),
  },
  {
    name: "issues are empty",
    stack: "issues of another validator",
    rule: rules.error,
    change: body(400, (error) => (error.code === "BAD_REQUEST" ? { ...error, issues: [] } : error)),
  },
  {
    name: "issues are texts",
    stack: "a list of messages",
    rule: rules.schema,
    change: body(400, (error) => (error.issues ? { ...error, issues: ["Required"] } : error)),
  },
  {
    name: "issues are an object by property",
    stack: "zod's flatten, Rails, Laravel",
    rule: rules.schema,
    change: body(400, (error) =>
      error.issues ? { ...error, issues: { slug: ["Required"] } } : error,
    ),
  },
  {
    name: "a stack stands in the message of refused input",
    stack: "err.stack in development mode",
    rule: rules.leaks,
    change: body(400, (error) => ({ ...error, message: stackTrace })),
  },
  {
    name: "a stack stands beside the message of an error",
    stack: "Strapi and Express in development mode",
    rule: rules.leaks,
    change: body(404, (error) => ({ ...error, stack: stackTrace })),
  },
  {
    name: "a query stands in the message of a taken slug",
    stack: "TypeORM's QueryFailedError",
    rule: rules.leaks,
    change: body(409, (error) => ({ ...error, message: query })),
  },
  {
    name: "a path of the server stands in the message of an unknown model",
    stack: "ENOENT of a store of files",
    rule: rules.leaks,
    change: body(404, (error) => ({
      ...error,
      message: "ENOENT: no such file or directory, open '/var/lib/models/x.json'",
    })),
  },
  {
    name: "the token stands in the message of 401",
    stack: "a helpful error",
    rule: rules.leaks,
    change: body(401, (error, { incoming }) => ({
      ...error,
      message: `Unknown key ${incoming.headers.authorization?.split(" ").at(-1) ?? ""}`,
    })),
  },
  {
    name: "the token stands in a header of answers",
    stack: "a debug middleware that mirrors headers",
    rule: rules.leaks,
    change: (_, own) => ({
      respond: (answer, exchange) =>
        own.respond(
          {
            ...answer,
            headers: {
              ...answer.headers,
              "X-Debug-Auth": exchange.incoming.headers.authorization ?? "",
            },
          },
          exchange,
        ),
    }),
  },
  {
    name: "the token stands encoded in the message of refused input",
    stack: "a dump of the request in base64",
    rule: rules.leaks,
    change: body(400, (error) => ({
      ...error,
      message: `Request ${Buffer.from(JSON.stringify({ authorization: `Bearer ${keys.write}` })).toString("base64")}`,
    })),
  },
  {
    name: "malformed JSON is a server error",
    stack: "an exception that nobody maps",
    rule: rules.json,
    change: (_, own) => ({
      parseJson(text) {
        try {
          return own.parseJson(text);
        } catch (error) {
          if ((error as Refusal).status === 400)
            throw new Error("Unexpected token", { cause: error });
          throw error;
        }
      },
    }),
  },
  {
    name: "invalid input is a server error",
    stack: "an exception that nobody maps",
    rule: rules.input,
    change: on(400, () => ({
      status: 500,
      body: { message: "Internal server error", code: "INTERNAL_SERVER_ERROR" },
    })),
  },
  {
    name: "input that is no object is a server error",
    stack: "body.slug of null",
    rule: rules.input,
    change: (_, own) => ({
      issues(sent) {
        if (sent === null || typeof sent !== "object")
          throw new TypeError("Cannot read properties of null");
        return own.issues(sent);
      },
    }),
  },
  {
    name: "a configuration that is no object is a server error",
    stack: "body.trainingConfig.provider of null",
    rule: rules.input,
    change: (_, own) => ({
      issues(sent) {
        const { trainingConfig } = Object(sent) as Json;
        if (trainingConfig === null) throw new TypeError("Cannot read properties of null");
        return own.issues(sent);
      },
    }),
  },
  {
    name: "a slug that is no text is a server error",
    stack: "slug.trim is not a function",
    rule: rules.input,
    change: (_, own) => ({
      issues(sent) {
        const { slug } = Object(sent) as Json;
        if (slug !== undefined && typeof slug !== "string")
          throw new TypeError("slug.trim is not a function");
        return own.issues(sent);
      },
    }),
  },
  {
    name: "errors are answered with 200",
    stack: "GraphQL, an envelope with a status",
    rule: rules.code,
    change: refuses((answer) => ({ ...answer, status: 200 })),
  },
  {
    name: "an unknown model is null with 200",
    stack: "return findOne(…)",
    rule: rules.notFound,
    change: on(404, (answer, { operation }) =>
      operation === "read" ? { status: 200, body: "null" } : answer,
    ),
  },
  {
    name: "an unknown model is 204",
    stack: "a repository's empty result",
    rule: rules.notFound,
    change: on(404, (answer, { operation }) =>
      operation === "read" ? { status: 204, body: undefined } : answer,
    ),
  },
  {
    name: "an unknown model is 400",
    stack: "one status for all client errors",
    rule: rules.notFound,
    change: on(404, (answer, { operation }) =>
      operation === "read"
        ? { ...answer, status: 400, body: { message: "No such model", code: "BAD_REQUEST" } }
        : answer,
    ),
  },
  {
    name: "an unknown model is 500",
    stack: "NoResultException",
    rule: rules.notFound,
    change: on(404, (answer, { operation }) =>
      operation === "read"
        ? { status: 500, body: { message: "Internal server error", code: "INTERNAL_SERVER_ERROR" } }
        : answer,
    ),
  },
  {
    name: "deleting an unknown model succeeds",
    stack: "delete where, without a look at the count",
    rule: rules.notFound,
    change: (_, own) => ({
      remove(slug) {
        try {
          return own.remove(slug);
        } catch {
          return { status: 200, body: { id: slug, object: "model", deleted: true } };
        }
      },
    }),
  },
  {
    name: "deleting an unknown model says that it was not deleted",
    stack: "a count as a flag",
    rule: rules.notFound,
    change: on(404, (answer, { operation, slug }) =>
      operation === "delete"
        ? { status: 200, body: { id: slug, object: "model", deleted: false } }
        : answer,
    ),
  },
  {
    name: "a delete is 204",
    stack: "REST as a convention",
    rule: rules.schema,
    change: answers("delete", () => ({ status: 204, body: undefined })),
  },
  {
    name: "a delete is accepted with 202",
    stack: "a job that deletes",
    rule: rules.schema,
    change: answers("delete", (answer) => ({ ...answer, status: 202 })),
  },
  {
    name: "a delete answers the model",
    stack: "findOneAndDelete",
    rule: rules.schema,
    change: (stack, own) => ({
      remove(slug) {
        const found = stack.find(slug, "delete");
        own.remove(slug);
        return { status: 200, body: stack.show(found!, "read") };
      },
    }),
  },
  {
    name: "a delete says that nothing was deleted",
    stack: "affected rows of a soft delete",
    rule: "DeletedModel.deleted: whether the model was deleted",
    change: answers("delete", (answer) => ({
      ...answer,
      body: { ...(answer.body as Json), deleted: false },
    })),
  },
  {
    name: "a delete counts",
    stack: "MongoDB's deletedCount",
    rule: rules.schema,
    change: answers("delete", (answer) => ({
      ...answer,
      body: { ...(answer.body as Json), deleted: 1 },
    })),
  },
  {
    name: "a delete has no id",
    stack: "a common answer for deletions",
    rule: rules.schema,
    change: answers("delete", () => ({ status: 200, body: { object: "model", deleted: true } })),
  },
  {
    name: "a delete has the id of the database",
    stack: "a serializer that shows the primary key",
    rule: "DeletedModel.id: the slug of the deleted model",
    change: answers("delete", (answer) => ({
      ...answer,
      body: { ...(answer.body as Json), id: "42" },
    })),
  },
  {
    name: "a create is 201",
    stack: "REST as a convention",
    rule: rules.schema,
    change: answers("create", (answer) => ({ ...answer, status: 201 })),
  },
  {
    name: "a create is 202",
    stack: "a job that creates",
    rule: rules.schema,
    change: answers("create", (answer) => ({ ...answer, status: 202 })),
  },
  {
    name: "a create answers its id only",
    stack: "insert … returning id",
    rule: rules.schema,
    change: answers("create", (answer) => ({ ...answer, body: { id: (answer.body as Json).id } })),
  },
  {
    name: "answers lie in data",
    stack: "JSON:API, Laravel resources",
    rule: rules.schema,
    change: answers("read", (answer) => ({ ...answer, body: { data: answer.body } })),
  },
  {
    name: "answers are in camel case",
    stack: "a camel case interceptor",
    rule: rules.schema,
    change: answers("read", ({ body: model, ...answer }) => {
      const { owned_by, ...rest } = model as Json;
      return { ...answer, body: { ...rest, ownedBy: owned_by } };
    }),
  },
  {
    name: "answers are JSON in a JSON text",
    stack: "JSON that is encoded twice",
    rule: rules.schema,
    change: answers("read", (answer) => ({
      ...answer,
      body: JSON.stringify(JSON.stringify(answer.body)),
    })),
  },
  {
    name: "answers are guarded against inclusion",
    stack: "a prefix for old browsers",
    rule: rules.media,
    change: answers("read", (answer) => ({
      ...answer,
      body: `)]}',\n${JSON.stringify(answer.body)}`,
    })),
  },
  {
    name: "answers are HTML by their media type",
    stack: "PHP's default",
    rule: rules.media,
    change: answers("read", (answer) => ({
      ...answer,
      headers: { "Content-Type": "text/html; charset=UTF-8" },
    })),
  },
  {
    name: "answers have no media type",
    stack: "a Lambda without headers",
    rule: rules.media,
    change: answers("list", (answer) => ({ ...answer, headers: { "Content-Type": "" } })),
  },
  {
    name: "prices are texts",
    stack: "a decimal of Postgres, Prisma or Django",
    rule: rules.schema,
    change: showsAs({ pricing: { chatIn: "0.30", chatOut: "0.45" } }),
  },
  {
    name: "capabilities are one text",
    stack: "a SET column of MySQL",
    rule: rules.schema,
    change: showsAs({ capabilities: "chat,tools,json" }),
  },
  {
    name: "capabilities are an object",
    stack: "PHP's array without its first item",
    rule: rules.schema,
    change: showsAs({ capabilities: { 1: "tools" } }),
  },
  {
    name: "a capability is unknown",
    stack: "a newer service behind it",
    rule: rules.schema,
    change: showsAs({ capabilities: ["chat", "vision"] }),
  },
  {
    name: "a window is null",
    stack: "a column that is filled after training",
    rule: rules.schema,
    change: showsAs({ contextWindow: null }),
  },
  {
    name: "the kind is another",
    stack: "one serializer for all kinds",
    rule: rules.schema,
    change: showsAs({ object: "fine_tune" }),
  },
  {
    name: "internals stand in answers",
    stack: "a whole row as JSON",
    rule: "Model: no other property is documented",
    change: showsAs({ _id: 7, __v: 0 }),
  },
];

function showsAs(properties: Json): Change {
  return (_, own) => ({
    show: (stored, operation) => ({ ...(own.show(stored, operation) as Json), ...properties }),
  });
}
