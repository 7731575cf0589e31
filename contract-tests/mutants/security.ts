import { isBearer } from "../engine/derive/credential.js";
import type { Operation } from "../engine/derive/operation.js";
import { unknownToken } from "../engine/target.js";
import type { Mutant } from "./mutant.js";

/** Operations that let in who has no right to, or keep out who has. */
export function* securityMutants({
  id: operationId,
  secured,
  credential,
}: Operation): Generator<Mutant> {
  if (!secured || !credential.known) return;
  const mutant = (
    name: string,
    lets: (authorization: string | undefined, right: boolean, rightHeaders: string[]) => boolean,
  ): Mutant => ({
    id: `security / ${operationId} / ${name}`,
    class: "security",
    deviation: {
      authorize: (credentials, right) =>
        credentials.operationId === operationId
          ? lets(credentials.authorization, right, credentials.rightHeaders)
          : right,
    },
    named: { operationIds: [operationId], texts: [] },
  });
  const also = (name: string, lets: (authorization: string | undefined) => boolean) =>
    mutant(name, (authorization, right) => right || lets(authorization));
  yield mutant("no check", () => true);
  yield also("takes a missing header", (authorization) => authorization === undefined);
  yield also("takes any header", (authorization) => authorization !== undefined);
  yield also("takes any token", (authorization) => /^Bearer \S/.test(authorization ?? ""));
  yield also(
    "takes one unknown token",
    (authorization) => authorization === `Bearer ${unknownToken}`,
  );
  yield mutant("refuses the right token", () => false);
  const headers = Object.keys(credential.headers);
  for (const header of headers.length > 1 && !credential.others ? headers : []) {
    yield mutant(`looks at ${header} only`, (_, __, right) => right.includes(header));
  }
  // A key in a header of its own has no scheme.
  if (!isBearer(credential)) return;
  yield also("takes an empty bearer token", (authorization) => authorization?.trim() === "Bearer");
  yield also(
    "takes another scheme",
    (authorization) => authorization?.startsWith("Basic ") ?? false,
  );
}
