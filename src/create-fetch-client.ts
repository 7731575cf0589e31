import * as operations from "../generated/operations.js";
import { ConfigurationError } from "./errors/configuration-error.js";
import type { FetchClient } from "./fetch-client.js";
import { checkOptions, fetchOptions } from "./options/check.js";
import type { ModelsClientOptions, RequestOptions } from "./options/options.js";
import { readAnswer } from "./pipeline/answer.js";
import { freshResponse, initOf, type Pipeline, type Send } from "./pipeline/attempt.js";
import { type Call, startCall } from "./pipeline/call.js";
import { exchange } from "./pipeline/exchange.js";
import type { Operation } from "./pipeline/operation.js";
import type { ParameterValues } from "./pipeline/parameters.js";
import { createPipeline } from "./pipeline/pipeline.js";

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

/** What a request is made with, whichever operation it is of. */
interface Init extends Pick<RequestOptions, "headers" | "signal"> {
  params?: ParameterValues;
  body?: unknown;
  parseAs?: string;
  middleware?: object[];
}

/**
 * Makes an openapi-fetch client that knows every path of the document, for requests of your own:
 * `client.GET("/models/{modelSlug}", { params: { path: { modelSlug } } })`. Each is sent once, in the
 * same way as the attempts of the other clients: with the key that its operation asks for, the time
 * limit, hooks and redaction; parameters, bodies and success answers are checked. Error answers
 * come as openapi-fetch gives them.
 *
 * @throws ConfigurationError when there is no API key or an option cannot be used.
 */
export function createFetchClient(options?: FetchClientOptions): FetchClient {
  const pipeline = createPipeline(options, table);
  const { use, eject } = pipeline.client;
  const methods = ["GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE"];
  const senders = methods.map((method) => [
    method,
    async (path: string, init?: Init) => send(pipeline, method, path, init),
  ]);
  return { use, eject, ...Object.fromEntries(senders) } as FetchClient;
}

function send(pipeline: Pipeline, method: string, template: string, init: Init = {}) {
  const { config, client } = pipeline;
  const operation = table.find((each) => each.method === method && each.path === template);
  if (!operation) throw new ConfigurationError(`The API has no ${method} ${template}.`);
  checkOptions(fetchOptions, init, operation);
  const { params = {}, body, headers, signal, parseAs, middleware } = init;
  const call = startCall(config, operation, {
    path: params.path,
    body,
    options: { query: params.query, headers: { ...params.header, ...headers }, signal },
  });
  return (client.request as Send)(method, template, {
    ...initOf(config, call),
    parseAs,
    middleware,
    fetch: (request: Request) => sendOnce(pipeline, call, request),
  });
}

async function sendOnce({ config }: Pipeline, call: Call, request: Request): Promise<Response> {
  const { operation, path, timeoutMs } = call;
  const facts = { method: operation.method, path, attempts: 1 };
  const { signal } = request;
  const exchanged = await exchange(config, request, { operation, facts, timeoutMs, signal });
  if (exchanged.response.ok) readAnswer(operation, facts, exchanged);
  return freshResponse(exchanged);
}
