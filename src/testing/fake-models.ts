import { defaultBaseUrl } from "../../generated/client.js";
import { createModel } from "../../generated/operations.js";
import type { CreateModelRequest, Model, ModelStatus } from "../../generated/types.js";
import { essence } from "../http/media-type.js";
import { validate } from "../validation/validate.js";
import { newModel } from "./new-model.js";

/**
 * What happens to one request: the connection breaks or nothing comes back, or an error is answered,
 * before the request has had its effect or after.
 */
export type FakeFault = `${"drop" | "stall" | "500" | "502 HTML"} ${"before" | "after"}` | "429";

/** Options of `createFakeModels`. */
export interface FakeModelsOptions {
  /** Models that are there from the start. */
  models?: Model[];
  /**
   * The statuses that a new model goes through, one more at each read of it, or every `statusMs`
   * milliseconds. Default: `PENDING`, `TRAINING`, `DEPLOYED`.
   */
  statuses?: ModelStatus[];
  /** Milliseconds that each status lasts. Default: a status lasts until the model is read. */
  statusMs?: number;
  /** The clock, in milliseconds since 1970. Default: `Date.now`. */
  now?: () => number;
  /** The key that is accepted. Default: any. */
  apiKey?: string;
}

/** A request that the fake has received. */
export interface FakeRequest {
  method: string;
  /** The path below the base URL. */
  path: string;
  /** The body; empty when there is none. */
  body: string;
}

/** A models API in memory. */
export interface FakeModels {
  /** For `createModelsClient({ fetch })`. */
  fetch(url: string | URL | Request, init?: RequestInit): Promise<Response>;
  /** The models that are there, by slug. */
  readonly models: ReadonlyMap<string, Model>;
  /** What was asked, in order. */
  readonly requests: readonly FakeRequest[];
  /** Does something bad to the next requests, one after the other. */
  fail(...faults: FakeFault[]): void;
  /** Moves a model to a status, where it stays. */
  setStatus(slug: string, status: ModelStatus, errorMessage?: string | null): void;
}

interface Answer {
  status: number;
  body: unknown;
}

interface Entry {
  model: Model;
  /** The statuses that are still to come. */
  coming: ModelStatus[];
  /** When the present one began. */
  since: number;
}

const basePath = new URL(defaultBaseUrl).pathname.replace(/\/$/, "");
const maxBodyLength = 100_000;
const usualStatuses: ModelStatus[] = ["PENDING", "TRAINING", "DEPLOYED"];

/**
 * Makes a models API in memory, which checks its input as the real one does and forgets nothing: slugs
 * are taken, unknown ones are not found, and models are trained. For tests of code that uses this
 * package, without a network, a key or costs.
 */
export function createFakeModels(options: FakeModelsOptions = {}): FakeModels {
  return new MemoryModels(options);
}

class MemoryModels implements FakeModels {
  readonly requests: FakeRequest[] = [];
  readonly #entries = new Map<string, Entry>();
  readonly #faults: FakeFault[] = [];
  readonly #options: FakeModelsOptions;
  readonly #now: () => number;

  constructor(options: FakeModelsOptions) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
    for (const model of options.models ?? []) {
      this.#entries.set(model.id, { model, coming: [], since: this.#now() });
    }
  }

  get models(): ReadonlyMap<string, Model> {
    return new Map([...this.#entries].map(([slug, entry]) => [slug, this.#see(entry, false)]));
  }

  fail(...faults: FakeFault[]): void {
    this.#faults.push(...faults);
  }

  setStatus(slug: string, status: ModelStatus, errorMessage: string | null = null): void {
    const entry = this.#entries.get(slug);
    if (!entry) throw new Error(`The fake has no model "${slug}".`);
    entry.coming = [];
    entry.model = withStatus(entry.model, status, errorMessage, this.#now());
  }

  /** A property, so that it can be passed on alone. */
  readonly fetch = async (url: string | URL | Request, init?: RequestInit): Promise<Response> => {
    const request = new Request(url, init);
    const { pathname } = new URL(request.url);
    const path = pathname.startsWith(basePath) ? pathname.slice(basePath.length) : pathname;
    const received = { method: request.method, path, body: await request.text() };
    request.signal.throwIfAborted();
    this.requests.push(received);
    const fault = this.#faults.shift();
    if (fault === undefined)
      return toResponse(this.#answer(received, request.headers), this.#now());
    if (fault.endsWith("after")) this.#answer(received, request.headers);
    return suffer(fault, request.signal, this.#now());
  };

  /** In the order in which the real server checks: path, body, key, input. */
  #answer({ method, path, body }: FakeRequest, headers: Headers): Answer {
    const [, collection, slug, ...rest] = path.split("/").map(decode);
    if (collection !== "models" || rest.length > 0)
      return refusal(404, "NOT_FOUND", "No such path");
    const methods = slug === undefined ? ["GET", "POST"] : ["GET", "DELETE"];
    if (!methods.includes(method)) {
      return refusal(405, "METHOD_NOT_SUPPORTED", "Method not supported");
    }
    const type = essence(String(headers.get("content-type")));
    if (method === "POST" && type !== "application/json") {
      return refusal(415, "UNSUPPORTED_MEDIA_TYPE", "The body has to be application/json");
    }
    if (body.length > maxBodyLength) return refusal(413, "PAYLOAD_TOO_LARGE", "Body too large");
    const input = method === "POST" ? parse(body) : undefined;
    if (method === "POST" && input === undefined) {
      return refusal(400, "PARSE_ERROR", "Failed to parse request body");
    }
    if (!this.#isAuthorized(headers.get("authorization"))) {
      return refusal(401, "UNAUTHORIZED", "Invalid or missing API key");
    }
    if (method === "POST") return this.#create(input);
    return slug === undefined ? this.#list() : this.#readOrDelete(method, slug);
  }

  #isAuthorized(authorization: string | null): boolean {
    const key = /^Bearer (.+)/.exec(String(authorization))?.[1];
    return key !== undefined && [key, undefined].includes(this.#options.apiKey);
  }

  #create(input: unknown): Answer {
    const issues = validate(createModel.body.content["application/json"], input);
    if (issues.length > 0) return refusal(400, "BAD_REQUEST", "Input validation failed", issues);
    const request = input as CreateModelRequest;
    // A slug with half a character could stand in no URL.
    if (/\p{Surrogate}/u.test(request.slug)) {
      const issue = { message: "The slug is no text", path: ["slug"] };
      return refusal(400, "BAD_REQUEST", "Input validation failed", [issue]);
    }
    if (this.#entries.has(request.slug)) {
      return refusal(409, "CONFLICT", "Model IDs have to be globally unique");
    }
    const now = this.#now();
    const [first = "PENDING", ...coming] = this.#options.statuses ?? usualStatuses;
    const model = withStatus(newModel(request, now), first, null, now);
    this.#entries.set(request.slug, { model, coming, since: now });
    return { status: 200, body: model };
  }

  #list(): Answer {
    const data = [...this.#entries.values()].map((entry) => this.#see(entry, false));
    return { status: 200, body: { object: "list", data } };
  }

  #readOrDelete(method: string, slug: string): Answer {
    const entry = this.#entries.get(slug);
    if (!entry) return refusal(404, "NOT_FOUND", "Model not found");
    if (method === "GET") return { status: 200, body: this.#see(entry, true) };
    this.#entries.delete(slug);
    return { status: 200, body: { id: slug, object: "model", deleted: true } };
  }

  /** The model as it is now; by the clock, several statuses may have passed. */
  #see(entry: Entry, isRead: boolean): Model {
    const { statusMs } = this.#options;
    const now = this.#now();
    const due =
      statusMs === undefined ? Number(isRead) : Math.floor((now - entry.since) / statusMs);
    for (const status of entry.coming.splice(0, due)) {
      entry.model = withStatus(entry.model, status, null, now);
      entry.since += statusMs ?? 0;
    }
    return entry.model;
  }
}

/** How a request ends that something bad happens to. */
async function suffer(fault: FakeFault, signal: AbortSignal, now: number): Promise<Response> {
  if (fault.startsWith("drop")) {
    const cause = Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET" });
    throw new TypeError("fetch failed", { cause });
  }
  if (fault.startsWith("stall")) {
    return new Promise((_, reject) => {
      signal.addEventListener("abort", () => reject(signal.reason as Error));
    });
  }
  const answers: Record<string, Answer> = {
    429: refusal(429, "TOO_MANY_REQUESTS", "Too many requests"),
    500: refusal(500, "INTERNAL_SERVER_ERROR", "Internal server error"),
    502: { status: 502, body: "<html><h1>502 Bad Gateway</h1></html>" },
  };
  return toResponse(answers[fault.slice(0, 3)]!, now);
}

function toResponse({ status, body }: Answer, now: number): Response {
  const isHtml = typeof body === "string";
  const headers = {
    "content-type": isHtml ? "text/html" : "application/json",
    date: new Date(now).toUTCString(),
  };
  return new Response(isHtml ? body : JSON.stringify(body), { status, headers });
}

function withStatus(
  model: Model,
  status: ModelStatus,
  errorMessage: string | null,
  now: number,
): Model {
  const openpipe = { ...model.openpipe, status, errorMessage };
  return { ...model, openpipe, updated: new Date(now).toISOString() };
}

function refusal(status: number, code: string, message: string, issues?: object[]): Answer {
  return { status, body: { message, code, issues } };
}

/** A segment of a path; a malformed one names nothing. */
function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/** The value of a JSON text; undefined when it is none. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // It is none.
  }
}
