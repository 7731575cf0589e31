import type { OpenApiDocument } from "../../scripts/lib/document/index.js";
import { deriveCases } from "../engine/derive/index.js";
import { type Operation, operations } from "../engine/derive/operation.js";
import { isAnswered } from "../reference-server/documented.js";
import { describedIn, type Resource, resourceOf } from "../resources.js";
import { echoMutants } from "./echoes.js";
import { lifecycleMutants } from "./lifecycle.js";
import type { Mutant } from "./mutant.js";
import { methodMutants, protocolMutants } from "./protocol.js";
import { requestMutants } from "./request/derive.js";
import { answerKinds } from "./response/answers.js";
import { envelopeMutants } from "./response/envelope.js";
import { propertyMutants } from "./response/properties.js";
import { securityMutants } from "./security.js";

/** Every deviating server that a bundled document gives rise to; the same document gives the same ones. */
export function deriveMutants(document: OpenApiDocument, listed?: readonly Resource[]): Mutant[] {
  return [...all(document, listed)];
}

/** The operations of which a mutant can show: there are cases of them, and the document shows an answer. */
export function testedOperations(document: OpenApiDocument): Operation[] {
  const valid = deriveCases(document).cases.filter(({ expect }) => expect.kind === "success");
  const called = new Set(valid.map(({ operationId }) => operationId));
  return operations(document).filter(
    (operation) => called.has(operation.id) && isAnswered(document, operation),
  );
}

function* all(document: OpenApiDocument, listed?: readonly Resource[]): Generator<Mutant> {
  const resources = describedIn(document, listed);
  const tested = testedOperations(document);
  for (const operation of tested) {
    const resource = resourceOf(operation.id, resources);
    for (const kind of answerKinds(document, operation, resource)) {
      yield* propertyMutants(kind);
      yield* envelopeMutants(kind);
      if (kind.name === "success" && resource && operation.id !== resource.delete) {
        yield* echoMutants(resource, kind);
      }
    }
    yield* securityMutants(operation);
  }
  for (const operation of tested) yield* requestMutants(document, operation);
  yield* methodMutants();
  for (const resource of resources) {
    yield* protocolMutants(resource);
    yield* lifecycleMutants(resource);
  }
}
