import {
  append,
  get,
  listOperations,
  type LocatedOperation,
  type OpenApiDocument,
  type OperationObject,
  type ParameterObject,
  type ReferenceObject,
  resolve,
  target,
} from "../../../scripts/lib/document/index.js";
import type { CaseBody, CaseRequest, Expectation } from "../case.js";
import { type Credential, credentialOf, isBearer } from "./credential.js";
import { oncePerDocument } from "./once.js";
import { existingText, unknownText } from "./path-texts.js";
import { isObject, type JsonObject, type Located, type Schema } from "./schema.js";

/** An operation as the derivation needs it. */
export interface Operation extends LocatedOperation {
  id: string;
  pointer: string;
  /** Documented statuses as they are written: `200`, `4XX`, `default`. */
  statuses: string[];
  /** Whether it asks for any credential. */
  secured: boolean;
  credential: Credential;
  body: RequestBody | undefined;
  /** Where its parameters stand, in the order of `parameters`. */
  parameterPointers: string[];
  /** What stands in its path, by the parameter's name. */
  pathTexts: Record<string, { existing: string | undefined; unknown: string | undefined }>;
  /** Media types of its success, as an `Accept` header. */
  accept: string;
}

export interface RequestBody {
  required: boolean;
  contentType: string;
  schema: Located;
  examples: { name: string; value: unknown; pointer: string }[];
  /** Pointers to the media types beside this one. */
  otherContent: string[];
}

/** The document's operations; read once, since a run asks for them with every request. */
export const operations: (document: OpenApiDocument) => readonly Operation[] =
  oncePerDocument(readOperations);

/** The operation of an id that the document certainly has. */
export function operationOf(document: OpenApiDocument, id: string): Operation {
  return operations(document).find((operation) => operation.id === id)!;
}

function readOperations(document: OpenApiDocument): Operation[] {
  return listOperations(document).map((located) => {
    const pointer = append("#/paths", located.path, located.method);
    const { operation } = located;
    return {
      ...located,
      id: operation.operationId,
      pointer,
      statuses: Object.keys((operation as { responses?: JsonObject }).responses ?? {}),
      ...credentialOf(document, operation),
      body: requestBody(document, pointer),
      parameterPointers: located.parameters.map((parameter) => `#${parameter.pointer}`),
      pathTexts: pathTexts(document, located.parameters),
      accept: acceptHeader(document, operation),
    };
  });
}

function pathTexts(document: OpenApiDocument, parameters: readonly ParameterObject[]) {
  return Object.fromEntries(
    parameters
      .filter((parameter) => parameter.in === "path")
      .map((parameter) => {
        const { schema = {} } = parameter as { schema?: Schema };
        const resolved = resolve<Schema>(document, schema as unknown as ReferenceObject);
        return [
          parameter.name,
          { existing: existingText(parameter, resolved), unknown: unknownText(resolved) },
        ];
      }),
  );
}

/** JSON, unless the success of the operation is something else. */
function acceptHeader(document: OpenApiDocument, { responses = {} }: OperationObject): string {
  const types = Object.entries(responses)
    .filter(([status]) => status.startsWith("2"))
    .flatMap(([, response]) => Object.keys(resolve(document, response).content ?? {}));
  const json = "application/json";
  if (types.length === 0 || types.includes(json)) return json;
  return [...new Set([...types, json])].join(", ");
}

function requestBody(document: OpenApiDocument, pointer: string): RequestBody | undefined {
  const bodyPointer = target(document, append(pointer, "requestBody"));
  const body = get(document, bodyPointer) as { required?: boolean; content?: JsonObject };
  if (!body?.content) return undefined;
  const contentType = Object.entries(body.content).find(
    ([type, media]) => isJson(type) && (media as JsonObject).schema !== undefined,
  )?.[0];
  if (contentType === undefined) return undefined;
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

/** Where the document says what credentials the operation asks for. */
export function securityPointer({ operation, pointer }: Operation): string {
  return "security" in operation ? append(pointer, "security") : "#/security";
}

/** Whether a media type is JSON, under whatever name and with whatever parameters. */
export function isJson(mediaType: string): boolean {
  return /[/+]json\s*(;|$)/i.test(mediaType);
}

/** A parameter's text in a request, or the texts of an array's items, by the parameter's name. */
export type ParameterTexts = Record<string, string | string[]>;

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
    headers: { Accept: operation.accept, ...headerTexts(operation, texts) },
    token: operation.secured ? "valid" : "anonymous",
    ...(!isBearer(operation.credential) && { tokenHeaders: operation.credential.headers }),
    ...changes,
  };
}

/** Methods that no operation of a path has, without DELETE: a server that took it could do harm. */
export function missingMethods(here: readonly Operation[]): string[] {
  const known = here.map(({ method }) => method.toUpperCase());
  return ["GET", "PUT", "POST", "PATCH"].filter((method) => !known.includes(method));
}

/** The path with its parameters filled in: naming what is there, or what is not. */
function fillPath(operation: Operation, unknownResource: boolean, texts: ParameterTexts): string {
  return operation.path.replace(/\{([^}]+)\}/g, (_, name: string) => {
    const { existing, unknown } = operation.pathTexts[name] ?? {};
    const text = unknownResource ? (unknown ?? existing) : existing;
    return encodeURIComponent(String(textFor(texts, name) ?? text));
  });
}

const delimiters: Record<string, string> = { spaceDelimited: "%20", pipeDelimited: "|" };

function queryString(operation: Operation, texts: ParameterTexts): string {
  const pairs = operation.parameters
    .filter((parameter) => parameter.in === "query" && textFor(texts, parameter.name) !== undefined)
    .flatMap((parameter) => {
      const { name, style = "form", explode = style === "form" } = parameter;
      const values = [textFor(texts, name)!].flat().map(encodeURIComponent);
      const pair = (value: string) => `${encodeURIComponent(name)}=${value}`;
      return explode ? values.map(pair) : [pair(values.join(delimiters[style] ?? ","))];
    });
  return pairs.length > 0 ? `?${pairs.join("&")}` : "";
}

function headerTexts(operation: Operation, texts: ParameterTexts): Record<string, string> {
  const headers = operation.parameters.filter(
    (parameter) => parameter.in === "header" && textFor(texts, parameter.name) !== undefined,
  );
  return Object.fromEntries(
    headers.map(({ name }) => [name, [textFor(texts, name)!].flat().join(",")]),
  );
}

export function jsonBody(body: RequestBody, json: unknown): CaseBody {
  return { contentType: body.contentType, content: { json } };
}

export function success({ statuses }: Operation): Expectation {
  const range = statuses.includes("2XX") ? [200, 201, 202, 203, 204, 205, 206] : [];
  const listed = statuses.filter((status) => /^2\d\d$/.test(status)).map(Number);
  return { kind: "success", statuses: [...listed, ...range] };
}

/**
 * A refusal by one of the statuses that mean this kind of refusal. Those that the document does not
 * describe count only where none of the others is described either; then nothing is said of the body.
 */
export function refusal({ statuses }: Operation, meanings: readonly number[]): Expectation {
  const rest = ["default", "4XX"].some((key) => statuses.includes(key));
  const named = meanings.filter((status) => rest || statuses.includes(String(status)));
  const documented = named.length > 0;
  return { kind: "refusal", statuses: documented ? named : meanings, documented };
}

/** The text of a parameter, which may be named as what every object has (`constructor`). */
function textFor(texts: ParameterTexts, name: string): string | string[] | undefined {
  return Object.hasOwn(texts, name) ? texts[name] : undefined;
}
