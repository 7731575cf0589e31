import type { Answer } from "../../reference-server/deviation.js";
import type { Mutant } from "../mutant.js";
import { type AnswerKind, change } from "./answers.js";

const page = "<!doctype html><title>502 Bad Gateway</title><h1>Bad Gateway</h1>";
const html = { "content-type": "text/html" };
const trace = "TypeError: model is undefined\n    at create (/srv/app/dist/models.js:41:17)";

/** Answers with another status, another media type, or another body altogether. */
export function* envelopeMutants(kind: AnswerKind): Generator<Mutant> {
  const mutantClass = kind.name === "success" ? "response envelope" : "errors";
  const mutant = (name: string, edit: (answer: Answer) => Partial<Answer>): Mutant => ({
    id: [mutantClass, kind.operationId, kind.name, name].join(" / "),
    class: mutantClass,
    deviation: change(kind, edit),
    named: { operationIds: [kind.operationId], texts: [] },
  });
  for (const status of wrongStatuses[kind.name] ?? []) {
    if (status === kind.status) continue;
    yield mutant(`status ${status}`, ({ body }) => ({ status, body: status === 204 ? "" : body }));
  }
  for (const type of ["text/plain", "text/html", "application/problem+json"]) {
    yield mutant(`media type ${type}`, () => ({ headers: { "content-type": type } }));
  }
  yield mutant("no media type", () => ({ headers: {} }));
  yield mutant("empty body", () => ({ body: "" }));
  yield mutant("wrapped in data", ({ body }) => ({ body: `{"data":${body}}` }));
  yield mutant("wrapped in a list", ({ body }) => ({ body: `[${body}]` }));
  yield mutant("null", () => ({ body: "null" }));
  yield mutant("encoded twice", ({ body }) => ({ body: JSON.stringify(body) }));
  yield mutant("cut off", ({ body }) => ({ body: body.slice(0, -2) }));
  yield mutant("a page of HTML", () => ({ headers: html, body: page }));
  yield mutant("a page of HTML as JSON", () => ({ body: page }));
  if (kind.name === "success") return;
  yield mutant("stack trace as message", ({ body }) => ({
    body: JSON.stringify({ ...JSON.parse(body), message: trace }),
  }));
  yield mutant("stack trace in an issue", ({ body }) => ({
    body: JSON.stringify({ ...JSON.parse(body), issues: [{ message: "failed", stack: trace }] }),
  }));
}

/** Statuses that do not mean what the answer means; the document leaves open how a taken slug is refused. */
const wrongStatuses: Record<string, readonly number[]> = {
  success: [201, 202, 203, 204, 302, 400, 404, 500],
  "refused token": [200, 400, 403, 404, 500],
  "refused input": [200, 202, 401, 404, 500],
  "unknown slug": [200, 400, 401, 410, 500],
  "taken slug": [200, 201, 302],
};
