import type { ValidateFunction } from "ajv";
import type { JsonObject } from "../engine/derive/schema.js";
import type { OpenApiDocument } from "../../scripts/lib/document/index.js";
import { essence } from "../../src/http/media-type.js";
import type { Operation } from "../engine/derive/operation.js";
import { isOfResource, resource } from "../resources.js";
import { documentedRefusal, documentedSuccess, json } from "./documented.js";
import type { Answer, Deviation, Exchange } from "./deviation.js";
import type { MakeModel } from "./model.js";
import { Refusal, refusals } from "./refusal.js";
import type { ParameterSource } from "./parameters.js";
import type { Checks, Route, Router } from "./routes.js";
import type { ModelStore } from "./store.js";

/** A request as it was read off the wire. */
export interface ServerRequest {
  method: string;
  /** Without the path prefix. */
  path: string;
  query: URLSearchParams;
  /** Names in lower case. */
  headers: Readonly<Record<string, string | undefined>>;
  body: string;
}

export interface ServerParts {
  document: OpenApiDocument;
  route: Router;
  checks: ReadonlyMap<string, Checks>;
  models: ModelStore;
  makeModel: MakeModel;
  token: string;
  deviation: Deviation;
}

const maxBodyLength = 100_000;

/** Answers one request. */
export function handle(parts: ServerParts, request: ServerRequest): Answer {
  const exchange: Exchange = {
    operationId: undefined,
    slug: undefined,
    body: undefined,
    models: parts.models,
    makeModel: parts.makeModel,
  };
  const found = parts.route(request.method, request.path);
  let answer: Answer;
  try {
    answer = perform(parts, request, exchange, found);
  } catch (error) {
    if (!(error instanceof Refusal)) {
      answer = json(500, { message: "Internal server error", code: "INTERNAL_SERVER_ERROR" });
    } else if (found?.operation && !isOfResource(found.operation.id)) {
      answer = documentedRefusal(parts.document, found.operation, error);
    } else {
      const { status, code, message, issues } = error;
      answer = json(status, { message, code, ...(issues && { issues }) });
    }
  }
  return parts.deviation.answer?.(answer, exchange) ?? answer;
}

/** The checks in the order of the published server: path, body syntax, token, input. */
function perform(
  parts: ServerParts,
  request: ServerRequest,
  exchange: Exchange,
  found: Route | undefined,
): Answer {
  if (!found) throw refusals.unknownPath();
  const { operation, texts } = found;
  if (!operation) throw refusals.method();
  const [slug = ""] = texts;
  exchange.operationId = operation.id;
  exchange.slug = texts[0];
  if (operation.body && (operation.body.required || request.body !== "")) {
    exchange.body = readBody(parts, request, operation.body.contentType);
  }
  authorize(parts, request, operation);
  switch (operation.id) {
    case resource.create:
      return json(200, create(parts, exchange.body));
    case resource.list:
      return json(200, { object: "list", data: parts.models.list() });
    case resource.read:
      return json(200, known(parts.models.get(slug)));
    case resource.delete:
      if (!parts.models.remove(slug)) throw refusals.unknownModel();
      return json(200, { id: slug, object: "model", deleted: true });
    default:
      return other(parts, operation, { ...request, texts }, exchange.body);
  }
}

function authorize(
  { token, deviation }: ServerParts,
  { headers }: ServerRequest,
  { id: operationId, secured, credential }: Operation,
): void {
  if (!secured) return;
  const bearer = `Bearer ${token}`;
  const rightHeaders: string[] = [];
  let authorization: string | undefined = bearer;
  for (const [name, prefix] of Object.entries(credential.headers)) {
    const text = headers[name.toLowerCase()];
    const shown = prefix ? text : text && `Bearer ${text}`;
    if (shown === bearer) rightHeaders.push(name);
    else if (authorization === bearer) authorization = shown;
  }
  const right = authorization === bearer;
  const allowed =
    deviation.authorize?.({ operationId, authorization, rightHeaders }, right) ?? right;
  if (!allowed) throw refusals.token();
}

/** An operation of no resource keeps nothing: all that its examples name is there. */
function other(
  { document, checks }: ServerParts,
  operation: Operation,
  source: ParameterSource,
  body: unknown,
): Answer {
  const names = [...operation.path.matchAll(/\{([^}]+)\}/g)].map(([, name]) => name!);
  const isUnknown = names.some((name, index) => {
    const { existing, unknown } = operation.pathTexts[name] ?? {};
    return unknown !== existing && source.texts[index] === unknown;
  });
  if (isUnknown) throw refusals.unknownModel();
  const { parameters, body: validate } = checks.get(operation.id)!;
  const issues = parameters(source);
  if (issues.length > 0) throw refusals.input(issues);
  if (validate && body !== undefined) check(validate, body);
  const answer = documentedSuccess(document, operation);
  if (!answer) throw new Error(`${operation.id} shows no answer`);
  return answer;
}

function check(validate: ValidateFunction, body: unknown): void {
  if (validate(body)) return;
  throw refusals.input(
    (validate.errors ?? []).map(({ message = "Invalid", instancePath }) => ({
      message,
      path: instancePath,
    })),
  );
}

/** @param documented the media type that the operation takes. */
function readBody(
  { deviation }: ServerParts,
  { headers, body }: ServerRequest,
  documented: string,
): unknown {
  const contentType = headers["content-type"] ?? "";
  const right = () => {
    if (essence(contentType) !== essence(documented)) throw refusals.mediaType();
    if (body.length > maxBodyLength) throw refusals.tooLarge();
    try {
      return JSON.parse(body) as unknown;
    } catch {
      throw refusals.parse();
    }
  };
  return deviation.parse ? deviation.parse(body, contentType, right) : right();
}

function create({ checks, models, makeModel, deviation }: ServerParts, body: unknown): JsonObject {
  check(checks.get(resource.create)!.body!, body);
  const request = { ...(body as JsonObject) };
  const made = makeModel(request);
  const slug = made.id as string;
  if (slug !== Buffer.from(slug).toString()) {
    throw refusals.input([{ message: "The slug is no text", path: resource.identity.request }]);
  }
  if (models.isTaken(slug)) throw refusals.takenSlug();
  const model = deviation.create?.(made, request) ?? made;
  models.add(slug, model);
  return model;
}

function known(model: JsonObject | undefined): JsonObject {
  if (!model) throw refusals.unknownModel();
  return model;
}
