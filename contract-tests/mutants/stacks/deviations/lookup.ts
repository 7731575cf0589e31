import { type Deviation, isTheirs, rules } from "../deviation.js";
import type { Change } from "../server.js";
import type { OperationName } from "../stack.js";

/** Finds another model when no slug is the one that was asked for. */
const finds =
  (operations: OperationName[], isLike: (id: string, asked: string) => boolean): Change =>
  (stack, own) => ({
    find(slug, operation) {
      const found = own.find(slug, operation);
      if (found || !operations.includes(operation)) return found;
      return stack.stored.find((each) => !isTheirs(each) && isLike(each.model.id, slug));
    },
  });

/** A pattern of SQL's LIKE. */
function like(id: string, pattern: string): boolean {
  const parts = [...pattern].map((character) =>
    character === "%"
      ? ".*"
      : character === "_"
        ? "."
        : character.replace(/[\\^$.*+?()[\]{}|]/, "\\$&"),
  );
  return new RegExp(`^${parts.join("")}$`, "s").test(id);
}

function matches(id: string, pattern: string): boolean {
  try {
    return new RegExp(pattern).test(id);
  } catch {
    return false;
  }
}

function glob(id: string, pattern: string): boolean {
  return pattern.includes("*") && like(id, pattern.replaceAll("_", "\u0000").replaceAll("*", "%"));
}

const sameCase = (id: string, slug: string) => id.toLowerCase() === slug.toLowerCase();
const trimmed = (id: string, slug: string) => id.trim() === slug.trim();
const ofRead: OperationName[] = ["read"];
const ofDelete: OperationName[] = ["delete"];
const both: OperationName[] = ["read", "delete"];

/** A name that is not a model's reads or deletes it. */
export const lookup: Deviation[] = [
  {
    name: "a beginning reads a model",
    stack: "LIKE 'slug%', a trie, Docker's short ids",
    rule: rules.notFound,
    change: finds(ofRead, (id, slug) => id.startsWith(slug)),
  },
  {
    name: "a beginning deletes a model",
    stack: "a scan by prefix",
    rule: rules.notFound,
    change: finds(ofDelete, (id, slug) => id.startsWith(slug)),
  },
  {
    name: "an end reads a model",
    stack: "LIKE '%slug'",
    rule: rules.notFound,
    change: finds(ofRead, (id, slug) => id.endsWith(slug)),
  },
  {
    name: "an end deletes a model",
    stack: "LIKE '%slug'",
    rule: rules.notFound,
    change: finds(ofDelete, (id, slug) => id.endsWith(slug)),
  },
  {
    name: "a part reads a model",
    stack: "a full-text index",
    rule: rules.notFound,
    change: finds(ofRead, (id, slug) => id.includes(slug)),
  },
  {
    name: "more behind a slug reads a model",
    stack: "a longest-prefix match",
    rule: rules.notFound,
    change: finds(ofRead, (id, slug) => slug.startsWith(id)),
  },
  {
    name: "more behind a slug deletes a model",
    stack: "a longest-prefix match",
    rule: rules.notFound,
    change: finds(ofDelete, (id, slug) => slug.startsWith(id)),
  },
  {
    name: "a wildcard of SQL reads a model",
    stack: "LIKE with what was sent",
    rule: rules.notFound,
    change: finds(ofRead, like),
  },
  {
    name: "a wildcard of SQL deletes a model",
    stack: "LIKE with what was sent",
    rule: rules.notFound,
    change: finds(ofDelete, like),
  },
  {
    name: "an asterisk reads a model",
    stack: "Redis KEYS, Elasticsearch",
    rule: rules.notFound,
    change: finds(ofRead, glob),
  },
  {
    name: "an asterisk deletes a model",
    stack: "Redis KEYS, Elasticsearch",
    rule: rules.notFound,
    change: finds(ofDelete, glob),
  },
  {
    name: "a pattern reads a model",
    stack: "MongoDB's $regex",
    rule: rules.notFound,
    change: finds(ofRead, matches),
  },
  {
    name: "white space around a slug reads a model",
    stack: "trim in the controller",
    rule: rules.notFound,
    change: finds(ofRead, trimmed),
  },
  {
    name: "white space around a slug deletes a model",
    stack: "trim in the controller",
    rule: rules.notFound,
    change: finds(ofDelete, trimmed),
  },
  {
    name: "white space behind a slug reads and deletes a model",
    stack: "PAD SPACE collations of MySQL and SQL Server",
    rule: rules.notFound,
    change: finds(both, (id, slug) => id === slug.trimEnd()),
  },
  {
    name: "a delete ignores case, a read does not",
    stack: "two repositories with two collations",
    rule: "A read and a delete name models in the same way",
    change: finds(ofDelete, sameCase),
  },
  {
    name: "a read ignores case, a delete does not",
    stack: "two repositories with two collations",
    rule: "A read and a delete name models in the same way",
    change: finds(ofRead, sameCase),
  },
  {
    name: "slugs may differ by case only, but none is looked up by it",
    stack: "a binary unique index, and a lookup by LOWER(slug)",
    rule: rules.id,
    change: (stack) => ({
      find: (slug) => stack.stored.find(({ model }) => sameCase(model.id, slug)),
    }),
  },
  {
    name: "a number reads the model with that key",
    stack: "Rails' friendly_id, a look-up by id or slug",
    rule: rules.notFound,
    change: (stack, own) => ({
      find: (slug, operation) =>
        own.find(slug, operation) ??
        (operation === "read" && /^\d+$/.test(slug) ? stack.stored[Number(slug)] : undefined),
    }),
  },
  {
    name: "an unknown slug reads the first model",
    stack: "TypeORM's findOne with undefined",
    rule: rules.notFound,
    change: (stack, own) => ({
      find: (slug, operation) =>
        own.find(slug, operation) ?? (operation === "read" ? stack.stored[0] : undefined),
    }),
  },
  {
    name: "a slug with an accent reads the one without",
    stack: "utf8mb4_general_ci, for reads",
    rule: rules.notFound,
    change: finds(ofRead, (id, slug) => id === slug.normalize("NFD").replace(/\p{M}/gu, "")),
  },
  {
    name: "a path below a model reads it",
    stack: "a prefix route",
    rule: "Unknown path: 404",
    change: (_, own) => ({
      route(exchange) {
        exchange.incoming = {
          ...exchange.incoming,
          target: exchange.incoming.target.replace(/^(\/models\/[^/?]+)\/[^/?].*$/, "$1"),
        };
        own.route(exchange);
      },
    }),
  },
  {
    name: "an action below a model deletes it",
    stack: "a wildcard route",
    rule: "Unknown path: 404",
    change: (_, own) => ({
      route(exchange) {
        const { incoming } = exchange;
        if (incoming.method === "DELETE")
          exchange.incoming = {
            ...incoming,
            target: incoming.target.replace(/^(\/models\/[^/?]+)\/[^/?].*$/, "$1"),
          };
        own.route(exchange);
      },
    }),
  },
  {
    name: "a method in the query overrides that of the request",
    stack: "Rack's MethodOverride",
    rule: "Reading starts and removes nothing",
    change: (_, own) => ({
      receive(incoming) {
        const method = new URLSearchParams(incoming.target.split("?")[1]).get("_method");
        return own.receive(method ? { ...incoming, method: method.toUpperCase() } : incoming);
      },
    }),
  },
  {
    name: "a delete takes the models that begin alike",
    stack: "a scan by prefix",
    rule: rules.deleted,
    change: (stack, own) => ({
      erase(found) {
        own.erase(found);
        stack.stored = stack.stored.filter(({ model }) => !model.id.startsWith(found.model.id));
      },
    }),
  },
  {
    name: "a delete takes the newest model, too",
    stack: "an index that is off by one",
    rule: rules.deleted,
    change: (stack, own) => ({
      erase(found) {
        own.erase(found);
        stack.stored = stack.stored.slice(0, -1);
      },
    }),
  },
  {
    name: "a delete takes the oldest model, too",
    stack: "an index that is off by one",
    rule: rules.deleted,
    change: (stack, own) => ({
      erase(found) {
        own.erase(found);
        stack.stored = stack.stored.slice(1);
      },
    }),
  },
  {
    name: "a delete takes the models of the same dataset",
    stack: "a cascade over the dataset",
    rule: rules.deleted,
    change: (stack, own) => ({
      erase(found) {
        own.erase(found);
        const { datasetId } = found.model.openpipe;
        stack.stored = stack.stored.filter(({ model }) => model.openpipe.datasetId !== datasetId);
      },
    }),
  },
  {
    name: "a delete takes the models that began from this one",
    stack: "a cascade over the base model",
    rule: rules.deleted,
    change: (stack, own) => ({
      erase(found) {
        own.erase(found);
        stack.stored = stack.stored.filter(
          ({ model }) => model.openpipe.baseModel !== found.model.id,
        );
      },
    }),
  },
];
