import { escapeToken, type OpenApiDocument } from "../lib/document/index.js";
import { isBinary } from "./media-types.js";
import { oneWayNames } from "./one-way.js";
import { Unsupported } from "./unsupported.js";

/**
 * How strictly a value is checked: what is sent exactly, what is received as far as its TypeScript
 * type must be true. In a `form`, binary strings are files.
 */
export type Mode = "sent" | "form" | "received";

/** How schemas are reduced, and the document that they stand in. */
interface Reduction {
  document: OpenApiDocument;
  mode: Mode;
}

/** A JSON Schema object. */
export type JsonSchema = Record<string, unknown>;

/** A schema with nothing but what is checked; references are still references. */
export type Reduced = JsonSchema;

const annotations = new Set(
  (
    "title description default deprecated examples example readOnly writeOnly format $comment " +
    "externalDocs xml contentMediaType contentEncoding contentSchema nullable $defs"
  ).split(" "),
);

/** Checked in every mode: what the TypeScript type says. */
const structure = new Set(
  "type const required properties patternProperties items prefixItems allOf anyOf oneOf".split(" "),
);

/** Checked in what is sent only: an answer may go beyond today's limits. */
const limits = new Set(
  (
    "enum minProperties maxProperties minItems maxItems uniqueItems minLength maxLength pattern " +
    "minimum maximum exclusiveMinimum exclusiveMaximum multipleOf if then else not propertyNames " +
    "dependentRequired unevaluatedProperties additionalProperties discriminator"
  ).split(" "),
);

/**
 * Reduces a schema to what `src/validation/` checks.
 *
 * @param pointer Where the schema stands in the document.
 * @param oneWay Properties that the schema does not require, because the one whose part it is says
 * that they are for the other direction only.
 * @throws Unsupported for a keyword that cannot be checked, at its place.
 */
export function reduceSchema(
  schema: unknown,
  reduction: Reduction,
  pointer: string,
  oneWay: string[] = [],
): Reduced {
  if (schema === true || schema === undefined) return {};
  if (schema === false) return { not: {} };
  if (typeof schema !== "object" || schema === null || Array.isArray(schema)) {
    throw new Unsupported(pointer, "A schema must be an object or a boolean.");
  }
  const { $ref, ...rest } = schema as JsonSchema;
  const reduced: Reduced = isFile(rest, reduction.mode)
    ? { type: "file" }
    : reduceRules(schema as JsonSchema, reduction, pointer, oneWay);
  if (typeof $ref !== "string") return reduced;
  if (Object.keys(reduced).length === 0) return { $ref };
  return { allOf: [{ $ref }, reduced] };
}

function reduceRules(
  schema: JsonSchema,
  reduction: Reduction,
  pointer: string,
  inherited: string[],
): Reduced {
  const { document, mode } = reduction;
  const direction = mode === "received" ? "received" : "sent";
  const oneWay = [...inherited, ...oneWayNames(document, schema, direction)];
  const { $ref: _, ...rest } = schema;
  const reduced: Reduced = {};
  for (const [keyword, value] of Object.entries(rest)) {
    const place = `${pointer}/${keyword}`;
    if (annotations.has(keyword) || keyword.startsWith("x-")) continue;
    if (!structure.has(keyword) && !limits.has(keyword)) {
      throw new Unsupported(
        place,
        `The validators do not support the keyword "${keyword}". Say it with another keyword, or teach it to src/validation/ and scripts/generate/reduce-schema.ts.`,
      );
    }
    if (keyword === "required") {
      reduced[keyword] = (value as string[]).filter((name) => !oneWay.includes(name));
    } else if (mode !== "received" || structure.has(keyword)) {
      reduced[keyword] = reduceKeyword(keyword, value, reduction, place, oneWay);
    } else if (keyword === "additionalProperties" && typeof value === "object") {
      reduced[keyword] = reduceSchema(value, reduction, place);
    } else if (keyword === "enum" && schema.type === undefined) {
      reduced.type = [...new Set((value as unknown[]).map(typeOf))];
    }
  }
  return simplify(reduced, schema, mode);
}

function reduceKeyword(
  keyword: string,
  value: unknown,
  reduction: Reduction,
  place: string,
  oneWay: string[],
): unknown {
  if (["properties", "patternProperties"].includes(keyword)) {
    for (const pattern of keyword === "patternProperties" ? Object.keys(value as object) : []) {
      checkPattern(pattern, place);
    }
    const entries = Object.entries(value as JsonSchema).map(([name, inner]) => {
      return [name, reduceSchema(inner, reduction, `${place}/${escapeToken(name)}`)];
    });
    return Object.fromEntries(entries);
  }
  if (["allOf", "anyOf", "oneOf", "prefixItems"].includes(keyword)) {
    return (value as unknown[]).map((inner, index) =>
      reduceSchema(inner, reduction, `${place}/${index}`, keyword === "allOf" ? oneWay : []),
    );
  }
  if (["additionalProperties", "unevaluatedProperties"].includes(keyword)) {
    return value === false ? false : reduceSchema(value, reduction, place);
  }
  if (["items", "if", "then", "else", "not", "propertyNames"].includes(keyword)) {
    return reduceSchema(value, reduction, place);
  }
  if (keyword === "pattern") checkPattern(value as string, place);
  return value;
}

/** Joins what belongs together, and leaves out what says nothing. */
function simplify(reduced: Reduced, schema: JsonSchema, mode: Mode): Reduced {
  const { nullable, discriminator } = schema;
  if (nullable === true && typeof reduced.type === "string") reduced.type = [reduced.type, "null"];
  if (Array.isArray(reduced.type) && reduced.type.length === 1) reduced.type = reduced.type[0];
  for (const keyword of ["additionalProperties", "unevaluatedProperties"]) {
    if (reduced[keyword] !== false && isEmpty(reduced[keyword])) delete reduced[keyword];
  }
  if (discriminator && reduced.oneOf) {
    reduced.discriminator = { ...(discriminator as object), isOpen: mode === "received" };
  } else {
    delete reduced.discriminator;
    // Loosened alternatives can overlap, so that "exactly one" would refuse what is meant to pass.
    if (mode === "received" && reduced.oneOf) moveAlternatives(reduced);
  }
  return reduced.anyOf ? withoutRedundant(reduced) : reduced;
}

function moveAlternatives(reduced: Reduced): void {
  if (reduced.anyOf) {
    reduced.allOf = [(reduced.allOf as Reduced[]) ?? [], { anyOf: reduced.oneOf }].flat();
  } else reduced.anyOf = reduced.oneOf;
  delete reduced.oneOf;
}

/** Without the branches that a branch of the same bare type makes pointless. */
function withoutRedundant(reduced: Reduced): Reduced {
  const branches = reduced.anyOf as Reduced[];
  const isBare = (branch: Reduced) => Object.keys(branch).join() === "type";
  const kept = branches.filter((branch, place) => {
    const covers = (other: Reduced, index: number) =>
      index !== place &&
      isBare(other) &&
      branch.type === other.type &&
      (!isBare(branch) || index < place);
    return !branches.some(covers);
  });
  const { anyOf: _, ...rest } = reduced;
  if (branches.some(isEmpty)) return rest;
  if (kept.length > 1) return { ...reduced, anyOf: kept };
  return isEmpty(rest)
    ? kept[0]!
    : { ...rest, allOf: [(rest.allOf as Reduced[]) ?? [], kept].flat() };
}

function isFile(schema: JsonSchema, mode: Mode): boolean {
  return mode === "form" && isBinary(schema) && (schema.type ?? "string") === "string";
}

function checkPattern(pattern: string, place: string): void {
  try {
    new RegExp(pattern, "u");
  } catch {
    throw new Unsupported(place, `"${pattern}" is no regular expression of JavaScript.`);
  }
}

function isEmpty(schema: unknown): boolean {
  return typeof schema === "object" && schema !== null && Object.keys(schema).length === 0;
}

function typeOf(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}
