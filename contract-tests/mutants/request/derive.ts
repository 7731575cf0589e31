import type { OpenApiDocument } from "../../../scripts/lib/document/index.js";
import type { Operation } from "../../engine/derive/operation.js";
import { isObject, type Schema } from "../../engine/derive/schema.js";
import { requestSchema } from "../../reference-server/request-schema.js";
import type { Mutant } from "../mutant.js";
import { type Edit, or, toMutant } from "./edit.js";
import { loosened } from "./loosen.js";
import { literals, places, type SchemaPlace, typesAt } from "./places.js";
import { tightened } from "./tighten.js";

/** Servers that accept what the document forbids, or refuse what it allows: one for each rule. */
export function* requestMutants(
  document: OpenApiDocument,
  { id, body }: Operation,
): Generator<Mutant> {
  if (!body) return;
  const exact = requestSchema(document, body);
  // A branch that takes more must not make a body of another branch match twice, which is refused.
  const root = oneOfAsAnyOf(exact) as Schema;
  const all = [...places(root)];
  for (const place of all) {
    // What tells branches apart is wrong for all of them alike.
    const anyBranch = place.branches.length > 0 && "const" in place.schema;
    for (const edit of loosened(place)) {
      yield toMutant(id, root, place, "request loosened", { anyBranch, ...edit });
    }
    for (const edit of borrowed(place, all))
      yield toMutant(id, root, place, "request loosened", edit);
    for (const edit of tightened(place)) yield toMutant(id, root, place, "request tightened", edit);
  }
}

/** A number that takes what another place takes beside numbers: `auto`. */
function* borrowed({ schema }: SchemaPlace, all: readonly SchemaPlace[]): Generator<Edit> {
  if (!typesAt(schema).has("number") || typesAt(schema).has("string")) return;
  const texts = all
    .filter((other) => typesAt(other.schema).has("number"))
    .flatMap((other) => literals(other.schema))
    .filter((literal) => typeof literal === "string");
  for (const text of new Set(texts)) {
    yield { name: `takes ${text}`, schema: or(schema, { const: text }), texts: [text] };
  }
}

/** The same rule where the branches exclude each other, as those with a discriminator do. */
function oneOfAsAnyOf(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(oneOfAsAnyOf);
  if (!isObject(node)) return node;
  return Object.fromEntries(
    Object.entries(node).map(([key, value]) => [
      key === "oneOf" && "discriminator" in node ? "anyOf" : key,
      oneOfAsAnyOf(value),
    ]),
  );
}
