import type { OpenApiDocument } from "../../scripts/lib/document/index.js";
import { operations } from "../engine/derive/operation.js";
import { requestSchema } from "../reference-server/request-schema.js";
import { isOfResource, resource } from "../resources.js";
import { echoMutants } from "./echoes.js";
import { lifecycleMutants } from "./lifecycle.js";
import type { Mutant } from "./mutant.js";
import { protocolMutants } from "./protocol.js";
import { requestMutants } from "./request/derive.js";
import { answerKinds } from "./response/answers.js";
import { envelopeMutants } from "./response/envelope.js";
import { propertyMutants } from "./response/properties.js";
import { securityMutants } from "./security.js";

/** Every deviating server that a bundled document gives rise to; the same document gives the same ones. */
export function deriveMutants(document: OpenApiDocument): Mutant[] {
  return [...all(document)];
}

function* all(document: OpenApiDocument): Generator<Mutant> {
  const models: string[] = [resource.create, resource.read, resource.list];
  for (const operation of operations(document).filter(({ id }) => isOfResource(id))) {
    for (const kind of answerKinds(document, operation)) {
      yield* propertyMutants(kind);
      yield* envelopeMutants(kind);
      if (kind.name === "success" && models.includes(operation.id)) {
        yield* echoMutants(kind, requestSchema(document));
      }
    }
    yield* securityMutants(operation);
  }
  yield* requestMutants(document);
  yield* protocolMutants(document);
  yield* lifecycleMutants();
}
