import { Failure } from "../lib/failure.js";

/** How strictly a value is checked: a request exactly, a response as far as its type must be true. */
export type Mode = "request" | "response";

/** A JSON Schema object of the document. */
export type JsonSchema = Record<string, unknown>;

/** A reduced schema in which references are still references. */
export type Reduced = { [keyword: string]: unknown } | { $ref: string };

const structural = new Set(["type", "const", "required", "properties", "items", "allOf"]);
const constraints = new Set([
  ...["enum", "minProperties", "maxProperties", "minItems", "maxItems", "uniqueItems"],
  ...["minLength", "maxLength", "pattern", "minimum", "maximum", "exclusiveMinimum"],
  ...["exclusiveMaximum", "multipleOf", "if", "then", "else", "not"],
]);
const alternatives = new Set(["anyOf", "oneOf", "additionalProperties", "discriminator"]);
const annotations = new Set([
  ...["title", "description", "default", "deprecated", "examples", "example", "readOnly"],
  ...["writeOnly", "format", "$comment", "externalDocs", "xml"],
]);

/**
 * Reduces a schema to what `validators-runtime.ts` checks.
 *
 * In a response, unknown properties and unknown enum values pass, and so do values out of range:
 * what remains is what the TypeScript type says.
 *
 * @param pointer Where the schema stands, for the message.
 * @throws Failure naming the place of a keyword that the validators do not know.
 */
export function reduceSchema(schema: unknown, mode: Mode, pointer: string): Reduced {
  if (schema === true) return {};
  if (typeof schema !== "object" || schema === null || Array.isArray(schema)) {
    throw new Failure(
      `openapi/openapi.yaml: ${pointer}: the run-time validators need a schema object here.`,
    );
  }
  const { $ref, ...rest } = schema as JsonSchema;
  const reduced: JsonSchema = {};
  for (const [keyword, value] of Object.entries(rest)) {
    const at = `${pointer}/${keyword}`;
    if (annotations.has(keyword) || keyword.startsWith("x-")) continue;
    if (structural.has(keyword) || (constraints.has(keyword) && mode === "request")) {
      reduced[keyword] = reduceKeyword(keyword, value, mode, at);
    } else if (keyword === "enum") {
      if (rest.type === undefined) reduced.type = typesOf(value as unknown[], at);
    } else if (keyword === "additionalProperties") {
      if (typeof value === "object") reduced[keyword] = reduceSchema(value, mode, at);
      else if (value === false && mode === "request") reduced[keyword] = false;
    } else if (!constraints.has(keyword) && !alternatives.has(keyword)) {
      throw new Failure(
        `openapi/openapi.yaml: ${at}: the run-time validators do not support the keyword "${keyword}". ` +
          "Say it with another keyword, or teach it to scripts/generate/validators-runtime.ts and validators-schema.ts.",
      );
    }
  }
  reduceAlternatives(rest, reduced, mode, pointer);
  if (typeof $ref !== "string") return reduced;
  return Object.keys(reduced).length === 0 ? { $ref } : { allOf: [{ $ref }, reduced] };
}

function reduceKeyword(keyword: string, value: unknown, mode: Mode, at: string): unknown {
  if (keyword === "properties") {
    return Object.fromEntries(
      Object.entries(value as JsonSchema).map(([name, property]) => [
        name,
        reduceSchema(property, mode, `${at}/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`),
      ]),
    );
  }
  if (keyword === "allOf") return reduceList(value, mode, at);
  if (["items", "if", "then", "else", "not"].includes(keyword)) {
    return reduceSchema(value, mode, at);
  }
  if (keyword === "enum" || keyword === "const") typesOf([value].flat(), at);
  return value;
}

function reduceAlternatives(
  { anyOf, oneOf, discriminator }: JsonSchema,
  reduced: JsonSchema,
  mode: Mode,
  pointer: string,
): void {
  if (anyOf) {
    const branches = withoutRedundant(reduceList(anyOf, mode, `${pointer}/anyOf`));
    if (branches.length > 1) reduced.anyOf = branches;
    else if (Object.keys(reduced).length === 0) Object.assign(reduced, branches[0]);
    else reduced.allOf = [...((reduced.allOf as Reduced[]) ?? []), ...branches];
  }
  if (!oneOf) return;
  const branches = reduceList(oneOf, mode, `${pointer}/oneOf`);
  // Loosened alternatives can overlap, so that "exactly one" would refuse what is meant to pass.
  if (discriminator) reduced.discriminator = { ...(discriminator as object), branches };
  else if (mode === "request") reduced.oneOf = branches;
  else if (reduced.anyOf)
    reduced.allOf = [...((reduced.allOf as Reduced[]) ?? []), { anyOf: branches }];
  else reduced.anyOf = branches;
}

function reduceList(schemas: unknown, mode: Mode, at: string): Reduced[] {
  return (schemas as unknown[]).map((schema, index) =>
    reduceSchema(schema, mode, `${at}/${index}`),
  );
}

/** Without the branches that a branch of the same bare type makes pointless. */
function withoutRedundant(branches: Reduced[]): Reduced[] {
  const bare = (branch: Reduced) => Object.keys(branch).join() === "type";
  return branches.filter(
    (branch, index) =>
      !branches.some(
        (other, place) =>
          place !== index &&
          bare(other) &&
          "type" in branch &&
          branch.type === (other as JsonSchema).type &&
          (!bare(branch) || place < index),
      ),
  );
}

function typesOf(values: unknown[], at: string): string[] {
  return [
    ...new Set(
      values.map((value) => {
        if (typeof value !== "object") return typeof value;
        if (value === null) return "null";
        throw new Failure(
          `openapi/openapi.yaml: ${at}: the run-time validators compare strings, numbers, booleans and null only.`,
        );
      }),
    ),
  ];
}
