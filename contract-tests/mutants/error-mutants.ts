import type { OpenApiDocument } from "../../scripts/lib/openapi.js";
import { operations } from "../derive/operation.js";
import type { Answer, Deviation } from "../reference-server/deviation.js";
import { resource } from "../resource.js";
import { bodyChanges, mapJson } from "./answer-mutants.js";
import { answerPlaces, changeAt, pathName, schemaOf } from "./answer-places.js";
import type { Mutant, MutantHint } from "./mutant.js";

type Change = [name: string, change: (answer: Answer) => Answer];

const trace = "TypeError: no\n    at handler (/srv/app/dist/server.js:10:5)";

const changes: Change[] = [
  ...[200, 418, 500].map(
    (status): Change => [`status ${status}`, (answer) => ({ ...answer, status })],
  ),
  ["not JSON", (answer) => ({ ...answer, body: "Something went wrong" })],
  [
    "HTML",
    (answer) => ({
      ...answer,
      headers: { "content-type": "text/html" },
      body: "<!doctype html><title>Error</title>",
    }),
  ],
  [
    "plain text",
    (answer) => ({ ...answer, headers: { "content-type": "text/plain" }, body: "Error" }),
  ],
  ["empty body", (answer) => ({ ...answer, body: "" })],
  ["no media type", (answer) => ({ ...answer, headers: {} })],
  ["wrapped in error", (answer) => mapJson(answer, (error) => ({ error }))],
  ["a string", (answer) => mapJson(answer, () => "Something went wrong")],
  [
    "stack trace leaked",
    (answer) => mapJson(answer, (error) => ({ ...(error as object), message: trace })),
  ],
  ["undocumented stack", (answer) => mapJson(answer, (e) => ({ ...(e as object), stack: trace }))],
];

/** Servers whose errors are off the document, for one kind of error of one operation. */
export function* errorMutants(document: OpenApiDocument): Generator<Mutant> {
  for (const operation of operations(document)) {
    for (const { code, status, hint } of errorKinds(operation.id)) {
      const named = (name: string, change: (answer: Answer) => Answer): Mutant => ({
        id: ["error malformed", operation.id, code, name].join(" / "),
        class: "error malformed",
        deviation: onError(operation.id, code, change),
        hint,
      });
      for (const [name, change] of changes) {
        // No one status is the right one for a slug that is taken, as long as it is an error.
        if (code === "CONFLICT" && /^status [45]/.test(name)) continue;
        yield named(name, change);
      }
      for (const place of answerPlaces(schemaOf(document, operation, String(status)))) {
        if (place.path[0] === "issues" && code !== "BAD_REQUEST") continue;
        const optional = place.path.join() === "issues";
        for (const { class: kind, name, change } of bodyChanges(place)) {
          if (kind === "response property dropped" && optional) continue;
          const change_ = (answer: Answer) =>
            mapJson(answer, (json) => changeAt(json, place.path, change));
          yield named(`${pathName(place.path)} ${name}`, change_);
        }
      }
    }
  }
}

/** The errors that a conforming server has to answer, and which cases call them forth. */
function errorKinds(id: string): { code: string; status: number; hint: MutantHint }[] {
  const unauthorized = { code: "UNAUTHORIZED", status: 401, hint: { group: "security" } } as const;
  if (id === resource.create) {
    return [
      { code: "BAD_REQUEST", status: 400, hint: { group: "invalid" } },
      { code: "PARSE_ERROR", status: 400, hint: { group: "protocol" } },
      { code: "UNSUPPORTED_MEDIA_TYPE", status: 415, hint: { group: "protocol" } },
      { code: "CONFLICT", status: 409, hint: { group: "lifecycle" } },
      unauthorized,
    ];
  }
  if (id === resource.list) return [unauthorized];
  return [{ code: "NOT_FOUND", status: 404, hint: { group: "unknown-resource" } }, unauthorized];
}

function onError(id: string, code: string, change: (answer: Answer) => Answer): Deviation {
  return {
    answer: (answer, { operationId }) =>
      operationId === id && answer.status >= 400 && answer.body.includes(`"code":"${code}"`)
        ? change(answer)
        : answer,
  };
}
