export type Json = Record<string, unknown>;

/** What a server sends back, as JSON. */
export interface Answer {
  status: number;
  body: unknown;
}

/** What the servers leave to be chosen, and a conforming one may choose. */
export interface Choices {
  /** How a date is written. Default: ISO 8601. */
  date: (date: Date) => string;
  /** What comes back of the hyperparameters that were sent. */
  echo: (sent: Json | undefined) => Json | null;
  /** The answer to a create of a taken slug. */
  taken: Answer;
  newestFirst: boolean;
  /** The status that a model has from its second look on. */
  later: string;
  /** How long the list is behind, in milliseconds. */
  lag: number;
  /** Models of others in the project. */
  others: number;
}

export const usual: Choices = {
  date: (date) => date.toISOString(),
  echo: (sent) => sent ?? null,
  taken: refusal(409, "CONFLICT", "IDs have to be globally unique"),
  newestFirst: false,
  later: "PENDING",
  lag: 0,
  others: 3,
};

export const keys = { write: "library-write-key-8d41", read: "library-read-key-77c2" };

/** The models, which the servers of all libraries share: they differ in what checks a request. */
export interface Service {
  readonly models: ReadonlyMap<string, Json>;
  create(request: unknown): Answer;
  list(): Answer;
  read(slug: string): Answer;
  remove(slug: string): Answer;
}

export function refusal(status: number, code: string, message: string, issues?: Json[]): Answer {
  return { status, body: { code, message, ...(issues && { issues }) } };
}

export const noPath = refusal(404, "NOT_FOUND", "There is no such path");
export const noMethod = refusal(405, "METHOD_NOT_SUPPORTED", "The path has no such method");
export const notJson = refusal(400, "PARSE_ERROR", "The body is not JSON");
export const tooLarge = refusal(413, "PAYLOAD_TOO_LARGE", "The body is too large");
export const otherType = refusal(415, "UNSUPPORTED_MEDIA_TYPE", "Send application/json");
export const unauthorized = refusal(
  401,
  "UNAUTHORIZED",
  "The key is missing, unknown or read-only",
);
export const invalid = (messages: string[]) =>
  refusal(
    400,
    "BAD_REQUEST",
    "Input validation failed",
    messages.map((message) => ({ message })),
  );

/** How long a body may be. */
export const maxLength = 100_000;

export function isJson(contentType: string | undefined): boolean {
  return /^application\/json\s*(;|$)/i.test(contentType ?? "");
}

/** Whether a key may do what a method does. */
export function isAllowed(authorization: string | undefined, method: string): boolean {
  const key = /^Bearer ([^ ]+)$/i.exec(authorization ?? "")?.[1];
  return key === keys.write || (key === keys.read && method === "GET");
}

export function createService(choices: Choices): Service {
  const models = new Map<string, Json>();
  const listedFrom = new Map<string, number>();
  const looked = new Set<string>();
  const training = { provider: "openai", baseModel: "gpt-4.1-2025-04-14" };
  for (let number = 0; number < choices.others; number++) {
    const slug = `acme-${number}`;
    models.set(slug, newModel({ slug, datasetId: "acme", trainingConfig: training }, choices));
  }
  return {
    models,
    create(request) {
      const model = newModel(request as Json, choices);
      const slug = String(model.id);
      if (/\p{Surrogate}/u.test(slug)) return invalid(["slug is no Unicode text"]);
      if (models.has(slug)) return choices.taken;
      models.set(slug, model);
      listedFrom.set(slug, Date.now() + choices.lag);
      return { status: 200, body: model };
    },
    list() {
      const shown = [...models].filter(([slug]) => (listedFrom.get(slug) ?? 0) <= Date.now());
      const data = shown.map(([, model]) => model);
      return {
        status: 200,
        body: { object: "list", data: choices.newestFirst ? data.reverse() : data },
      };
    },
    read(slug) {
      const model = models.get(slug);
      if (!model) return refusal(404, "NOT_FOUND", "The project has no such model");
      if (looked.has(slug)) moveOn(model, choices);
      looked.add(slug);
      return { status: 200, body: model };
    },
    remove(slug) {
      looked.delete(slug);
      return models.delete(slug)
        ? { status: 200, body: { id: slug, object: "model", deleted: true } }
        : refusal(404, "NOT_FOUND", "The project has no such model");
    },
  };
}

function moveOn(model: Json, { later, date }: Choices): void {
  const training = model.openpipe as Json;
  if (training.status !== "PENDING" || later === "PENDING") return;
  model.openpipe = {
    ...training,
    status: later,
    errorMessage: later === "ERROR" ? "The dataset is empty" : null,
  };
  model.updated = date(new Date());
}

function newModel(request: Json, { date, echo }: Choices): Json {
  const training = request.trainingConfig as Json;
  const sent = training.sft_hyperparameters ?? training.hyperparameters;
  const now = date(new Date());
  return {
    id: request.slug,
    name: request.slug,
    object: "model",
    description: null,
    created: now,
    updated: now,
    openpipe: {
      baseModel: training.baseModel,
      hyperparameters: echo(sent as Json | undefined),
      status: "PENDING",
      datasetId: request.datasetId,
      errorMessage: null,
    },
    contextWindow: 131072,
    maxCompletionTokens: 8192,
    capabilities: ["chat", "json"],
    pricing: { chatIn: 0.3, chatOut: 0.45 },
    owned_by: "acme",
  };
}
