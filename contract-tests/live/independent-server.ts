import http from "node:http";
import type { AddressInfo } from "node:net";

/**
 * A models API as somebody else might have written it from the documentation, to try the live target
 * on: no schema validator, no code of the reference server, and other choices where there is one:
 * refused input is 422, a taken slug is 500, the newest model comes first, the status moves on at once, and there are more headers than needed.
 */
export interface IndependentServer {
  url: string;
  models: Map<string, Json>;
  close(): Promise<void>;
}

export interface IndependentOptions {
  /** The datasets that exist; a create that names another is refused. */
  datasets?: string[];
  /** What it does wrong. */
  deviation?: string;
}

type Json = Record<string, unknown>;
type Rule = (value: unknown) => boolean;

export const independentToken = "independent-token";

const text: Rule = (v) => typeof v === "string";
const flag: Rule = (v) => v === true || v === false;
const number: Rule = (v) => typeof v === "number";
const batch: Rule = (v) => v === "auto" || number(v);
const oneOf =
  (...values: string[]): Rule =>
  (v) =>
    values.includes(v as string);
const variant = oneOf("DPO", "APO Zero");

function shape(rules: Record<string, Rule>, required: string[] = []): Rule {
  return (value) => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
    for (const name of required) if (!(name in value)) return false;
    return Object.entries(value).every(
      ([name, member]) => Object.hasOwn(rules, name) && rules[name]!(member),
    );
  };
}

const numbers = (...names: string[]) => Object.fromEntries(names.map((name) => [name, number]));
const base = numbers("learning_rate_multiplier", "num_epochs");
const openpipeSft = shape({ batch_size: batch, ...base });
const gemini = shape(numbers("epochs", "batch_size", "learning_rate", "learning_rate_multiplier"));
const openaiNumbers = numbers("batch_size", "learning_rate_multiplier", "n_epochs");
const need = ["provider", "baseModel"];
const switches = { enable_sft: flag, enable_preference_tuning: flag };

const configs: Record<string, Rule> = {
  openpipe: shape(
    {
      provider: text,
      baseModel: text,
      ...switches,
      sft_hyperparameters: openpipeSft,
      preference_hyperparameters: shape({
        variant,
        ...base,
        ...numbers("training_beta", "adapter_weight"),
      }),
      hyperparameters: shape({
        is_sft_enabled: flag,
        is_preference_tuning_enabled: flag,
        batch_size: batch,
        ...base,
        preference_tuning_variant: variant,
        ...numbers(
          "preference_tuning_learning_rate_multiplier",
          "preference_tuning_num_epochs",
          "preference_tuning_training_beta",
          "preference_tuning_adapter_weight",
        ),
      }),
    },
    need,
  ),
  openpipeReward: shape({ provider: text, baseModel: text, hyperparameters: openpipeSft }, need),
  openai: shape(
    {
      provider: text,
      baseModel: oneOf(
        "gpt-4.1-2025-04-14",
        "gpt-4.1-mini-2025-04-14",
        "gpt-4o-mini-2024-07-18",
        "gpt-4o-2024-08-06",
        "gpt-3.5-turbo-0125",
      ),
      ...switches,
      sft_hyperparameters: shape(openaiNumbers),
      preference_hyperparameters: shape({ beta: number, ...openaiNumbers }),
      hyperparameters: shape({
        is_sft_enabled: flag,
        is_preference_tuning_enabled: flag,
        ...openaiNumbers,
        ...numbers(
          "preference_tuning_beta",
          "preference_tuning_batch_size",
          "preference_tuning_learning_rate_multiplier",
          "preference_tuning_n_epochs",
        ),
      }),
    },
    need,
  ),
  gemini: shape(
    {
      provider: text,
      baseModel: oneOf("models/gemini-1.0-pro-001", "models/gemini-1.5-flash-001-tuning"),
      sft_hyperparameters: gemini,
      hyperparameters: gemini,
    },
    need,
  ),
};

function isConfig(value: unknown): boolean {
  const config = value as Json | null;
  if (!configs[String(config?.provider)]?.(value)) return false;
  const preference = config?.preference_hyperparameters as Json | undefined;
  const asks = preference !== undefined && Object.keys(preference).length > 0;
  return !asks || config?.enable_preference_tuning === true;
}

const isRequest = shape(
  {
    datasetId: text,
    slug: text,
    trainingConfig: isConfig,
    pruningRuleIds: (v) => Array.isArray(v) && v.every(text),
    defaultTemperature: number,
  },
  ["datasetId", "slug", "trainingConfig"],
);

/** Starts it on 127.0.0.1. */
export async function startIndependentServer({
  datasets,
  deviation,
}: IndependentOptions = {}): Promise<IndependentServer> {
  const models = new Map<string, Json>();
  const does = (name: string) => deviation === name;

  function create(body: string, type: string, unknown?: [number, unknown]): [number, unknown] {
    if (body.length > 100_000) return fault(413, "PAYLOAD_TOO_LARGE");
    if (!type.startsWith("application/json") && !does("takes any media type")) {
      return fault(415, "UNSUPPORTED_MEDIA_TYPE");
    }
    let json: Json;
    try {
      json = JSON.parse(body);
    } catch {
      return does("fails on malformed JSON") ? fault(500, "OOPS") : fault(400, "PARSE_ERROR");
    }
    if (unknown) return unknown;
    if (typeof json !== "object" || json === null) return fault(422, "UNPROCESSABLE_CONTENT");
    const { datasetId, slug, trainingConfig, ...rest } = json;
    let config = trainingConfig as Json;
    if (does("converts numeric strings") && config?.sft_hyperparameters) {
      const given = Object.entries(config.sft_hyperparameters as Json);
      const converted = given.map(([k, v]) => [k, /^\d+$/.test(String(v)) ? Number(v) : v]);
      config = { ...config, sft_hyperparameters: Object.fromEntries(converted) };
    }
    if (does("ignores unknown properties")) delete rest.unknown_property;
    if (does("ignores the preference switch") && config) {
      config = {
        ...config,
        ...(config.preference_hyperparameters ? { enable_preference_tuning: true } : {}),
      };
    }
    const read = { ...rest, trainingConfig: config } as Json;
    if ("datasetId" in json) read.datasetId = datasetId;
    if ("slug" in json) read.slug = slug;
    if (!isRequest(read) || Array.isArray(json)) return fault(422, "UNPROCESSABLE_CONTENT");
    if (does("refuses negative temperatures") && Number(json.defaultTemperature) < 0) {
      return fault(422, "UNPROCESSABLE_CONTENT");
    }
    if (!isText(String(slug))) return fault(422, "UNPROCESSABLE_CONTENT");
    if (datasets && !datasets.includes(String(datasetId))) return fault(400, "BAD_REQUEST");
    if (models.has(String(slug)) && !does("takes a slug twice")) {
      return fault(500, "INTERNAL_SERVER_ERROR");
    }
    const model = {
      id: slug,
      name: `Model ${slug}`,
      object: "model",
      description: null,
      created: "2026-01-01T00:00:00Z",
      updated: "2026-01-01T00:00:00Z",
      openpipe: {
        baseModel: config.baseModel,
        hyperparameters: echo(config, does("echoes other settings")),
        status: "PENDING",
        datasetId: does("echoes another dataset") ? "another" : datasetId,
        errorMessage: null,
      },
      contextWindow: 1,
      maxCompletionTokens: 1,
      capabilities: [],
      pricing: does("drops a price") ? { chatIn: 0 } : { chatIn: 0, chatOut: 0 },
      owned_by: "somebody",
      ...(does("adds a property") && { region: "eu" }),
    };
    models.set(String(slug), model);
    return [does("answers 201") ? 201 : 200, model];
  }

  /** @param unknown what is answered, because the token is not known. */
  function answer(
    method: string,
    path: string,
    type: string,
    body: string,
    unknown?: [number, unknown],
  ): [number, unknown] {
    if (path === "/models") {
      if (method === "POST") return create(body, type, unknown);
      if (method === "GET" && unknown) return unknown;
      if (method === "GET")
        return [
          200,
          { object: "list", data: does("lists nothing") ? [] : [...models.values()].reverse() },
        ];
      return fault(405, "METHOD_NOT_SUPPORTED");
    }
    const [, segment] = /^\/models\/([^/]+)$/.exec(path) ?? [];
    if (segment === undefined) return fault(404, "NOT_FOUND");
    if (unknown) return unknown;
    const slug = decodeURIComponent(segment);
    const like = (id: string) =>
      (does("finds slugs in any case") && id.toLowerCase() === slug.toLowerCase()) ||
      (does("finds slugs by their beginning") && id.startsWith(slug));
    const model = models.get(slug) ?? models.get([...models.keys()].find(like) ?? "");
    if (method !== "GET" && method !== "DELETE") return fault(404, "NOT_FOUND");
    if (!model) {
      return does("deletes what is not there") && method === "DELETE"
        ? [200, { id: slug, object: "model", deleted: true }]
        : fault(404, "NOT_FOUND");
    }
    if (method === "GET") {
      const openpipe = { ...(model.openpipe as Json), status: "TRAINING" };
      return [200, { ...model, updated: "2026-01-01T00:00:09Z", openpipe }];
    }
    if (!does("keeps what is deleted")) models.delete(slug);
    if (does("deletes the oldest, too")) models.delete([...models.keys()][0] ?? "");
    return [200, { deleted: true, object: "model", id: slug }];
  }

  const server = http.createServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => {
      body += chunk;
    });
    request.on("end", () => {
      const known = request.headers.authorization === `Bearer ${independentToken}`;
      const allowed = known || (does("lets anybody list") && request.method === "GET");
      const refused: [number, unknown] = does("has its own 401")
        ? [401, { error: "unauthorized" }]
        : fault(401, "UNAUTHORIZED");
      const [status, json] = answer(
        request.method ?? "",
        (request.url ?? "").split("?")[0]!,
        request.headers["content-type"] ?? "",
        body,
        allowed ? undefined : refused,
      );
      response.writeHead(status, {
        "Content-Type": "application/json; charset=utf-8",
        "X-Request-Id": "1",
      });
      response.end(JSON.stringify(json, null, 2));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    models,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** What was sent beside its own defaults. */
function echo(config: Json, wrong: boolean): Json {
  const sent = (config.sft_hyperparameters ?? config.hyperparameters ?? {}) as Json;
  const given = Object.keys(sent).map((name) => [name, wrong ? 7 : sent[name]]);
  return { num_epochs: 3, schedule: "cosine", ...Object.fromEntries(given) };
}

/** Whether a text has no half of a character. */
function isText(text: string): boolean {
  return Buffer.from(text).toString() === text;
}

function fault(status: number, code: string): [number, unknown] {
  return [
    status,
    { code, message: "Sorry", ...(status === 422 && { issues: [{ message: "No" }] }) },
  ];
}
