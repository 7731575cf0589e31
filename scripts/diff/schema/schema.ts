import type { Node } from "../../lib/document/index.js";
import type { Limit } from "./limits.js";
import type { Rule } from "./rules.js";
import { includes } from "./values.js";

/**
 * What a schema means, the same for every spelling of it: OpenAPI 3.0's `nullable` is the type
 * `null`, `const` is a list of one value, the parts of `allOf` are one, and a branch for `null` or for
 * a few literals is part of the type. Children stay nodes, so recursion is no trouble.
 */
export interface Schema {
  node: Node;
  /** Accepts nothing, as the schema `false` does. */
  never: boolean;
  /** `undefined`: any type. */
  types: Set<string> | undefined;
  /** The only values accepted; `undefined`: no list. */
  values: unknown[] | undefined;
  /** Values that are documented while any other is accepted too. */
  known: unknown[];
  /** Where the values stand. */
  valuesPointer: string;
  properties: Map<string, Node>;
  required: Set<string>;
  additional: "open" | "closed" | Node;
  items: Node | undefined;
  /** Alternatives of which at least one has to match; where `exclusive`, exactly one. */
  branches: Schema[];
  exclusive: boolean;
  /** The keyword that the branches come from, with its list. */
  alternatives: Rule | undefined;
  discriminator: Node | undefined;
  limits: Map<string, Limit>;
  rules: Rule[];
  readOnly: boolean;
  writeOnly: boolean;
}

export function emptySchema(node: Node): Schema {
  return {
    node,
    never: false,
    types: undefined,
    values: undefined,
    known: [],
    valuesPointer: node.pointer,
    properties: new Map(),
    required: new Set(),
    additional: "open",
    items: undefined,
    branches: [],
    exclusive: false,
    alternatives: undefined,
    discriminator: undefined,
    limits: new Map(),
    rules: [],
    readOnly: false,
    writeOnly: false,
  };
}

/** The schema that accepts everything, for where a schema is missing; it refers to nothing. */
export function anything(pointer: string): Node {
  return { document: {}, pointer, value: {} };
}

export function withNull(schema: Schema): Schema {
  const { types, values } = schema;
  return {
    ...schema,
    types: types && new Set([...types, "null"]),
    values: values && !includes(values, null) ? [...values, null] : values,
  };
}
