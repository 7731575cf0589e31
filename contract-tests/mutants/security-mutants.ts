import type { OpenApiDocument } from "../../scripts/lib/openapi.js";
import { operations } from "../derive/operation.js";
import type { Mutant } from "./mutant.js";

/** What a server may let in, or keep out, although it should not. */
const gates: [
  name: string,
  allows: (authorization: string | undefined, right: boolean) => boolean,
][] = [
  ["no security", () => true],
  ["no header accepted", (header, right) => right || header === undefined],
  ["any token accepted", (header, right) => right || /^Bearer \S/.test(header ?? "")],
  ["empty bearer accepted", (header, right) => right || header?.trim() === "Bearer"],
  ["another scheme accepted", (header, right) => right || /^Basic /.test(header ?? "")],
  ["any header accepted", (header, right) => right || header !== undefined],
  ["right token refused", () => false],
];

/** Servers whose security is open, or shut, for one operation. */
export function* securityMutants(document: OpenApiDocument): Generator<Mutant> {
  for (const operation of operations(document)) {
    if (!operation.secured) continue;
    for (const [name, allows] of gates) {
      yield {
        id: ["security", operation.id, name].join(" / "),
        class: "security",
        deviation: {
          authorize: ({ operationId, authorization }, right) =>
            operationId === operation.id ? allows(authorization, right) : right,
        },
        hint: { group: name === "right token refused" ? "lifecycle" : "security" },
      };
    }
    yield {
      id: ["security", operation.id, "refused with 403"].join(" / "),
      class: "security",
      deviation: {
        answer: (answer, { operationId }) =>
          operationId === operation.id && answer.status === 401
            ? { ...answer, status: 403 }
            : answer,
      },
      hint: { group: "security" },
    };
  }
}
