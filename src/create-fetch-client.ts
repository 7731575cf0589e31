import createClient, { type MiddlewareCallbackParams } from "openapi-fetch";
import * as operations from "../generated/operations.js";
import type { paths } from "../generated/types.js";
import { InvalidRequestError } from "./errors/invalid-request-error.js";
import type { FetchClient } from "./fetch-client.js";
import { findMediaType, isJson } from "./http/media-type.js";
import { type Config, resolveConfig } from "./options/config.js";
import type { ModelsClientOptions } from "./options/options.js";
import { readAnswer } from "./pipeline/answer.js";
import { freshResponse } from "./pipeline/attempt.js";
import { notDeclared } from "./pipeline/body.js";
import { exchange } from "./pipeline/exchange.js";
import type { Operation } from "./pipeline/operation.js";
import { placeParameters } from "./pipeline/parameters.js";
import type { ValidationIssue } from "./validation/schema.js";
import { validate } from "./validation/validate.js";

/** The options of `createFetchClient`: those that are about single requests. */
export type FetchClientOptions = Pick<
  ModelsClientOptions,
  | "apiKey"
  | "credentials"
  | "baseUrl"
  | "allowInsecureHttp"
  | "validateRequests"
  | "timeoutMs"
  | "headers"
  | "middleware"
  | "fetch"
  | "onRequest"
  | "onResponse"
>;

const table: Operation[] = Object.values(operations);

/**
 * Makes an openapi-fetch client that knows every path of the document, for requests of your own:
 * `client.GET("/models/{modelSlug}", { params: { path: { modelSlug } } })`. Each is sent once, in the
 * same way as the attempts of the other clients: with the key that its operation asks for, the time
 * limit, hooks and redaction; parameters, JSON bodies and success answers are checked. Error answers
 * come as openapi-fetch gives them.
 *
 * @throws ConfigurationError when an option cannot be used.
 */
export function createFetchClient(options?: FetchClientOptions): FetchClient {
  const config = resolveConfig(options, false);
  const client = createClient<paths>({
    baseUrl: config.baseUrl,
    headers: { accept: "application/json", ...config.headers },
    // `address` does it, by the style that the document says.
    pathSerializer: (template) => template,
    querySerializer: () => "",
    fetch: (request: Request) => sendOwn(config, request),
  });
  client.use({ onRequest: (sent) => address(config, sent) });
  client.use(...(options?.middleware ?? []));
  return client as unknown as FetchClient;
}

async function sendOwn(config: Config, request: Request): Promise<Response> {
  const { method, url, signal } = request;
  const { baseUrl, timeoutMs } = config;
  const path = url.startsWith(baseUrl) ? url.slice(baseUrl.length).split("?", 1)[0]! : url;
  const operation = findOperation(method, path);
  const facts = { method, path, attempts: 1 };
  const exchanged = await exchange(config, request, { operation, facts, timeoutMs, signal });
  if (operation && exchanged.response.ok) readAnswer(operation, facts, exchanged);
  return freshResponse(exchanged);
}

/** @throws InvalidRequestError for parameters and a body that the document does not allow. */
async function address(
  { validateRequests }: Config,
  { request, schemaPath, params, options }: MiddlewareCallbackParams,
): Promise<Request | undefined> {
  const { method } = request;
  const operation = table.find((each) => each.method === method && each.path === schemaPath);
  if (!operation) return undefined;
  const issues: ValidationIssue[] = [];
  const { path, query, headers } = placeParameters(operation, params, issues);
  if (validateRequests) issues.push(...(await checkBody(operation, request)));
  if (issues.length > 0) throw new InvalidRequestError(issues, operation);
  const addressed = new Request(options.baseUrl + path + (query && `?${query}`), request);
  for (const name in headers) addressed.headers.set(name, headers[name]!);
  return addressed;
}

/** What is wrong with a body of JSON; other bodies are as their serializer made them. */
async function checkBody({ body }: Operation, request: Request): Promise<ValidationIssue[]> {
  if (!body || (!request.body && !body.required)) return [];
  const declared = Object.keys(body.content);
  const mediaType = findMediaType(declared, request.headers.get("content-type") ?? "");
  if (!mediaType) return [notDeclared(declared)];
  if (!isJson(mediaType)) return [];
  try {
    return validate(body.content[mediaType]!, await request.clone().json());
  } catch {
    return [{ pointer: "", message: "must be plain JSON" }];
  }
}

/** The operation that an address belongs to; a path without parameters goes before one with. */
function findOperation(method: string, path: string): Operation | undefined {
  const segments = path.split("/");
  const found = table.filter((operation) => {
    const parts = operation.path.split("/");
    return (
      operation.method === method &&
      parts.length === segments.length &&
      parts.every((part, index) => part === segments[index] || part.includes("{"))
    );
  });
  return found.find((operation) => operation.path === path) ?? found[0];
}
