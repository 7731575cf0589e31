import type { Schema } from "../../engine/derive/schema.js";
import type { Mutant, MutantClass } from "../mutant.js";
import type { SchemaPlace } from "./places.js";

/** One change of the schema at a place, with a name for it. */
export interface Edit {
  name: string;
  /** What the schema at the place becomes. */
  schema: Schema;
  /** Further texts that the report has to hold. */
  texts?: readonly string[];
  /** The value that is refused; the report shows it in the request, under whichever case's name. */
  inRequest?: string;
  /** Set where what is wrong is the same in every branch, so that one case stands for all. */
  anyBranch?: boolean;
}

/** The server that validates with a schema in which one place is changed. */
export function toMutant(
  operationId: string,
  root: Schema,
  place: SchemaPlace,
  mutantClass: MutantClass,
  { name, schema, texts = [], inRequest, anyBranch }: Edit,
): Mutant {
  const { branches, steps, keys } = place;
  const where = [...branches, ...(steps.length > 0 ? [steps.join(".")] : [])];
  const told = anyBranch ? steps : where;
  return {
    id: [mutantClass, operationId, ...(where.length > 0 ? where : ["body"]), name].join(" / "),
    class: mutantClass,
    deviation: { requestSchema: { operationId, schema: replace(root, keys, schema) as Schema } },
    named: {
      operationIds: [operationId],
      ...(inRequest === undefined ? { texts: [...told, ...texts] } : { texts, inRequest }),
    },
  };
}

/** A copy of the tree with another schema at `keys`. */
function replace(node: unknown, keys: readonly (string | number)[], schema: Schema): unknown {
  const [key, ...rest] = keys;
  if (key === undefined) return schema;
  if (Array.isArray(node)) {
    return node.map((member, index) => (index === key ? replace(member, rest, schema) : member));
  }
  const object = node as Schema;
  return { ...object, [key]: replace(object[key], rest, schema) };
}

export function without(schema: Schema, ...keywords: string[]): Schema {
  return Object.fromEntries(Object.entries(schema).filter(([key]) => !keywords.includes(key)));
}

/** Takes also what another schema takes. */
export function or(schema: Schema, other: Schema): Schema {
  return { anyOf: [schema, other] };
}

/** Takes only what another schema takes, too. */
export function and(schema: Schema, other: Schema): Schema {
  return { allOf: [schema, other] };
}
