import {
  type LocatedOperation,
  listOperations,
  type OpenApiDocument,
  type ReferenceObject,
  resolve,
} from "../../scripts/lib/openapi.js";
import type { CaseBody, CaseRequest, Expectation } from "../case.js";
import { unknownSlug } from "../resource.js";
import { append, follow, get } from "./pointer.js";
import { isObject, type JsonObject, type Located, list, type Schema } from "./schema.js";

/** An operation as the derivation needs it. */
export interface Operation extends LocatedOperation {
  id: string;
  pointer: string;
  /** Documented statuses as they are written: `200`, `4XX`, `default`. */
  statuses: string[];
  /** Whether it asks for a bearer token. */
  secured: boolean;
  body: RequestBody | undefined;
  /** Where its parameters stand, in the order of `parameters`. */
  parameterPointers: string[];
}

export interface RequestBody {
  required: boolean;
  contentType: string;
  schema: Located;
  examples: { name: string; value: unknown; pointer: string }[];
  /** Pointers to the media types beside this one. */
  otherContent: string[];
}

export function operations(document: OpenApiDocument): Operation[] {
  return listOperations(document).map((located) => {
    const pointer = append("#/paths", located.path, located.method);
    const { operation } = located;
    return {
      ...located,
      id: operation.operationId,
      pointer,
      statuses: Object.keys((operation as { responses?: JsonObject }).responses ?? {}),
      secured: isSecured(document, operation),
      body: requestBody(document, pointer),
      parameterPointers: [append("#/paths", located.path), pointer].flatMap((owner) => {
        const place = append(owner, "parameters");
        return list(get(document, place)).map((_, i) => follow(document, append(place, i)));
      }),
    };
  });
}

function isSecured(document: OpenApiDocument, operation: object): boolean {
  const { security } = { ...document, ...operation } as { security?: object[] };
  return (security ?? []).length > 0 && !security?.some((way) => Object.keys(way).length === 0);
}

function requestBody(document: OpenApiDocument, pointer: string): RequestBody | undefined {
  const bodyPointer = follow(document, append(pointer, "requestBody"));
  const body = get(document, bodyPointer) as { required?: boolean; content?: JsonObject };
  if (!body?.content) return undefined;
  const contentType = Object.keys(body.content).find((type) => /[/+]json$/.test(type));
  if (!contentType) return undefined;
  const mediaPointer = append(bodyPointer, "content", contentType);
  const media = get(document, mediaPointer) as { schema?: Schema; examples?: JsonObject };
  return {
    required: body.required ?? false,
    contentType,
    schema: {
      schema: isObject(media.schema) ? media.schema : {},
      pointer: append(mediaPointer, "schema"),
    },
    otherContent: Object.keys(body.content)
      .filter((type) => type !== contentType)
      .map((type) => append(bodyPointer, "content", type)),
    examples: Object.entries(media.examples ?? {}).map(([name, example]) => ({
      name,
      value: resolve<{ value: unknown }>(document, example as ReferenceObject).value,
      pointer: append(mediaPointer, "examples", name),
    })),
  };
}

/** A parameter's text in a request, by the parameter's name. */
export type ParameterTexts = Record<string, string>;

/** A request that is right in every way, except for what `changes` say. */
export function request(
  operation: Operation,
  {
    unknownResource = false,
    texts = {},
    ...changes
  }: Partial<CaseRequest> & { unknownResource?: boolean; texts?: ParameterTexts | undefined } = {},
): CaseRequest {
  return {
    method: operation.method.toUpperCase(),
    path: fillPath(operation, unknownResource, texts) + queryString(operation, texts),
    headers: { Accept: "application/json", ...headerTexts(operation, texts) },
    token: operation.secured ? "valid" : "anonymous",
    ...changes,
  };
}

/** The path with its parameters filled in: from their examples, or naming a resource that is not there. */
function fillPath(operation: Operation, unknownResource: boolean, texts: ParameterTexts): string {
  return operation.path.replace(/\{([^}]+)\}/g, (_, name: string) => {
    const parameter = operation.parameters.find((p) => p.in === "path" && p.name === name);
    const example = parameter && exampleOf(parameter as unknown as JsonObject);
    const known = unknownResource || example === undefined ? unknownSlug : String(example);
    return encodeURIComponent(texts[name] ?? known);
  });
}

function queryString(operation: Operation, texts: ParameterTexts): string {
  const pairs = operation.parameters
    .filter((parameter) => parameter.in === "query" && texts[parameter.name] !== undefined)
    .map(({ name }) => `${encodeURIComponent(name)}=${encodeURIComponent(texts[name]!)}`);
  return pairs.length > 0 ? `?${pairs.join("&")}` : "";
}

function headerTexts(operation: Operation, texts: ParameterTexts): Record<string, string> {
  const headers = operation.parameters.filter(
    (parameter) => parameter.in === "header" && texts[parameter.name] !== undefined,
  );
  return Object.fromEntries(headers.map(({ name }) => [name, texts[name]!]));
}

function exampleOf({ example, examples, schema }: JsonObject): unknown {
  const [first] = Object.values((examples ?? {}) as Record<string, { value: unknown }>);
  return example ?? first?.value ?? (schema as Schema | undefined)?.example;
}

export function jsonBody(body: RequestBody, json: unknown): CaseBody {
  return { contentType: body.contentType, content: { json } };
}

export function success({ statuses }: Operation): Expectation {
  return { kind: "success", statuses: statuses.filter((s) => /^2\d\d$/.test(s)).map(Number) };
}

/**
 * A refusal by one of the statuses that mean this kind of refusal. Those that the document does not
 * describe count only where none of the others is described either.
 */
export function refusal({ statuses }: Operation, meanings: readonly number[]): Expectation {
  const rest = ["default", "4XX"].some((key) => statuses.includes(key));
  const named = meanings.filter((status) => rest || statuses.includes(String(status)));
  return {
    kind: "refusal",
    statuses: named.length > 0 ? named : meanings,
    documented: true,
  };
}
