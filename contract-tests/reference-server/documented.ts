import { append, target, get, type OpenApiDocument } from "../../scripts/lib/document/index.js";
import { isJson, type Operation, refusal, success } from "../engine/derive/operation.js";
import type { JsonObject } from "../engine/derive/schema.js";
import type { Answer } from "./deviation.js";
import type { Refusal } from "./refusal.js";

/** What an operation answers when all is well: the first success that the document shows, if it shows one. */
export function documentedSuccess(
  document: OpenApiDocument,
  operation: Operation,
): Answer | undefined {
  const [status] = success(operation).statuses as readonly number[];
  return status === undefined ? undefined : documentedAnswer(document, operation, status);
}

/** How an operation refuses: by a status that its document lists, in the words of the example with that code. */
export function documentedRefusal(
  document: OpenApiDocument,
  operation: Operation,
  { status, code, message, issues }: Refusal,
): Answer {
  const others = [400, 415].includes(status) ? [400, 422] : [];
  const [listed = status] = refusal(operation, [status, ...others]).statuses as number[];
  // The code belongs to the status: under another one, any example has the right one.
  const wanted = listed === status ? code : undefined;
  const shown = operation.statuses.includes(String(listed))
    ? documentedAnswer(document, operation, listed, wanted)
    : undefined;
  return shown ?? json(listed, { message, code, ...(issues && { issues }) });
}

function documentedAnswer(
  document: OpenApiDocument,
  { pointer, statuses }: Operation,
  status: number,
  code?: string,
): Answer | undefined {
  const key = [String(status), `${Math.floor(status / 100)}XX`, "default"].find((each) =>
    statuses.includes(each),
  );
  const response = target(document, append(pointer, "responses", String(key)));
  const shownHeaders = documentedHeaders(document, response);
  const content = append(response, "content");
  const types = Object.keys((get(document, content) as JsonObject | undefined) ?? {});
  const type = types.find(isJson) ?? types[0];
  if (type === undefined) return { status, headers: shownHeaders, body: "" };
  const example = exampleOf(document, append(content, type), code);
  const headers = { ...shownHeaders, "content-type": type };
  if (!isJson(type))
    return { status, headers, body: typeof example === "string" ? example : "text" };
  return example === undefined ? undefined : { status, headers, body: JSON.stringify(example) };
}

/** Every header that a response describes, with its example if it has one. */
function documentedHeaders(document: OpenApiDocument, response: string): Record<string, string> {
  const place = append(response, "headers");
  const names = Object.keys((get(document, place) as JsonObject | undefined) ?? {});
  return Object.fromEntries(
    names.map((name) => {
      const { example } = get(document, target(document, append(place, name))) as JsonObject;
      return [name, String(example ?? "1")];
    }),
  );
}

/** The first example; with a code, the first that has it or none. */
function exampleOf(document: OpenApiDocument, media: string, code?: string): unknown {
  const { example, examples = {} } = get(document, media) as JsonObject & { examples?: JsonObject };
  const values = Object.keys(examples).map((name) =>
    get(document, append(target(document, append(media, "examples", name)), "value")),
  );
  const shown = values.length > 0 ? values : [example];
  return shown.find((value) => [undefined, Object(value).code ?? code].includes(code));
}

/** An answer in JSON. */
export function json(status: number, value: unknown, type = "application/json"): Answer {
  return { status, headers: { "content-type": type }, body: JSON.stringify(value) };
}

/** Whether the reference server has an answer for an operation. */
export function isAnswered(document: OpenApiDocument, operation: Operation): boolean {
  return documentedSuccess(document, operation) !== undefined;
}
