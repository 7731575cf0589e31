import type http from "node:http";
import { gzipSync } from "node:zlib";
import { config, isTheirs } from "./deviation.js";
import { isObject } from "./input.js";
import { type Change, writeAnswer } from "./server.js";
import { type Answer, type Incoming, type Json, keys, Refusal, type Stored } from "./stack.js";

/** Something that servers do differently, and may. */
export interface Variation {
  name: string;
  /** Why the contract leaves it open. */
  open: string;
  change?: Change;
  write?: typeof writeAnswer;
  /** Models of the project that are none of the tests'. Default: 3. */
  others?: number;
  /** How long a run waits for what may not show yet, in milliseconds. */
  waits?: readonly number[];
}

const shows =
  (change: (shown: Json, operation: string) => Json): Change =>
  (_, own) => ({
    show: (stored, operation) => change(own.show(stored, operation) as Json, operation),
  });

const dates = (format: (date: string) => string): Change =>
  shows((shown) => ({
    ...shown,
    created: format(String(shown.created)),
    updated: format(String(shown.updated)),
  }));

const echoes =
  (change: (echo: Json | null, request: Json) => unknown): Change =>
  (_, own) => ({ echo: (request) => change(own.echo(request) as Json | null, request) });

const takenAs =
  (status: number, code: string): Change =>
  (_, own) => ({
    create(request) {
      try {
        return own.create(request);
      } catch (error) {
        if ((error as Refusal).status !== 409) throw error;
        throw new Refusal(status, code, "Model IDs have to be globally unique");
      }
    },
  });

const headers =
  (more: Record<string, string>): Change =>
  (_, own) => ({
    respond: async (answer, exchange) => {
      const response = await own.respond(answer, exchange);
      return { ...response, headers: { ...response.headers, ...more } };
    },
  });

/** Moves a model on at each read. */
const moves =
  (states: Json[]): Change =>
  () => ({
    show({ model }, operation) {
      const shown = structuredClone(model);
      if (operation === "read") {
        const at = states.findIndex(({ status }) => status === model.openpipe.status);
        const next = states[Math.min(at + 1, states.length - 1)]!;
        model.openpipe = { ...model.openpipe, ...next };
        model.updated = new Date().toISOString();
        return structuredClone(model);
      }
      return shown;
    },
  });

const refuses =
  (isRefused: (body: Json) => boolean, status = 400, code = "BAD_REQUEST"): Change =>
  (_, own) => ({
    create(request) {
      if (isRefused(request)) {
        throw new Refusal(status, code, "Not possible", [{ message: "Not possible" }]);
      }
      return own.create(request);
    },
  });

/** Refuses some slugs as invalid input. */
const slugs =
  (isSlug: (slug: string) => boolean): Change =>
  (_, own) => ({
    issues(body) {
      const issues = own.issues(body);
      const { slug } = Object(body) as Json;
      return typeof slug === "string" && !isSlug(slug)
        ? [...issues, { message: "This slug cannot be used", path: ["slug"] }]
        : issues;
    },
  });

/** Answers some requests with something else before they reach the API. */
const sometimes =
  (isHit: (count: number, incoming: Incoming) => boolean, hit: Answer): Change =>
  (_, own) => {
    let count = 0;
    const hits = new WeakSet<Incoming>();
    return {
      receive(incoming) {
        if (isHit(++count, incoming)) {
          hits.add(incoming);
          throw new Refusal(hit.status, "HIT", "hit");
        }
        return own.receive(incoming);
      },
      refuse: (refusal, exchange) =>
        hits.has(exchange.incoming) ? hit : own.refuse(refusal, exchange),
    };
  };

const reads = ({ method }: Incoming) => method === "GET";
const html = { "Content-Type": "text/html" };
const busy: Answer = {
  status: 429,
  body: { message: "Too many requests", code: "TOO_MANY_REQUESTS" },
  headers: { "Retry-After": "0" },
};

/** Looks things up regardless of case, everywhere alike. */
const anyCase: Change = (stack, own) => ({
  isTaken: (slug, request) =>
    own.isTaken(slug, request) ||
    stack.stored.some(({ model }) => model.id.toLowerCase() === slug.toLowerCase()),
  find: (slug) => stack.stored.find(({ model }) => model.id.toLowerCase() === slug.toLowerCase()),
});

/** Does something to the models of others while a run goes on. */
const colleague =
  (act: (stored: Stored[], add: (slug: string) => void, count: number) => Stored[]): Change =>
  (stack, own) => {
    let count = 0;
    const add = (slug: string) => {
      const request = {
        slug,
        datasetId: "acme-data",
        trainingConfig: { baseModel: "gpt-4.1-2025-04-14" },
      };
      stack.insert(own.make(request));
    };
    return {
      receive(incoming) {
        if (++count > 20) stack.stored = act(stack.stored, add, count);
        return own.receive(incoming);
      },
    };
  };

const reversed = (value: unknown): unknown =>
  isObject(value)
    ? Object.fromEntries(
        Object.entries(value)
          .reverse()
          .map(([name, each]) => [name, reversed(each)]),
      )
    : Array.isArray(value)
      ? value.map(reversed)
      : value;

const withBody =
  (change: (body: unknown) => unknown): Change =>
  (_, own) => ({
    respond: async (answer, exchange) => {
      const response = await own.respond(answer, exchange);
      return { ...response, body: change(response.body) };
    },
  });

/** Writes an answer in pieces. */
function writeInPieces(
  response: http.ServerResponse,
  { status, body, headers: own }: Answer,
): void {
  response.writeHead(status, { "Content-Type": "application/json", ...own });
  const text = Buffer.from(JSON.stringify(body));
  for (let start = 0; start < text.length; start += 7)
    response.write(text.subarray(start, start + 7));
  response.end();
}

function writeZipped(response: http.ServerResponse, { status, body, headers: own }: Answer): void {
  response.writeHead(status, {
    "Content-Type": "application/json",
    "Content-Encoding": "gzip",
    ...own,
  });
  response.end(gzipSync(JSON.stringify(body)));
}

/** Breaks some connections instead of an answer to a read. */
function writeOrBreak(every: number): typeof writeAnswer {
  let count = 0;
  return (response, answer, incoming) => {
    if (incoming && reads(incoming) && ++count % every === 0) response.destroy();
    else writeAnswer(response, answer);
  };
}

const pending: Json[] = [
  { status: "PENDING" },
  { status: "QUEUED" },
  { status: "PROVISIONING" },
  { status: "TRAINING" },
  { status: "DEPLOYED" },
];

export const variations: Variation[] = [
  { name: "nothing is different", open: "the conforming server" },
  {
    name: "dates have no milliseconds",
    open: "ISO 8601, not declared",
    change: dates((date) => date.replace(/\.\d+Z$/, "Z")),
  },
  {
    name: "dates have microseconds",
    open: "ISO 8601, not declared",
    change: dates((date) => date.replace("Z", "123Z")),
  },
  {
    name: "dates have an offset",
    open: "ISO 8601, not declared",
    change: dates((date) => date.replace("Z", "+00:00")),
  },
  {
    name: "dates have no zone",
    open: "ISO 8601, not declared",
    change: dates((date) => date.replace("Z", "")),
  },
  {
    name: "later dates are without milliseconds",
    open: "a date is kept to the second; the same instant",
    change: shows((shown, operation) =>
      operation === "create"
        ? shown
        : {
            ...shown,
            created: String(shown.created).replace(/\.\d+Z$/, ".000Z"),
            updated: String(shown.updated).replace(/\.\d+Z$/, ".000Z"),
          },
    ),
  },
  {
    name: "dates are seconds in a text",
    open: "created is a string, and no format is declared",
    change: dates((date) => String(Math.floor(Date.parse(date) / 1000))),
  },
  {
    name: "a clock is an hour ahead",
    open: "no clock is agreed",
    change: () => ({ now: () => new Date(Date.now() + 3_600_000).toISOString() }),
  },
  {
    name: "the echo has defaults",
    open: "defaults are not published",
    change: echoes((echo) => ({ schedule: "cosine", ...echo })),
  },
  {
    name: "the echo of nothing is empty",
    open: "the hyperparameters that were sent, if any",
    change: echoes((echo) => echo ?? {}),
  },
  {
    name: "an empty echo is null",
    open: "the hyperparameters that were sent, if any",
    change: echoes((echo) => (echo && Object.keys(echo).length > 0 ? echo : null)),
  },
  {
    name: "the echo has the settings of preference tuning beside",
    open: "how those come back is not published",
    change: echoes((echo, request) =>
      config(request).preference_hyperparameters
        ? { ...echo, preference: config(request).preference_hyperparameters }
        : echo,
    ),
  },
  {
    name: "the echo is in another order",
    open: "JSON objects are unordered",
    change: echoes((echo) => reversed(echo)),
  },
  {
    name: "a taken slug is 400",
    open: "the status can differ",
    change: takenAs(400, "BAD_REQUEST"),
  },
  {
    name: "a taken slug is 500",
    open: "the published code answers 500",
    change: takenAs(500, "INTERNAL_SERVER_ERROR"),
  },
  {
    name: "a taken slug is 422",
    open: "the status can differ",
    change: takenAs(422, "UNPROCESSABLE_CONTENT"),
  },
  {
    name: "there are many headers",
    open: "headers are not described",
    change: headers({
      "X-Request-Id": "7",
      ETag: '"1"',
      "Set-Cookie": "a=b",
      Vary: "Origin",
      "Cache-Control": "no-store",
      "Strict-Transport-Security": "max-age=1",
    }),
  },
  {
    name: "the media type is written otherwise",
    open: "media types have any case",
    change: headers({ "Content-Type": 'Application/JSON; Charset="UTF-8"' }),
  },
  {
    name: "the media type has no charset",
    open: "JSON is UTF-8",
    change: headers({ "Content-Type": "application/json" }),
  },
  { name: "connections are closed", open: "HTTP", change: headers({ Connection: "close" }) },
  { name: "answers come in pieces", open: "HTTP", write: writeInPieces },
  { name: "answers are zipped", open: "a server may, although nobody asked", write: writeZipped },
  {
    name: "401 has WWW-Authenticate",
    open: "RFC 9110 wants it",
    change: headers({ "WWW-Authenticate": 'Bearer realm="models"' }),
  },
  {
    name: "JSON is indented",
    open: "JSON",
    change: withBody((body) =>
      body === undefined || typeof body === "string" ? body : JSON.stringify(body, null, 2),
    ),
  },
  {
    name: "JSON is in ASCII",
    open: "JSON",
    change: withBody((body) =>
      body === undefined || typeof body === "string"
        ? body
        : JSON.stringify(body).replace(
            /[\u007f-\uffff]/g,
            (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
          ),
    ),
  },
  {
    name: "properties are in another order",
    open: "JSON objects are unordered",
    change: withBody(reversed),
  },
  {
    name: "whole numbers have a point",
    open: "JSON has one kind of number",
    change: withBody((body) =>
      body === undefined || typeof body === "string"
        ? body
        : JSON.stringify(body).replace(/(":\d+)([,}])/g, "$1.0$2"),
    ),
  },
  {
    name: "capabilities come in any order",
    open: "a set",
    change: (_, own) => {
      let count = 0;
      return {
        show: (stored, operation) => ({
          ...(own.show(stored, operation) as Json),
          capabilities: ++count % 2 ? ["json", "chat", "tools"] : ["tools", "chat", "json"],
        }),
      };
    },
  },
  {
    name: "there are no capabilities",
    open: "Model.capabilities: what the model can be asked for",
    change: shows((shown) => ({ ...shown, capabilities: [] })),
  },
  {
    name: "a name and a description are given",
    open: "the name shown to people",
    change: shows((shown) => ({
      ...shown,
      name: `Model of ${String(shown.owned_by)}`,
      description: "Made by hand",
    })),
  },
  {
    name: "prices are unusual",
    open: "numbers",
    change: shows((shown) => ({
      ...shown,
      pricing: { chatIn: 0, chatOut: 1e-7 },
      contextWindow: 0,
      maxCompletionTokens: 1.5,
    })),
  },
  {
    name: "the newest model comes first",
    open: "in no promised order",
    change: (stack) => ({
      list: () => ({
        status: 200,
        body: {
          object: "list",
          data: stack.stored.toReversed().map((each) => stack.show(each, "list")),
        },
      }),
    }),
  },
  {
    name: "the list is in another order each time",
    open: "in no promised order",
    change: (stack) => {
      let count = 0;
      return {
        list() {
          const data = stack.stored.map((each) => stack.show(each, "list"));
          const at = ++count % (data.length || 1);
          return {
            status: 200,
            body: { object: "list", data: [...data.slice(at), ...data.slice(0, at)] },
          };
        },
      };
    },
  },
  {
    name: "the list is 500 ms behind",
    open: "when a list shows a change is not published",
    waits: [100, 200, 400, 800],
    change: (stack) => {
      const past: { at: number; stored: Stored[] }[] = [{ at: 0, stored: [...stack.stored] }];
      return {
        receive(incoming) {
          past.push({ at: Date.now(), stored: [...stack.stored] });
          return incoming;
        },
        list() {
          const known = past.filter(({ at }) => at <= Date.now() - 500).at(-1)!;
          return {
            status: 200,
            body: { object: "list", data: known.stored.map((each) => stack.show(each, "list")) },
          };
        },
      };
    },
  },
  { name: "there are 3,000 other models", open: "a project may have many", others: 3000 },
  { name: "there are no other models", open: "a project may be new", others: 0 },
  { name: "slugs have no case", open: "nowhere documented, and all alike", change: anyCase },
  {
    name: "every twentieth request is too many",
    open: "429 with Retry-After",
    change: sometimes((count) => count % 20 === 0, busy),
  },
  {
    name: "the first requests are too many",
    open: "429 with Retry-After",
    change: sometimes((count) => count <= 3, busy),
  },
  {
    name: "a gateway answers some reads",
    open: "a gateway can answer 502 with HTML",
    change: sometimes((count, incoming) => count > 5 && count % 97 === 0 && reads(incoming), {
      status: 502,
      body: "<html>Bad Gateway</html>",
      headers: html,
    }),
  },
  {
    name: "a gateway answers any request now and then",
    open: "a gateway can answer 503 with HTML",
    change: sometimes((count) => count > 400 && count % 211 === 0, {
      status: 503,
      body: "<html>Unavailable</html>",
      headers: html,
    }),
  },
  { name: "some connections of reads break", open: "networks do", write: writeOrBreak(31) },
  {
    name: "models move on by reads",
    open: "statuses in between come in no published order",
    change: moves(pending),
  },
  {
    name: "models train at once",
    open: "training takes minutes to hours, in practice",
    change: moves([{ status: "PENDING" }, { status: "DEPLOYED" }]),
  },
  {
    name: "models fail at once",
    open: "ERROR, with errorMessage",
    change: moves([
      { status: "PENDING" },
      { status: "ERROR", errorMessage: "The dataset is too small." },
    ]),
  },
  {
    name: "updated changes with every read",
    open: "what a change is, is not published",
    change: shows((shown, operation) =>
      operation === "read" ? { ...shown, updated: new Date().toISOString() } : shown,
    ),
  },
  {
    name: "base models without preference tuning are refused",
    open: "some base models do not support it",
    change: refuses(
      (body) =>
        config(body).enable_preference_tuning === true && config(body).provider !== "openai",
    ),
  },
  {
    name: "unknown rules are refused with 400",
    open: "a rule has to exist",
    change: refuses((body) => ((body.pruningRuleIds as unknown[]) ?? []).length > 0),
  },
  {
    name: "unknown rules are refused with 404",
    open: "a rule has to exist",
    change: refuses(
      (body) => ((body.pruningRuleIds as unknown[]) ?? []).length > 0,
      404,
      "NOT_FOUND",
    ),
  },
  {
    name: "unknown datasets are refused with 400",
    open: "a dataset has to exist",
    change: refuses((body) => body.datasetId !== "my-dataset"),
  },
  {
    name: "unknown datasets are refused with 404",
    open: "a dataset has to exist",
    change: refuses((body) => body.datasetId !== "my-dataset", 404, "NOT_FOUND"),
  },
  {
    name: "slugs are of letters, digits and hyphens",
    open: "what a slug may be is not published; others are refused with 400",
    change: slugs((slug) => /^[a-z0-9-]{1,100}$/.test(slug)),
  },
  {
    name: "slugs have at most 128 characters",
    open: "what a slug may be is not published; others are refused with 400",
    change: slugs((slug) => slug.length <= 128),
  },
  {
    name: "slugs have no control characters or lone surrogates",
    open: "what a slug may be is not published; others are refused with 400",
    change: slugs(
      (slug) =>
        !/[\0-\x1f\x7f-\x9f]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.test(
          slug,
        ),
    ),
  },
  {
    name: "slugs have no slash",
    open: "what a slug may be is not published; others are refused with 400",
    change: slugs((slug) => !/[\\/]/.test(slug)),
  },
  {
    name: "slugs have no white space around",
    open: "what a slug may be is not published; others are refused with 400",
    change: slugs((slug) => slug === slug.trim()),
  },
  {
    name: "numbers that are no double are refused",
    open: "JSON leaves the range to the reader",
    change: (_, own) => ({
      issues: (body) =>
        hasInfinity(body) ? [{ message: "Out of range", path: [] }] : own.issues(body),
    }),
  },
  {
    name: "deleted slugs are never free again",
    open: "whether a slug can be used again is not published",
    change: (_, own) => {
      const gone = new Set<string>();
      return {
        erase(found) {
          gone.add(found.model.id);
          own.erase(found);
        },
        isTaken: (slug, request) => gone.has(slug) || own.isTaken(slug, request),
      };
    },
  },
  {
    name: "an unknown method is 404",
    open: "the path has no such method",
    change: (_, own) => ({
      refuse: (refusal, exchange) =>
        own.refuse(
          refusal.status === 405 ? new Refusal(404, "NOT_FOUND", "Not found") : refusal,
          exchange,
        ),
    }),
  },
  {
    name: "a wrong media type is 400",
    open: "its status is not published",
    change: (_, own) => ({
      refuse: (refusal, exchange) =>
        own.refuse(
          refusal.status === 415 ? new Refusal(400, "PARSE_ERROR", "Send JSON") : refusal,
          exchange,
        ),
    }),
  },
  {
    name: "no media type is read as JSON",
    open: "RFC 9110: a recipient may look at the data",
    change: (stack, own) => ({
      parse: (incoming) =>
        incoming.headers["content-type"] === undefined
          ? stack.parseJson(incoming.body)
          : own.parse(incoming),
    }),
  },
  {
    name: "a trailing slash is ignored",
    open: "such paths are not described",
    change: (_, own) => ({
      receive: (incoming) =>
        own.receive({ ...incoming, target: incoming.target.replace(/(?<=.)\/$/, "") }),
    }),
  },
  {
    name: "paths have no case",
    open: "Express's default",
    change: (_, own) => ({
      receive: (incoming) =>
        own.receive({ ...incoming, target: incoming.target.replace(/^\/models/i, "/models") }),
    }),
  },
  {
    name: "HEAD and OPTIONS are answered",
    open: "HTTP, CORS",
    change: (_, own) => ({
      receive(incoming) {
        if (incoming.method === "OPTIONS") throw new Refusal(204, "", "");
        return own.receive(incoming.method === "HEAD" ? { ...incoming, method: "GET" } : incoming);
      },
      refuse: (refusal, exchange) =>
        refusal.status === 204 ? { status: 204, body: undefined } : own.refuse(refusal, exchange),
    }),
  },
  {
    name: "unknown parameters of a query are refused",
    open: "no parameter is described",
    change: (_, own) => ({
      receive(incoming) {
        if (incoming.target.includes("?") && incoming.method === "GET")
          throw new Refusal(400, "BAD_REQUEST", "Unknown parameter", [
            { message: "Unknown parameter" },
          ]);
        return own.receive(incoming);
      },
    }),
  },
  {
    name: "a byte order mark is skipped",
    open: "RFC 8259: a parser may ignore it",
    change: (_, own) => ({ parseJson: (text) => own.parseJson(text.replace(/^\ufeff/, "")) }),
  },
  {
    name: "a name given twice is refused",
    open: "RFC 8259: names should be unique",
    change: (_, own) => ({
      parseJson(text) {
        const names = [
          ...text.matchAll(/"(slug|datasetId|trainingConfig|provider|baseModel)"\s*:/g),
        ].map(([, name]) => name);
        if (new Set(names).size < names.length)
          throw new Refusal(400, "PARSE_ERROR", "A name is given twice");
        return own.parseJson(text);
      },
    }),
  },
  {
    name: "the scheme is read in one spelling only",
    open: "every client sends Bearer",
    change: (_, own) => ({
      credential: (incoming) =>
        /^Bearer /.test(incoming.headers.authorization ?? "")
          ? own.credential(incoming)
          : undefined,
    }),
  },
  {
    name: "more spaces may follow the scheme",
    open: "RFC 9110: 1*SP",
    change: () => ({
      credential: ({ headers: sent }) => /^Bearer +(\S+)$/i.exec(sent.authorization ?? "")?.[1],
    }),
  },
  {
    name: "errors have a request's id in their message",
    open: "the message is for people",
    change: (_, own) => ({
      refuse: (refusal, exchange) => {
        const answer = own.refuse(refusal, exchange);
        return {
          ...answer,
          body: { ...(answer.body as Json), message: `${refusal.message} (request 1f3a)` },
        };
      },
    }),
  },
  {
    name: "issues say more",
    open: "other properties can come with an issue",
    change: (_, own) => ({
      issues: (body) =>
        own.issues(body).map((issue) => ({
          ...issue,
          code: "invalid_type",
          expected: "string",
          received: "undefined",
        })),
    }),
  },
  {
    name: "the first issue is the only one",
    open: "how many issues are listed is not published",
    change: (_, own) => ({ issues: (body) => own.issues(body).slice(0, 1) }),
  },
  {
    name: "answers are slow",
    open: "no duration is promised",
    change: (_, own) => ({
      respond: async (answer, exchange) => {
        await new Promise((resolve) => setTimeout(resolve, 2));
        return own.respond(answer, exchange);
      },
    }),
  },
  {
    name: "a colleague makes a model",
    open: "others work in the project",
    change: colleague((stored, add, count) => {
      if (count % 300 === 21) add(`acme-new-${count}`);
      return stored;
    }),
  },
  {
    name: "a colleague deletes a model",
    open: "others work in the project",
    change: colleague((stored) => stored.filter(({ model }) => model.id !== "acme-2")),
  },
  {
    name: "a colleague's model moves on",
    open: "others work in the project",
    change: colleague((stored, _, count) => {
      for (const each of stored.filter(isTheirs)) {
        each.model.name = `Renamed ${Math.floor(count / 100)}`;
        each.model.updated = new Date().toISOString();
      }
      return stored;
    }),
  },
  {
    name: "the read-only key is told why in other words",
    open: "the message is for people",
    change: (_, own) => ({
      authenticate(exchange) {
        if (
          own.credential(exchange.incoming) === keys.read &&
          exchange.operation !== "read" &&
          exchange.operation !== "list"
        )
          throw new Refusal(401, "UNAUTHORIZED", "Use your other key");
        own.authenticate(exchange);
      },
    }),
  },
];

function hasInfinity(body: unknown): boolean {
  if (typeof body === "number") return !Number.isFinite(body);
  return typeof body === "object" && body !== null && Object.values(body).some(hasInfinity);
}
