import { Failure } from "../../scripts/lib/failure.js";
import type { OpenApiDocument } from "../../scripts/lib/document/index.js";
import { isLoopback } from "../../src/options/base-url.js";
import { resources } from "../resources.js";

/** How much a live run may create: nothing that can train, one smallest model, or every valid case. */
export type CreateMode = "none" | "one" | "all";

export interface LiveSettings {
  /** Without a trailing slash. */
  baseUrl: string;
  token: string;
  /** The project's other key, which may only read; it appears in no report. */
  readOnlyToken: string | undefined;
  create: CreateMode;
  /** The dataset of creates that may train; only with `one` and `all`. */
  datasetId: string | undefined;
  /** How many creates may be sent, of any kind; `Infinity`: all that the run has. */
  maxCreates: number;
  /** What the server certainly has, by the name of the setting in `Resource.unsure`. */
  real: Readonly<Record<string, string>>;
  /** Whether the target is this machine. */
  loopback: boolean;
  /** Requests per second; `Infinity`: as fast as it goes. */
  rate: number;
}

/** Requests per second to a server that is not this machine, unless told otherwise. */
const defaultRate = 4;

/**
 * The settings of a live run, from environment variables.
 *
 * @throws Failure for a value that is missing or wrong; it never holds the token.
 */
export function readSettings(
  env: Record<string, string | undefined>,
  document: OpenApiDocument,
  listed = resources,
): LiveSettings {
  const url = readBaseUrl(env.OPENPIPE_BASE_URL || document.servers?.[0]?.url);
  const loopback = isLoopback(url);
  if (url.protocol === "http:" && !loopback) {
    throw new Failure(
      `OPENPIPE_BASE_URL must be https: for ${url.hostname}; http: would show the token to everybody on the way and is for this machine only.`,
    );
  }
  const create = readCreate(env.OPENPIPE_CONTRACT_CREATE);
  return {
    baseUrl: url.href.replace(/\/+$/, ""),
    token: readToken(env.OPENPIPE_API_KEY),
    readOnlyToken: env.OPENPIPE_CONTRACT_READ_ONLY_KEY
      ? readToken(env.OPENPIPE_CONTRACT_READ_ONLY_KEY, "OPENPIPE_CONTRACT_READ_ONLY_KEY")
      : undefined,
    create,
    datasetId:
      create === "none" ? undefined : readDataset(env.OPENPIPE_CONTRACT_DATASET_ID, create),
    maxCreates: readMaxCreates(env.OPENPIPE_CONTRACT_MAX_CREATES),
    real: Object.fromEntries(
      listed
        .flatMap(({ unsure = [] }) => unsure)
        .flatMap(({ setting }) => (env[setting] ? [[setting, env[setting]]] : [])),
    ),
    loopback,
    rate: readRate(env.OPENPIPE_CONTRACT_RATE, loopback),
  };
}

function readBaseUrl(text: string | undefined): URL {
  let url: URL;
  try {
    url = new URL(text ?? "");
  } catch {
    throw new Failure(
      "OPENPIPE_BASE_URL is no URL. It looks like https://api.openpipe.ai/api/v1 and includes the path.",
    );
  }
  if (url.username || url.password || url.search || url.hash) {
    throw new Failure(
      "OPENPIPE_BASE_URL must have no user, password, query or fragment: https://api.openpipe.ai/api/v1",
    );
  }
  if (url.protocol !== "https:" && url.protocol !== "http:") {
    throw new Failure(
      `OPENPIPE_BASE_URL must begin with https:, or with http: for this machine, not ${url.protocol}`,
    );
  }
  return url;
}

function readToken(token: string | undefined, name = "OPENPIPE_API_KEY"): string {
  if (!token) {
    throw new Failure(
      "OPENPIPE_API_KEY is not set. Set it to a read/write API key of the project to test against.",
    );
  }
  if (!/^[\x21-\x7E]+$/.test(token)) {
    throw new Failure(
      `${name} holds a space, a line break or another character that no token has.`,
    );
  }
  return token;
}

function readCreate(value: string | undefined): CreateMode {
  if (!value) return "none";
  if (value === "one" || value === "all") return value;
  throw new Failure(
    `OPENPIPE_CONTRACT_CREATE must be "one" or "all", or not be set; it is "${value}".`,
  );
}

function readDataset(value: string | undefined, create: CreateMode): string {
  if (value && value.trim() === value) return value;
  throw new Failure(
    `OPENPIPE_CONTRACT_CREATE=${create} needs OPENPIPE_CONTRACT_DATASET_ID: the id of the dataset to train on${value ? ", without spaces around it" : ""}.`,
  );
}

function readMaxCreates(value: string | undefined): number {
  if (!value) return Number.POSITIVE_INFINITY;
  if (/^\d{1,9}$/.test(value)) return Number(value);
  throw new Failure(
    `OPENPIPE_CONTRACT_MAX_CREATES must be a whole number of creates, 0 or more, not "${value}".`,
  );
}

function readRate(value: string | undefined, loopback: boolean): number {
  if (!value) return loopback ? Number.POSITIVE_INFINITY : defaultRate;
  const rate = Number(value);
  if (Number.isFinite(rate) && rate > 0) return rate;
  throw new Failure(
    `OPENPIPE_CONTRACT_RATE must be a number of requests per second above 0, not "${value}".`,
  );
}
