import {
  type LocatedOperation,
  type MediaTypeObject,
  type OpenApiDocument,
  type ParameterObject,
  resolve,
  type ResponseObject,
} from "../../lib/document/index.js";
import { isJson } from "../../../src/http/media-type.js";
import { isBinary } from "../../generate/media-types.js";
import { howItTravels } from "../../generate/security.js";
import { exampleValue } from "./example-value.js";

/** A request that a sample sends. */
export interface SampleRequest {
  operationId: string;
  /** The tag that the operation stands under; the client's resource is named after it. */
  tag: string | undefined;
  method: string;
  /** The path template, such as `/models/{modelSlug}`. */
  path: string;
  /** The parameters that are sent, in the order of the document. */
  parameters: SampleParameter[];
  /** The name of the body's example; undefined where the operation takes no body or has none. */
  example: string | undefined;
  /** What the example shows. */
  summary: string | undefined;
  /** Undefined where the operation takes no body. */
  mediaType: string | undefined;
  body: unknown;
  /** The fields of the body that are files. */
  files: string[];
  /** How the keys travel that the operation asks for together. */
  keys: { header: string; prefix: string }[];
  /** Whether an answer can be a text or a file, and not JSON. */
  answersText: boolean;
}

export interface SampleParameter {
  name: string;
  in: string;
  value: unknown;
  explode: boolean;
}

/** The requests that samples are made of: one for each named example of the body, at least one. */
export function listRequests(
  document: OpenApiDocument,
  located: LocatedOperation,
): SampleRequest[] {
  const { operation, method, path, parameters, requestBody } = located;
  const [mediaType, content] = Object.entries(requestBody?.content ?? {})[0] ?? [];
  const request = {
    operationId: operation.operationId,
    tag: operation.tags?.[0],
    method: method.toUpperCase(),
    path,
    parameters: parameters.filter(isShown).map((parameter) => sampleParameter(document, parameter)),
    mediaType,
    files: filesOf(document, content?.schema),
    keys: keysOf(document, located),
    answersText: answersText(document, operation),
  };
  return listBodies(document, content).map((body) => ({ ...request, ...body }));
}

/** The keys of the first alternative that the operation names. */
function keysOf(document: OpenApiDocument, { operation, pointer }: LocatedOperation) {
  const [first] = operation.security ?? document.security ?? [];
  return Object.keys(first ?? {}).map((name) => howItTravels(document, name, pointer));
}

function filesOf(document: OpenApiDocument, schema: unknown): string[] {
  const { properties = {} } = resolve<{ properties?: object }>(document, Object(schema));
  return Object.entries(properties)
    .filter(([, property]) => isBinary(resolve(document, property)))
    .map(([name]) => name);
}

function listBodies(document: OpenApiDocument, content: MediaTypeObject | undefined) {
  const none = { example: undefined, summary: undefined, body: undefined };
  if (!content) return [none];
  const examples = Object.entries(content.examples ?? {});
  if (examples.length === 0) {
    const { example = exampleValue(document, content.schema ?? {}) } = content as {
      example?: unknown;
    };
    return [{ ...none, body: example }];
  }
  return examples.map(([example, { summary, value }]) => ({ example, summary, body: value }));
}

/** An optional parameter is shown when the document gives a value for it. */
function isShown(parameter: ParameterObject): boolean {
  if (parameter.in === "cookie") return false;
  return parameter.required === true || givenValue(parameter) !== undefined;
}

function sampleParameter(document: OpenApiDocument, parameter: ParameterObject): SampleParameter {
  const schema = parameter.schema ?? Object.values(parameter.content ?? {})[0]?.schema ?? {};
  const value = givenValue(parameter) ?? exampleValue(document, schema);
  const isNamed = value === "string" && parameter.in === "path";
  return {
    name: parameter.name,
    in: parameter.in,
    value: isNamed ? parameter.name : value,
    explode: parameter.explode ?? parameter.in === "query",
  };
}

function givenValue(parameter: ParameterObject): unknown {
  const [first] = Object.values(parameter.examples ?? {});
  return first?.value ?? (parameter as { example?: unknown }).example;
}

function answersText(
  document: OpenApiDocument,
  { responses }: LocatedOperation["operation"],
): boolean {
  const types = Object.entries(responses ?? {})
    .filter(([status]) => status.startsWith("2"))
    .flatMap(([, response]) =>
      Object.keys(resolve<ResponseObject>(document, response).content ?? {}),
    );
  return !types.some(isJson);
}
