import { isObject, list, type Schema } from "../derive/schema.js";
import { objectBranches, type Place, typesOf } from "./places.js";
import type { SchemaChange } from "./request-mutants.js";

/** What a server may accept at a place although the document forbids it. */
export function* loosenings({ pointer, schema, siblings }: Place): Generator<SchemaChange> {
  // A branch that takes other types too changes nothing: the schema around it names the type as well.
  if (!/\/anyOf\/\d+$/.test(pointer)) yield* types(schema);
  yield* literals(schema);
  yield* objects(schema, siblings);
  yield* conditions(schema);
  if (objectBranches(schema).length > 0) {
    yield { name: "any branch accepted", schema: { type: "object" } };
  }
}

function* types(schema: Schema): Generator<SchemaChange> {
  const types = typesOf(schema);
  if (types.length === 0) return;
  const also = (name: string, extra: Schema) => ({
    name: `${name} accepted`,
    schema: { anyOf: [schema, extra] },
  });
  yield { name: "type not checked", schema: {} };
  for (const type of ["null", "boolean", "number", "string", "array", "object"]) {
    if (!types.includes(type)) yield also(type, { type });
  }
  const numeric = types.includes("number") && !types.includes("string");
  if (numeric) yield also("numeric string", { type: "string", pattern: "^-?\\d+(\\.\\d+)?$" });
  if (types.includes("number")) {
    if (!numeric) yield also("numeric string", { type: "string", pattern: "^\\d+$" });
  }
  if (types.includes("boolean")) yield also("boolean string", { enum: ["true", "false"] });
  if (!types.includes("array")) yield also("value in an array", { type: "array", items: schema });
}

function* literals(schema: Schema): Generator<SchemaChange> {
  for (const keyword of ["enum", "const"]) {
    if (keyword in schema) yield { name: `${keyword} not checked`, schema: omit(schema, keyword) };
  }
  const listed = [...list(schema.enum), schema.const].filter((v) => typeof v === "string");
  if (listed.length > 0) {
    const folded = listed.map((value) => `^${escapePattern(value)}$`);
    yield {
      name: "another case accepted",
      schema: {
        anyOf: [schema, { type: "string", pattern: folded.map(anyCase).join("|") }],
      },
    };
  }
  const options = list(schema.anyOf).filter(isObject);
  for (const [index, option] of options.entries()) {
    if (!("const" in option)) continue;
    const opened = options.map((other, at) => (at === index ? omit(other, "const") : other));
    yield { name: "const not checked", schema: { ...schema, anyOf: opened } };
  }
}

function* objects(schema: Schema, siblings: Schema[]): Generator<SchemaChange> {
  if (schema.additionalProperties === false) {
    yield { name: "closed object opened", schema: omit(schema, "additionalProperties") };
    const own = Object.keys((schema.properties ?? {}) as Schema);
    const others = siblings.flatMap((sibling) =>
      Object.entries((sibling.properties ?? {}) as Record<string, Schema>),
    );
    for (const [name, property] of new Map(others)) {
      if (own.includes(name)) continue;
      const properties = { ...(schema.properties as Schema), [name]: property };
      yield { name: `another branch's ${name} accepted`, schema: { ...schema, properties } };
    }
  }
  for (const name of list(schema.required) as string[]) {
    const required = list(schema.required).filter((other) => other !== name);
    yield { name: `${name} not required`, schema: { ...schema, required }, property: name };
  }
}

/** A rule across properties that is not checked, or only in part. */
function* conditions(schema: Schema): Generator<SchemaChange> {
  if (schema.if === undefined) return;
  yield { name: "rule across properties not checked", schema: omit(schema, "if", "then", "else") };
  for (const keyword of ["then", "else"]) {
    const consequence = schema[keyword];
    if (!isObject(consequence)) continue;
    for (const part of ["required", "properties"]) {
      if (!(part in consequence)) continue;
      const name = `rule across properties checked without its ${part}`;
      yield { name, schema: { ...schema, [keyword]: omit(consequence, part) } };
    }
  }
  // What makes the rule apply, seen by one property only.
  const applies = schema.if as Schema;
  for (const [name, property] of Object.entries((applies.properties ?? {}) as Schema)) {
    const inside = (schema.properties as Record<string, Schema>)[name]?.properties;
    for (const only of Object.keys((inside ?? {}) as Schema)) {
      yield {
        name: `rule across properties not checked for ${name}.${only}`,
        schema: {
          ...schema,
          if: {
            ...applies,
            properties: {
              ...(applies.properties as Schema),
              [name]: { ...(property as Schema), not: { required: [only] } },
            },
          },
        },
      };
    }
  }
}

export function omit(schema: Schema, ...keywords: string[]): Schema {
  return Object.fromEntries(Object.entries(schema).filter(([key]) => !keywords.includes(key)));
}

function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
}

/** A pattern without regard to case. */
function anyCase(pattern: string): string {
  return pattern.replace(/[a-z]/gi, (letter) => `[${letter.toLowerCase()}${letter.toUpperCase()}]`);
}
