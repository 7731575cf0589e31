import { type Deviation, rules } from "../deviation.js";
import type { Change } from "../server.js";
import { type Incoming, keys, Refusal, type Stack } from "../stack.js";

const accepts =
  (isAccepted: (token: string) => boolean): Change =>
  (_, own) => ({ access: (token) => (isAccepted(token) ? "write" : own.access(token)) });

/** Finds a token where there should be none. */
const finds =
  (find: (incoming: Incoming) => string | undefined): Change =>
  (_, own) => ({ credential: (incoming) => own.credential(incoming) ?? find(incoming) });

const header = ({ headers }: Incoming) => headers.authorization ?? "";
const query = ({ target }: Incoming, name: string) =>
  new URLSearchParams(target.split("?")[1]).get(name) ?? undefined;

/** Lets some requests pass without a token. */
const opens =
  (isOpen: (exchange: Parameters<Stack["authenticate"]>[0], stack: Stack) => boolean): Change =>
  (stack, own) => ({
    authenticate(exchange) {
      if (!isOpen(exchange, stack)) own.authenticate(exchange);
    },
  });

const exists = (stack: Stack, slug = "") => stack.find(slug, "read") !== undefined;

/** Who may do what. */
export const auth: Deviation[] = [
  {
    name: "a beginning of a token is enough",
    stack: "a comparison over the shorter length",
    rule: rules.token,
    change: accepts((token) => token.length > 0 && keys.write.startsWith(token)),
  },
  {
    name: "the first twelve characters of a token decide",
    stack: "a look-up by the key's prefix, and no comparison of hashes",
    rule: rules.token,
    change: accepts((token) => token.slice(0, 12) === keys.write.slice(0, 12)),
  },
  {
    name: "all but the last character of a token decides",
    stack: "base64 with unused bits",
    rule: rules.token,
    change: accepts((token) => token.slice(0, -1) === keys.write.slice(0, -1)),
  },
  {
    name: "more behind a token is ignored",
    stack: "strncmp, bcrypt's 72 bytes",
    rule: rules.token,
    change: accepts((token) => token.startsWith(keys.write)),
  },
  {
    name: "more before a token is ignored",
    stack: "includes()",
    rule: rules.token,
    change: accepts((token) => token.endsWith(keys.write)),
  },
  {
    name: "tokens are compared in any case",
    stack: "a collation of MySQL or SQL Server",
    rule: rules.token,
    change: accepts((token) => token.toLowerCase() === keys.write.toLowerCase()),
  },
  {
    name: "% is a token",
    stack: "LIKE with what was sent",
    rule: rules.token,
    change: accepts((token) => token === "%" || token === "*"),
  },
  {
    name: "null is a token",
    stack: "the text of a value that is missing",
    rule: rules.token,
    change: accepts((token) => ["null", "undefined", "[object"].includes(token)),
  },
  {
    name: "any well-formed token is taken",
    stack: "a check by a pattern",
    rule: rules.token,
    change: accepts((token) => /^opk_(live|read)_\w{20}$/.test(token)),
  },
  {
    name: "any token is taken",
    stack: "a gateway that was to check it",
    rule: rules.token,
    change: accepts(() => true),
  },
  {
    name: "an empty token is taken",
    stack: "a look-up that finds the first of all keys",
    rule: rules.token,
    change: finds((incoming) => (/^Bearer\s*$/i.test(header(incoming)) ? keys.write : undefined)),
  },
  {
    name: "no scheme is needed",
    stack: "replace('Bearer ', '')",
    rule: rules.token,
    change: finds((incoming) => header(incoming) || undefined),
  },
  {
    name: "any scheme is taken",
    stack: "split(' ')[1]",
    rule: rules.token,
    change: finds((incoming) => header(incoming).split(" ")[1]),
  },
  {
    name: "the scheme Token is taken",
    stack: "Django REST framework",
    rule: rules.token,
    change: finds((incoming) => /^Token (.+)$/i.exec(header(incoming))?.[1]),
  },
  {
    name: "the token is taken as a password of Basic",
    stack: "APIs like Stripe's",
    rule: rules.token,
    change: finds((incoming) => {
      const encoded = /^Basic (.+)$/i.exec(header(incoming))?.[1];
      return (
        encoded &&
        Buffer.from(encoded, "base64")
          .toString()
          .split(":")
          .find((part) => part !== "")
      );
    }),
  },
  {
    name: "the scheme may stick to the token",
    stack: "slice(6).trim()",
    rule: rules.token,
    change: finds((incoming) => /^Bearer(\S+)$/i.exec(header(incoming))?.[1]),
  },
  {
    name: "words after the token are ignored",
    stack: "split(' ')[1]",
    rule: rules.token,
    change: finds((incoming) => /^Bearer (\S+) .*$/i.exec(header(incoming))?.[1]),
  },
  {
    name: "a token in quotes is taken",
    stack: "a parser of parameters",
    rule: rules.token,
    change: (_, own) => ({
      credential: (incoming) =>
        /^Bearer "(.+)"$/i.exec(header(incoming))?.[1] ?? own.credential(incoming),
    }),
  },
  {
    name: "the token may stand in the query as access_token",
    stack: "RFC 6750's third way, passport-http-bearer",
    rule: rules.token,
    change: finds((incoming) => query(incoming, "access_token")),
  },
  {
    name: "the token may stand in the query as api_key",
    stack: "API gateways",
    rule: rules.token,
    change: finds(
      (incoming) =>
        query(incoming, "api_key") ?? query(incoming, "token") ?? query(incoming, "key"),
    ),
  },
  {
    name: "the token may stand in X-API-Key",
    stack: "API gateways",
    rule: rules.token,
    change: finds(({ headers }) => headers["x-api-key"]),
  },
  {
    name: "the token may stand in a cookie",
    stack: "a session middleware",
    rule: rules.token,
    change: finds(({ headers }) => /(?:token|session)=([^;]+)/.exec(headers.cookie ?? "")?.[1]),
  },
  {
    name: "anybody may read an existing model",
    stack: "a cache in front of the check",
    rule: rules.token,
    change: opens(({ operation, slug }, stack) => operation === "read" && exists(stack, slug)),
  },
  {
    name: "an unknown token may read an existing model",
    stack: "a public model gallery",
    rule: rules.token,
    change: opens(
      ({ operation, slug, incoming }, stack) =>
        operation === "read" && header(incoming) !== "" && exists(stack, slug),
    ),
  },
  {
    name: "anybody may delete an existing model",
    stack: "a route that was added later",
    rule: rules.token,
    change: opens(({ operation, slug }, stack) => operation === "delete" && exists(stack, slug)),
  },
  {
    name: "an unknown token deletes an existing model and is told 401",
    stack: "a check in an interceptor after the handler",
    rule: rules.token,
    change: (stack, own) => ({
      authenticate(exchange) {
        const found = exchange.operation === "delete" && stack.find(exchange.slug ?? "", "delete");
        if (found && header(exchange.incoming) !== "") stack.erase(found);
        if (found && own.credential(exchange.incoming) === keys.write) return own.insert(found);
        own.authenticate(exchange);
      },
    }),
  },
  {
    name: "an unknown token creates a model and is told 401",
    stack: "a check in an interceptor after the handler",
    rule: rules.token,
    change: (stack, own) => ({
      authenticate(exchange) {
        try {
          own.authenticate(exchange);
        } catch (error) {
          const { operation, body } = exchange;
          if (operation === "create" && own.issues(body).length === 0) {
            const made = own.make(body as Parameters<Stack["make"]>[0]);
            if (!stack.isTaken(made.model.id, made.request)) stack.insert(made);
          }
          throw error;
        }
      },
    }),
  },
  {
    name: "anybody may list",
    stack: "a public route",
    rule: rules.token,
    change: opens(({ operation }) => operation === "list"),
  },
  {
    name: "anybody may read",
    stack: "a public route",
    rule: rules.token,
    change: opens(({ operation }) => operation === "read"),
  },
  {
    name: "an unknown token gets an empty list",
    stack: "a filter by an owner that there is not",
    rule: rules.token,
    change: (_, own) => ({
      authenticate(exchange) {
        if (exchange.operation === "list" && header(exchange.incoming) !== "") return;
        own.authenticate(exchange);
      },
      respond: (answer, exchange) =>
        exchange.operation === "list" &&
        own.access(own.credential(exchange.incoming) ?? "") === undefined &&
        answer.status === 200
          ? { ...answer, body: { object: "list", data: [] } }
          : answer,
    }),
  },
  {
    name: "a token counts for its connection",
    stack: "NTLM, a session per connection",
    rule: rules.token,
    change: (_, own) => {
      const known = new WeakSet();
      return {
        authenticate(exchange) {
          const { connection } = exchange.incoming;
          if (known.has(connection) && header(exchange.incoming) !== "") return;
          own.authenticate(exchange);
          known.add(connection);
        },
      };
    },
  },
  {
    name: "the read-only key may create",
    stack: "a scope that nobody checks",
    rule: rules.readOnly,
    change: readOnlyMay("create"),
  },
  {
    name: "the read-only key may delete",
    stack: "a scope that is checked for POST only",
    rule: rules.readOnly,
    change: readOnlyMay("delete"),
  },
  {
    name: "the read-only key is told 403",
    stack: "the usual status for a scope that is missing",
    rule: rules.readOnly,
    change: (_, own) => ({
      authenticate(exchange) {
        const reads = own.access(own.credential(exchange.incoming) ?? "") === "read";
        if (reads && (exchange.operation === "create" || exchange.operation === "delete")) {
          throw new Refusal(403, "FORBIDDEN", "Forbidden");
        }
        own.authenticate(exchange);
      },
    }),
  },
  {
    name: "the read-only key may not read",
    stack: "one check for all routes",
    rule: "A project has two API keys: only creating and deleting need the read/write key",
    change: (_, own) => ({
      access: (token) => (token === keys.read ? undefined : own.access(token)),
    }),
  },
  {
    name: "an unknown token is told 403",
    stack: "AWS API Gateway, FastAPI's HTTPBearer",
    rule: rules.token,
    change: (_, own) => ({
      authenticate(exchange) {
        if (own.access(own.credential(exchange.incoming) ?? "") === undefined)
          throw new Refusal(403, "FORBIDDEN", "Forbidden");
        own.authenticate(exchange);
      },
    }),
  },
  {
    name: "no token is told 400",
    stack: "a validator of headers",
    rule: rules.token,
    change: (_, own) => ({
      authenticate(exchange) {
        if (header(exchange.incoming) === "")
          throw new Refusal(400, "BAD_REQUEST", "Authorization is required");
        own.authenticate(exchange);
      },
    }),
  },
  {
    name: "no token is a redirect to a login",
    stack: "Spring Security, Django's login_required",
    rule: rules.token,
    change: (_, own) => ({
      respond: (answer, exchange) =>
        answer.status === 401
          ? { status: 302, body: "", headers: { Location: "/login" } }
          : own.respond(answer, exchange),
    }),
  },
  {
    name: "an unknown token is a server error",
    stack: "a null pointer after a look-up",
    rule: rules.token,
    change: (_, own) => ({
      authenticate(exchange) {
        if (
          header(exchange.incoming) !== "" &&
          own.access(own.credential(exchange.incoming) ?? "") === undefined
        )
          throw new Error("no such key");
        own.authenticate(exchange);
      },
    }),
  },
];

function readOnlyMay(allowed: "create" | "delete"): Change {
  return (_, own) => ({
    authenticate(exchange) {
      const reads = own.access(own.credential(exchange.incoming) ?? "") === "read";
      if (!(reads && exchange.operation === allowed)) own.authenticate(exchange);
    },
  });
}
