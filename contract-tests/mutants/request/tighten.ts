import { isObject, list, type Schema } from "../../engine/derive/schema.js";
import { and, type Edit } from "./edit.js";
import {
  branchConstant,
  branchName,
  literals,
  type SchemaPlace,
  takesAnyText,
  typesAt,
} from "./places.js";

/** Every way in which a place can refuse what the document allows. */
export function* tightened(place: SchemaPlace): Generator<Edit> {
  const { schema, isBranch } = place;
  if (!isBranch) yield* values(schema);
  yield* objects(schema);
  for (const keyword of ["oneOf", "anyOf"]) {
    const options = list(schema[keyword]);
    for (const [index, option] of options.entries()) {
      if (options.length < 2) continue;
      const name = describe(schema, option, index);
      yield {
        name: `${keyword} without ${name}`,
        ...shownBy(schema, option, index),
        schema: { ...schema, [keyword]: options.filter((other) => other !== option) },
      };
    }
  }
}

function* values(schema: Schema): Generator<Edit> {
  for (const literal of literals(schema)) {
    yield {
      name: `refuses ${JSON.stringify(literal)}`,
      schema: and(schema, { not: { const: literal } }),
      inRequest: String(literal),
    };
  }
  const types = typesAt(schema);
  const listed = literals(schema);
  const refuse = (name: string, refused: Schema): Edit => ({
    name: `refuses ${name}`,
    schema: and(schema, { not: refused }),
  });
  if (types.has("number") && !listed.some((value) => typeof value === "number")) {
    const takes = isWithin(schema);
    if (takes(0.5) || takes(1.5)) {
      yield refuse("fractions", { type: "number", not: { multipleOf: 1 } });
    }
    yield refuse("whole numbers", { type: "number", multipleOf: 1 });
    if (takes(0)) yield refuse("zero", { const: 0 });
    if (takes(-1)) yield refuse("negative numbers", { type: "number", exclusiveMaximum: 0 });
    if (takes(1001)) yield refuse("large numbers", { type: "number", exclusiveMinimum: 1000 });
  }
  if (types.has("boolean") && !listed.some((value) => typeof value === "boolean")) {
    yield refuse("true", { const: true });
    yield refuse("false", { const: false });
  }
  if (types.has("null")) yield refuse("null", { type: "null" });
  if (types.has("array")) {
    // What the document refuses itself is no deviation.
    const { minItems = 0, maxItems = 2 } = schema as { minItems?: number; maxItems?: number };
    if (minItems === 0) yield refuse("empty arrays", { type: "array", maxItems: 0 });
    if (maxItems > 0) yield refuse("arrays with items", { type: "array", minItems: 1 });
    if (maxItems > 1) yield refuse("arrays of two", { type: "array", minItems: 2 });
  }
  if (listed.length > 0 && takesAnyText(schema)) {
    yield refuse("what is not listed", { type: "string", not: { enum: listed } });
  }
}

/** Whether a number keeps to the limits of a schema: what the document refuses itself is no deviation. */
function isWithin(schema: Schema): (value: number) => boolean {
  const { type, minimum, maximum, exclusiveMinimum, exclusiveMaximum } = schema as {
    type?: unknown;
  } & Record<string, number | undefined>;
  const isWhole = [type].flat().includes("integer") && ![type].flat().includes("number");
  return (value) =>
    (!isWhole || Number.isInteger(value)) &&
    value >= (minimum ?? -Infinity) &&
    value <= (maximum ?? Infinity) &&
    value > (exclusiveMinimum ?? -Infinity) &&
    value < (exclusiveMaximum ?? Infinity);
}

function* objects(schema: Schema): Generator<Edit> {
  const properties = (schema.properties ?? {}) as Schema;
  const names = Object.keys(properties);
  const required = list(schema.required) as string[];
  if (names.length === 0) return;
  if (required.length === 0) {
    yield { name: "refuses empty objects", schema: and(schema, { minProperties: 1 }) };
  }
  if (names.length > required.length) {
    const almost = { maxProperties: names.length - 1 };
    yield { name: "refuses all properties together", schema: and(schema, almost) };
  }
  for (const name of names) {
    if (required.includes(name)) continue;
    const deprecated = (properties[name] as Schema).deprecated === true ? "deprecated " : "";
    yield {
      name: `refuses ${deprecated}${name}`,
      schema: { ...schema, properties: { ...properties, [name]: false } },
      texts: [name],
    };
    yield { name: `requires ${name}`, schema: { ...schema, required: [...required, name] } };
  }
  yield* widerConditions(schema);
}

/** Rules across properties that hold more often than they should. */
function* widerConditions(schema: Schema): Generator<Edit> {
  if (!isObject(schema.if)) return;
  if ("properties" in schema.if) {
    const { properties: _, ...wider } = schema.if;
    yield { name: "rule across properties for empty values too", schema: { ...schema, if: wider } };
  }
  yield { name: "rule across properties always", schema: { ...schema, if: {} } };
}

function describe(union: Schema, option: unknown, index: number): string {
  if (!isObject(option)) return `alternative ${index + 1}`;
  const { const: literal, title, description = `alternative ${index + 1}` } = option;
  return String(branchConstant(union, option) ?? literal ?? title ?? description);
}

/** What a violation shows of a branch that is refused: its constant in the request, or its name. */
function shownBy(union: Schema, option: unknown, index: number): Partial<Edit> {
  if (!isObject(option) || !isObject(option.properties)) return {};
  const constant = branchConstant(union, option);
  if (constant !== undefined) return { inRequest: String(constant) };
  // A case in a branch is not named after the property around it, so any request will do.
  return { texts: [branchName(union, option, index)], inRequest: "" };
}
