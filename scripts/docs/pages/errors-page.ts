import {
  listOperations,
  type MediaTypeObject,
  type OpenApiDocument,
  type ReferenceObject,
  resolve,
  type ResponseObject,
} from "../../lib/document/index.js";
import { blocks, code, json, table } from "./markdown.js";
import type { Page } from "./page.js";
import { listedValues, nodeOf, type Schema } from "./schema-text.js";

interface KnownError {
  /** As the document lists it: `404`, or what an example of `default` says. */
  status: string;
  code: string;
  /** What the answer says about itself: the cause, and what to do. */
  advice: string;
}

/** The catalogue of errors: code, status, what to do, and what the client makes of it. */
export function errorsPage(document: OpenApiDocument): Page {
  const responses = listErrorResponses(document);
  const known = responses.flatMap(([status, response]) => errorsOf(status, response));
  const unique = known.filter(
    ({ status, code }, index) =>
      known.findIndex((one) => one.status === status && one.code === code) === index,
  );
  const unseen = listCodes(document, responses).filter(
    (one) => !unique.some((error) => error.code === one),
  );
  const rows = [...unique, ...unseen.map((one) => ({ code: one, status: "", advice: "" }))]
    .sort((one, other) => (one.status || "~").localeCompare(other.status || "~"))
    .map(({ code: name, status, advice }) => [
      code(name),
      status || "not documented",
      advice || "Read the message.",
      clientError(status),
    ]);
  return {
    path: "errors",
    group: "",
    label: "Errors",
    title: "Errors: codes, statuses and what to do",
    description:
      "Every error code with its HTTP status, what to do, and what the client makes of it.",
    markdown: blocks(
      "# Errors",
      "What each code means, what to do, and which error of the TypeScript client it becomes. Branch on the `is…` properties of an `ApiError` rather than on its status.",
      table(["Code", "Status", "What to do", "In the client"], rows),
      "An answer that is not the API's own (a gateway's HTML, 502 to 504) is an `ApiError` without a `code`. No answer at all is a `ConnectionError` or a `TimeoutError`. After a create, see [When a create ends in doubt](/guides/create-in-doubt.md).",
      "## Examples",
      ...responses.map(exampleBlocks),
    ),
  };
}

function exampleBlocks([status, response]: [string, ResponseObject]): string {
  const examples = examplesOf(response).map(({ summary = "Example", value }) => {
    // Examples of `default` begin with the status that they have.
    const title = status === "default" ? summary : `${status}: ${summary}`;
    return blocks(`### ${title}`, json(value));
  });
  return blocks(...examples);
}

/** Every error answer once, by status. */
function listErrorResponses(document: OpenApiDocument): [string, ResponseObject][] {
  const found = new Map<ResponseObject, string>();
  for (const { operation } of listOperations(document)) {
    for (const [status, response] of Object.entries(operation.responses ?? {})) {
      if (/^[123]/.test(status)) continue;
      found.set(resolve<ResponseObject>(document, response as ReferenceObject), status);
    }
  }
  return [...found]
    .map(([response, status]): [string, ResponseObject] => [status, response])
    .sort(([one], [other]) => one.localeCompare(other));
}

function examplesOf({ content = {} }: ResponseObject) {
  return Object.values(content).flatMap(({ examples }: MediaTypeObject) =>
    Object.values(examples ?? {}),
  );
}

function errorsOf(status: string, response: ResponseObject): KnownError[] {
  return examplesOf(response).flatMap(({ summary = "", description, value }) => {
    const { code: name } = Object(value) as { code?: unknown };
    if (typeof name !== "string") return [];
    const [, own, meaning] = /^(\d{3}), (.*)$/.exec(summary) ?? [];
    const advice = own
      ? `${meaning!.charAt(0).toUpperCase()}${meaning!.slice(1)}.`
      : (description ?? response.description ?? "");
    return [{ status: own ?? status, code: name, advice }];
  });
}

/** The codes that the schemas of error answers list. */
function listCodes(document: OpenApiDocument, responses: [string, ResponseObject][]): string[] {
  const codes = responses
    .flatMap(([, { content = {} }]) => Object.values(content))
    .flatMap(({ schema }) => {
      const { code: property } = Object(nodeOf(document, schema).properties) as Schema;
      return property === undefined ? [] : listedValues(document, property).texts;
    });
  return [...new Set(codes)];
}

/** The property of an `ApiError` that is true for a status. */
const guards: Record<string, string> = {
  "400": "isValidation",
  "401": "isUnauthorized",
  "403": "isUnauthorized",
  "404": "isNotFound",
  "409": "isConflict",
  "422": "isValidation",
  "429": "isRateLimit",
};

/** What the client throws for an answer with this status, and whether it tries again first. */
function clientError(status: string): string {
  const property = guards[status] ?? (status.startsWith("5") ? "isServer" : undefined);
  const error = property ? `\`ApiError\`, ${code(property)}` : "`ApiError`";
  if (status === "429") return `${error}; sent again first`;
  if (["408", "499"].includes(status) || status.startsWith("5")) {
    return `${error}; a read is sent again first, a create is settled by looking (else \`OutcomeUnknownError\`)`;
  }
  return error;
}
