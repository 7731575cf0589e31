import type { ValidateFunction } from "ajv";
import type { JsonObject } from "../engine/derive/schema.js";
import { resource } from "../resources.js";
import type { Answer, Deviation, Exchange } from "./deviation.js";
import type { MakeModel } from "./model.js";
import { Refusal, refusals } from "./refusal.js";
import type { Router } from "./routes.js";
import type { ModelStore } from "./store.js";

/** A request as it was read off the wire. */
export interface ServerRequest {
  method: string;
  /** Without the path prefix. */
  path: string;
  authorization: string | undefined;
  contentType: string;
  body: string;
}

export interface ServerParts {
  route: Router;
  validate: ValidateFunction;
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
  let answer: Answer;
  try {
    answer = json(200, perform(parts, request, exchange));
  } catch (error) {
    if (error instanceof Refusal) {
      const { status, code, message, issues } = error;
      answer = json(status, { message, code, ...(issues && { issues }) });
    } else {
      answer = json(500, { message: "Internal server error", code: "INTERNAL_SERVER_ERROR" });
    }
  }
  return parts.deviation.answer?.(answer, exchange) ?? answer;
}

/** The checks in the order of the published server: path, body syntax, token, input. */
function perform(parts: ServerParts, request: ServerRequest, exchange: Exchange): JsonObject {
  const found = parts.route(request.method, request.path);
  if (!found) throw refusals.unknownPath();
  const { operationId, slug = "" } = found;
  if (operationId === undefined) throw refusals.method();
  exchange.operationId = operationId;
  exchange.slug = slug;
  if (operationId === resource.create) exchange.body = readBody(parts, request);
  const { authorization } = request;
  const right = authorization === `Bearer ${parts.token}`;
  const allowed = parts.deviation.authorize?.({ operationId, authorization }, right) ?? right;
  if (!allowed) throw refusals.token();
  switch (operationId) {
    case resource.create:
      return create(parts, exchange.body);
    case resource.list:
      return { object: "list", data: parts.models.list() };
    case resource.read:
      return known(parts.models.get(slug));
    case resource.delete:
      if (!parts.models.remove(slug)) throw refusals.unknownModel();
      return { id: slug, object: "model", deleted: true };
    default:
      throw new Error(`The reference server has no operation ${operationId}`);
  }
}

function readBody({ deviation }: ServerParts, { contentType, body }: ServerRequest): unknown {
  const right = () => {
    if (!/^application\/json\s*(;|$)/i.test(contentType)) throw refusals.mediaType();
    if (body.length > maxBodyLength) throw refusals.tooLarge();
    try {
      return JSON.parse(body) as unknown;
    } catch {
      throw refusals.parse();
    }
  };
  return deviation.parse ? deviation.parse(body, contentType, right) : right();
}

function create(
  { validate, models, makeModel, deviation }: ServerParts,
  body: unknown,
): JsonObject {
  if (!validate(body)) {
    throw refusals.input(
      (validate.errors ?? []).map(({ message = "Invalid", instancePath }) => ({
        message,
        path: instancePath,
      })),
    );
  }
  const request = { ...(body as JsonObject) };
  const made = makeModel(request);
  const slug = made.id as string;
  if (models.isTaken(slug)) throw refusals.takenSlug();
  const model = deviation.create?.(made, request) ?? made;
  models.add(slug, model);
  return model;
}

function known(model: JsonObject | undefined): JsonObject {
  if (!model) throw refusals.unknownModel();
  return model;
}

function json(status: number, value: unknown): Answer {
  return {
    status,
    headers: { "content-type": "application/json" },
    body: JSON.stringify(value),
  };
}
