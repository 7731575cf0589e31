import { isObject } from "../../lib/document/index.js";

/** Words for people: they change what documentation says, never what is sent or answered. */
// prettier-ignore
const annotationKeys = new Set([
  "title", "summary", "description", "$comment", "externalDocs", "tags", "termsOfService",
  "contact", "license", "bearerFormat",
]);
export const exampleKeys = new Set(["example", "examples"]);

export const isWord = (key: string) => annotationKeys.has(key) || key.startsWith("x-");
export const isSilent = (key: string) => isWord(key) || exampleKeys.has(key);

// prettier-ignore
const lists = new Set(["parameters", "servers", "security", "enum", "allOf", "anyOf", "oneOf"]);
// prettier-ignore
const objects = new Set([
  "paths", "components", "info", "variables", "requestBody", "responses", "content", "headers",
  "properties", "discriminator", "mapping",
]);
// prettier-ignore
const flags = new Set([
  "nullable", "readOnly", "writeOnly", "deprecated", "explode", "allowReserved", "allowEmptyValue",
]);

/** Whether a member can be read; one of another shape than OpenAPI's is compared as it stands. */
export function isReadable(key: string, value: unknown): boolean {
  if (value === undefined) return true;
  if (lists.has(key)) return Array.isArray(value);
  if (objects.has(key)) return isObject(value);
  // A list in a schema, a flag elsewhere.
  if (key === "required") return Array.isArray(value) || typeof value === "boolean";
  return !flags.has(key) || typeof value === "boolean";
}

const numbers = ["number", "integer"];

/**
 * Keywords that limit by a number: which limit it is, to which types it applies, and the keyword that
 * excludes the number itself when it is `true`.
 */
export const limitKeywords: Record<
  string,
  { limit: string; upper: boolean; types: string[]; flag?: string }
> = {
  minimum: { limit: "minimum", upper: false, types: numbers, flag: "exclusiveMinimum" },
  exclusiveMinimum: { limit: "minimum", upper: false, types: numbers },
  maximum: { limit: "maximum", upper: true, types: numbers, flag: "exclusiveMaximum" },
  exclusiveMaximum: { limit: "maximum", upper: true, types: numbers },
  minLength: { limit: "minLength", upper: false, types: ["string"] },
  maxLength: { limit: "maxLength", upper: true, types: ["string"] },
  minItems: { limit: "minItems", upper: false, types: ["array"] },
  maxItems: { limit: "maxItems", upper: true, types: ["array"] },
  minProperties: { limit: "minProperties", upper: false, types: ["object"] },
  maxProperties: { limit: "maxProperties", upper: true, types: ["object"] },
};

/**
 * Keywords that forbid something and that no order of looser and tighter is known for: adding one
 * tightens, removing one loosens. With the types that they apply to; none: all.
 */
export const ruleKeywords: Record<string, string[]> = {
  pattern: ["string"],
  format: [],
  contentEncoding: ["string"],
  contentMediaType: ["string"],
  multipleOf: ["number", "integer"],
  uniqueItems: ["array"],
  contains: ["array"],
  prefixItems: ["array"],
  unevaluatedItems: ["array"],
  propertyNames: ["object"],
  patternProperties: ["object"],
  dependentRequired: ["object"],
  dependentSchemas: ["object"],
  unevaluatedProperties: ["object"],
  not: [],
  if: [],
  allOf: [],
  anyOf: [],
  oneOf: [],
};

/**
 * What the normal form says by itself; everything else is compared as it stands. Only what refers to
 * `$defs` and `$anchor` gives them a meaning.
 */
// prettier-ignore
export const readKeywords = new Set([
  "type", "nullable", "enum", "const", "properties", "required", "additionalProperties", "items",
  "allOf", "anyOf", "oneOf", "discriminator", "readOnly", "writeOnly", "default", "deprecated",
  "then", "else", "minContains", "maxContains", "$defs", "$anchor", "$ref",
]);
