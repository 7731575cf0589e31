import type { OpenApiDocument } from "../../scripts/lib/openapi.js";
import { operations } from "../derive/operation.js";
import type { Answer } from "../reference-server/deviation.js";
import { mapJson, onSuccess } from "./answer-mutants.js";
import type { Mutant, MutantClass } from "./mutant.js";

type Change = [name: string, change: (answer: Answer) => Answer];

const statusAndType: Change[] = [
  ...[201, 202, 203, 206, 302, 400, 500].map(
    (status): Change => [`status ${status}`, (answer) => ({ ...answer, status })],
  ),
  ["status 204 without a body", (answer) => ({ ...answer, status: 204, headers: {}, body: "" })],
  ...["text/plain", "text/html", "application/xml", "application/problem+json"].map(
    (type): Change => [
      `media type ${type}`,
      (answer) => ({ ...answer, headers: { ...answer.headers, "content-type": type } }),
    ],
  ),
  ["no media type", (answer) => ({ ...answer, headers: {} })],
];

const bodies: Change[] = [
  ["empty body", (answer) => ({ ...answer, body: "" })],
  ["wrapped in data", (answer) => mapJson(answer, (data) => ({ data }))],
  ["wrapped in an array", (answer) => mapJson(answer, (json) => [json])],
  ["null", (answer) => mapJson(answer, () => null)],
  ["empty object", (answer) => mapJson(answer, () => ({}))],
  ["as a JSON string", (answer) => mapJson(answer, (json) => JSON.stringify(json))],
  ["truncated", (answer) => ({ ...answer, body: answer.body.slice(0, -1) })],
  ["followed by more", (answer) => ({ ...answer, body: `${answer.body}{}` })],
  ["HTML", (answer) => ({ ...answer, body: "<!doctype html><title>OK</title>" })],
];

/** Servers whose success answers have another status, media type or body than documented. */
export function* envelopeMutants(document: OpenApiDocument): Generator<Mutant> {
  for (const { id } of operations(document)) {
    for (const [kind, changes] of [
      ["response status or media type", statusAndType],
      ["response body", bodies],
    ] as [MutantClass, Change[]][]) {
      for (const [name, change] of changes) {
        yield {
          id: [kind, id, name].join(" / "),
          class: kind,
          deviation: onSuccess(id, change),
          hint: { group: "lifecycle" },
        };
      }
    }
  }
}
