import { findIssues, type Issue } from "./input.js";

export type Json = Record<string, unknown>;
export type OperationName = "create" | "list" | "read" | "delete";

/** A request as it came in, its path and query still encoded. */
export interface Incoming {
  method: string;
  target: string;
  /** Names in lower case. */
  headers: Record<string, string>;
  body: string;
  /** Tells connections apart. */
  connection: object;
}

/** What goes out: `undefined` sends no body, a text goes out as it is, all else as JSON. */
export interface Answer {
  status: number;
  body: unknown;
  headers?: Record<string, string>;
}

/** A model with the request that made it. */
export interface Stored {
  model: Json & { id: string; openpipe: Json };
  request: Json;
}

/** What is known of a request so far. */
export interface Exchange {
  incoming: Incoming;
  operation?: OperationName;
  slug?: string;
  body?: unknown;
}

export type Step = "route" | "parse" | "authenticate" | "validate";

/** Ends a request with an error. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly issues?: readonly unknown[],
  ) {
    super(message);
  }
}

export const keys = {
  write: "opk_live_Zx81kQm0vN5tR7yB2cE9",
  read: "opk_read_Hp36wLd4sJ8uF1gA5nT7",
};

/**
 * A models API as the document and the published facts describe it, cut into the parts that real
 * stacks get wrong. A deviation replaces some of them; each calls the others through the stack, so a
 * replaced one is used everywhere.
 */
export interface Stack {
  /** The models of the project, in the order of their creation. */
  stored: Stored[];
  /** Slugs of other projects. */
  foreign: string[];
  /** The order of the checks. */
  order: Step[];
  now(): string;
  /** What stands in front of the API may change a request. */
  receive(incoming: Incoming): Incoming;
  route(exchange: Exchange): void;
  /** The text of a path segment. */
  decode(segment: string): string;
  parse(incoming: Incoming): unknown;
  parseJson(text: string): unknown;
  /** The token of a request. */
  credential(incoming: Incoming): string | undefined;
  access(token: string): "write" | "read" | undefined;
  authenticate(exchange: Exchange): void;
  /** The input as the checks and the rest see it. */
  read(body: unknown): unknown;
  issues(body: unknown): Issue[];
  /** What a create stores as the text of a slug, a dataset or a base model. */
  text(sent: string): string;
  /** What comes back of the hyperparameters that were sent. */
  echo(request: Json): unknown;
  make(request: Json): Stored;
  isTaken(slug: string, request: Json): boolean;
  insert(made: Stored): void;
  find(slug: string, operation: OperationName): Stored | undefined;
  /** Takes a found model away. */
  erase(found: Stored): void;
  create(request: Json): Answer | Promise<Answer>;
  list(): Answer | Promise<Answer>;
  get(slug: string): Answer | Promise<Answer>;
  remove(slug: string): Answer | Promise<Answer>;
  /** A model as an operation shows it. */
  show(stored: Stored, operation: OperationName): unknown;
  refuse(refusal: Refusal, exchange: Exchange): Answer;
  /** What stands in front of the API may change an answer. */
  respond(answer: Answer, exchange: Exchange): Answer | Promise<Answer>;
}

/** A stack that does nothing wrong. */
export function createStack(): Stack {
  const stack: Stack = {
    stored: [],
    foreign: ["taken-by-another-project"],
    order: ["route", "parse", "authenticate", "validate"],
    now: () => new Date().toISOString(),
    receive: (incoming) => incoming,
    route: (exchange) => route(stack, exchange),
    decode(segment) {
      try {
        return decodeURIComponent(segment);
      } catch {
        throw new Refusal(404, "NOT_FOUND", "Not found");
      }
    },
    parse(incoming) {
      const type = (incoming.headers["content-type"] ?? "").split(";")[0]!.trim().toLowerCase();
      if (type !== "application/json") {
        throw new Refusal(415, "UNSUPPORTED_MEDIA_TYPE", "Send application/json");
      }
      return stack.parseJson(incoming.body);
    },
    parseJson(text) {
      if (text.length > 100_000) {
        throw new Refusal(413, "PAYLOAD_TOO_LARGE", "Request body too large");
      }
      try {
        return JSON.parse(text) as unknown;
      } catch {
        throw new Refusal(400, "PARSE_ERROR", "Failed to parse request body");
      }
    },
    credential: ({ headers }) => /^Bearer ([^ ]+)$/i.exec(headers.authorization ?? "")?.[1],
    access: (token) => (token === keys.write ? "write" : token === keys.read ? "read" : undefined),
    authenticate({ incoming, operation }) {
      const token = stack.credential(incoming);
      const access = token === undefined ? undefined : stack.access(token);
      if (!access) throw new Refusal(401, "UNAUTHORIZED", "Invalid or missing API key");
      if (access === "read" && (operation === "create" || operation === "delete")) {
        throw new Refusal(401, "UNAUTHORIZED", "This API key is read-only");
      }
    },
    read: (body) => body,
    issues: (body) => findIssues(body),
    text: (sent) => sent,
    echo({ trainingConfig }) {
      const { sft_hyperparameters, hyperparameters } = trainingConfig as Json;
      return sft_hyperparameters ?? hyperparameters ?? null;
    },
    make: (request) => make(stack, request),
    isTaken: (slug) =>
      stack.foreign.includes(slug) || stack.stored.some(({ model }) => model.id === slug),
    insert: (made) => void stack.stored.push(made),
    find: (slug) => stack.stored.find(({ model }) => model.id === slug),
    erase(found) {
      stack.stored = stack.stored.filter((each) => each !== found);
    },
    create(request) {
      const made = stack.make(request);
      if (stack.isTaken(made.model.id, request)) {
        throw new Refusal(409, "CONFLICT", "Model IDs have to be globally unique");
      }
      stack.insert(made);
      return { status: 200, body: stack.show(made, "create") };
    },
    list: () => ({
      status: 200,
      body: { object: "list", data: stack.stored.map((each) => stack.show(each, "list")) },
    }),
    get(slug) {
      const found = stack.find(slug, "read");
      if (!found) throw new Refusal(404, "NOT_FOUND", "Model not found");
      return { status: 200, body: stack.show(found, "read") };
    },
    remove(slug) {
      const found = stack.find(slug, "delete");
      if (!found) throw new Refusal(404, "NOT_FOUND", "Model not found");
      stack.erase(found);
      return { status: 200, body: { id: found.model.id, object: "model", deleted: true } };
    },
    show: ({ model }) => structuredClone(model),
    refuse: ({ status, code, message, issues }) => ({
      status,
      body: { message, code, ...(issues && { issues }) },
    }),
    respond: (answer) => answer,
  };
  return stack;
}

/** Answers one request. */
export async function answer(stack: Stack, received: Incoming): Promise<Answer> {
  const exchange: Exchange = { incoming: received };
  try {
    exchange.incoming = stack.receive(received);
    for (const step of stack.order) take(stack, step, exchange);
    return await stack.respond(await run(stack, exchange), exchange);
  } catch (error) {
    const refusal =
      error instanceof Refusal
        ? error
        : new Refusal(500, "INTERNAL_SERVER_ERROR", "Internal server error");
    return stack.respond(stack.refuse(refusal, exchange), exchange);
  }
}

function take(stack: Stack, step: Step, exchange: Exchange): void {
  if (step === "route") stack.route(exchange);
  if (step === "authenticate") stack.authenticate(exchange);
  const creates = exchange.operation === "create";
  if (step === "parse" && creates) exchange.body = stack.parse(exchange.incoming);
  if (step === "validate" && creates) {
    exchange.body = stack.read(exchange.body);
    const issues = stack.issues(exchange.body);
    if (issues.length > 0) {
      throw new Refusal(400, "BAD_REQUEST", "Input validation failed", issues);
    }
  }
}

function run(stack: Stack, { operation, body, slug = "" }: Exchange): Answer | Promise<Answer> {
  if (operation === "create") return stack.create(body as Json);
  if (operation === "list") return stack.list();
  return operation === "read" ? stack.get(slug) : stack.remove(slug);
}

function route(stack: Stack, exchange: Exchange): void {
  const { method, target } = exchange.incoming;
  const path = target.split("?")[0]!;
  const segment = /^\/models\/([^/]+)$/.exec(path)?.[1];
  if (path !== "/models" && segment === undefined) {
    throw new Refusal(404, "NOT_FOUND", "Not found");
  }
  const known: Record<string, OperationName> =
    segment === undefined ? { GET: "list", POST: "create" } : { GET: "read", DELETE: "delete" };
  const operation = Object.hasOwn(known, method) ? known[method] : undefined;
  if (!operation) throw new Refusal(405, "METHOD_NOT_SUPPORTED", "Method not supported");
  exchange.operation = operation;
  if (segment !== undefined) exchange.slug = stack.decode(segment);
}

function make(stack: Stack, request: Json): Stored {
  const now = stack.now();
  const id = stack.text(request.slug as string);
  const { baseModel } = request.trainingConfig as { baseModel: string };
  return {
    request,
    model: {
      id,
      name: id,
      object: "model",
      description: null,
      created: now,
      updated: now,
      openpipe: {
        baseModel: stack.text(baseModel),
        hyperparameters: stack.echo(request),
        status: "PENDING",
        datasetId: stack.text(request.datasetId as string),
        errorMessage: null,
      },
      contextWindow: 131072,
      maxCompletionTokens: 8192,
      capabilities: ["chat", "tools", "json"],
      pricing: { chatIn: 0.3, chatOut: 0.45 },
      owned_by: "acme",
    },
  };
}
