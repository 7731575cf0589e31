import type { OpenApiDocument } from "../../scripts/lib/openapi.js";
import { answerMutants } from "./answer-mutants.js";
import { envelopeMutants } from "./envelope-mutants.js";
import { errorMutants } from "./error-mutants.js";
import { lifecycleMutants } from "./lifecycle-mutants.js";
import type { Mutant } from "./mutant.js";
import { protocolMutants } from "./protocol-mutants.js";
import { requestMutants } from "./request-mutants.js";
import { securityMutants } from "./security-mutants.js";

/** Every server with one deviation that the document gives rise to, in a stable order. */
export function deriveMutants(document: OpenApiDocument): Mutant[] {
  const all = [
    ...answerMutants(document),
    ...envelopeMutants(document),
    ...requestMutants(document),
    ...securityMutants(document),
    ...errorMutants(document),
    ...protocolMutants(),
    ...lifecycleMutants(),
  ];
  const ids = new Set<string>();
  return all.filter(({ id }) => {
    if (ids.has(id)) throw new Error(`Two mutants have the id "${id}".`);
    ids.add(id);
    return true;
  });
}
