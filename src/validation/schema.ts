/** One thing that is wrong with a value. */
export interface ValidationIssue {
  /** JSON pointer to the place in the value; empty for the value itself. */
  pointer: string;
  /** What is wrong there, for people. */
  message: string;
}

/** A schema of `generated/validators.ts`: the name of a bare type, or rules. */
export type Schema = string | Rules;

/**
 * Schemas by name. Of rows in one list, the compiler takes every name for an optional one of all the
 * others, so a schema may be undefined for it; it never is.
 */
export type SchemaMap = Record<string, Schema | undefined>;

/** JSON Schema as `npm run generate` leaves it: without annotations, references in their place. */
export interface Rules {
  /** Another schema that contains this one; a function, because it is not there yet. */
  ref?: () => unknown;
  type?: string | string[];
  const?: unknown;
  enum?: unknown[];
  required?: string[];
  properties?: SchemaMap;
  patternProperties?: SchemaMap;
  additionalProperties?: Schema | boolean;
  unevaluatedProperties?: Schema | boolean;
  propertyNames?: Schema;
  dependentRequired?: Record<string, string[]>;
  items?: Schema;
  prefixItems?: Schema[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  variants?: Variants;
  if?: Schema;
  then?: Schema;
  else?: Schema;
  not?: Schema;
  minProperties?: number;
  maxProperties?: number;
  minItems?: number;
  maxItems?: number;
  uniqueItems?: boolean;
  minLength?: number;
  maxLength?: number;
  pattern?: string;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  exclusiveMaximum?: number;
  multipleOf?: number;
}

/** Alternatives that a `discriminator` tells apart. */
export interface Variants {
  /** The property that tells which. */
  by: string;
  /** The schema for each value of that property. */
  of: SchemaMap;
  /** Other values of the property pass, as in answers. */
  open?: boolean;
}
