import { Unsupported } from "../unsupported.js";

/** A Schema Object. */
export type Schema = Record<string, unknown>;

/** The values of an `enum`, without those that its `type` forbids: `null` beside `type: string`. */
export function valuesOf(schema: Schema, pointer: string): unknown[] {
  const types = typesOf(schema, pointer);
  const values = (schema.enum as unknown[]).filter(
    (value) => types.length === 0 || types.some((type) => isOfType(value, type)),
  );
  if (values.length > 0) return values;
  throw new Unsupported(`${pointer}/enum`, "No value of this list has the type that is asked for.");
}

/** The types that a schema allows; none are named when it allows all. */
export function typesOf(schema: Schema, pointer: string): string[] {
  const types = [schema.type ?? []].flat() as string[];
  const unknown = types.find((type) => !typeNames.includes(type));
  if (unknown === undefined) return types;
  const message = `There is no type "${unknown}". The types are ${typeNames.join(", ")}.`;
  throw new Unsupported(`${pointer}/type`, message);
}

function isOfType(value: unknown, type: string): boolean {
  if (type === "null") return value === null;
  if (type === "array") return Array.isArray(value);
  if (type === "integer") return Number.isInteger(value);
  if (type === "object") return isSchema(value);
  return typeof value === type;
}

/** Whether a simplified schema says anything of the type. */
export function hasType(schema: Schema): boolean {
  return typed.some((keyword) => keyword in schema);
}

/** A schema with some of its keywords. */
export function pick(schema: Schema, keywords: string[]): Schema {
  return Object.fromEntries(
    keywords.filter((keyword) => keyword in schema).map((keyword) => [keyword, schema[keyword]]),
  );
}

/** Whether a value is an object, as a schema is unless it is `true` or `false`. */
export function isSchema(value: unknown): value is Schema {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

const typeNames = ["string", "number", "integer", "boolean", "null", "array", "object"];
const typed = "$ref type enum const properties allOf anyOf".split(" ");
