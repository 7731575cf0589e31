import { isObject, list, type Schema } from "../derive/schema.js";
import { omit } from "./loosenings.js";
import { objectBranches, type Place, typesOf } from "./places.js";
import type { SchemaChange } from "./request-mutants.js";

/** What a server may refuse at a place although the document allows it. */
export function* tightenings({ schema }: Place): Generator<SchemaChange> {
  const refuse = (name: string, what: Schema, property?: string): SchemaChange => ({
    name: `${name} refused`,
    schema: { allOf: [schema, { not: what }] },
    ...(property !== undefined && { property }),
  });
  yield* values(schema, refuse);
  yield* alternatives(schema, refuse);
  yield* objects(schema, refuse);
  const applies = schema.if;
  if (isObject(applies) && isObject(applies.properties)) {
    const properties = Object.fromEntries(
      Object.keys(applies.properties).map((name) => [name, {}]),
    );
    const wider = { ...schema, if: { ...applies, properties } };
    yield { name: "rule across properties applied to empty objects too", schema: wider };
  }
}

type Refuse = (name: string, what: Schema, property?: string) => SchemaChange;

function* values(schema: Schema, refuse: Refuse): Generator<SchemaChange> {
  const types = typesOf(schema);
  const listed = [
    ...list(schema.enum),
    ...list(schema.anyOf).flatMap((option) => (isObject(option) ? list(option.enum) : [])),
  ];
  for (const value of listed) yield refuse(JSON.stringify(value), { const: value });
  if (types.includes("number")) {
    yield refuse("a fraction", { type: "number", not: { type: "integer" } });
    yield refuse("a whole number", { type: "integer" });
    yield refuse("zero", { const: 0 });
    yield refuse("a negative number", { type: "number", exclusiveMaximum: 0 });
    yield refuse("a large number", { type: "number", minimum: 1_000_000 });
  }
  if (types.includes("boolean")) {
    for (const value of [true, false]) yield refuse(String(value), { const: value });
  }
  if (types.includes("array")) {
    yield refuse("an empty array", { type: "array", maxItems: 0 });
    yield refuse("an array of several", { type: "array", minItems: 2 });
  }
}

/** Each alternative of a union: what it accepts and no earlier one does. */
function* alternatives(schema: Schema, refuse: Refuse): Generator<SchemaChange> {
  const branches = objectBranches(schema);
  const options = list(schema.anyOf).filter(isObject);
  for (const [index, option] of options.entries()) {
    const earlier = options.slice(0, index);
    const name = branches.includes(option)
      ? branchLabel(option, index)
      : `alternative ${index + 1}`;
    yield refuse(name, {
      allOf: [option, ...(earlier.length > 0 ? [{ not: { anyOf: earlier } }] : [])],
    });
  }
}

function branchLabel({ properties }: Schema, index: number): string {
  const constants = Object.values((properties ?? {}) as Record<string, Schema>);
  return `branch ${constants.find((property) => "const" in property)?.const ?? index + 1}`;
}

function* objects(schema: Schema, refuse: Refuse): Generator<SchemaChange> {
  if (!isObject(schema.properties)) return;
  const required = list(schema.required) as string[];
  const names = Object.keys(schema.properties);
  for (const name of names) {
    if (required.includes(name)) continue;
    const { deprecated } = schema.properties[name] as Schema;
    yield refuse(deprecated === true ? `deprecated ${name}` : name, { required: [name] }, name);
    const more = { ...omit(schema, "required"), required: [...required, name] };
    yield { name: `${name} required`, schema: more };
  }
  if (required.length > 0) return;
  yield refuse("an empty object", { type: "object", maxProperties: 0 });
  yield refuse("an object with every property", { required: names });
}
