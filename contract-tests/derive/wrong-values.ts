import { type Context, exampleValues, viewOf } from "./context.js";
import { append } from "./pointer.js";
import { fit, keywordPointer, type Sample, show } from "./samples.js";
import { allowedTypes, type JsonType, jsonTypes, type Located, typeOf } from "./schema.js";

/**
 * Values that break one rule of a place: its type, its enum or const, or a limit. Whether a candidate
 * really is invalid where it stands is for the validators to say.
 */
export function* wrongValues(
  context: Context,
  located: Located,
  path: readonly string[],
  valid: unknown,
  elsewhere: readonly unknown[],
): Generator<Sample> {
  yield* wrongTypes(context, located, valid);
  yield* wrongLiterals(context, located, elsewhere);
  yield* beyondLimits(context, located, path, valid);
}

/** Every JSON type that is not allowed, and what a lenient server would convert in silence. */
function* wrongTypes(context: Context, located: Located, valid: unknown): Generator<Sample> {
  const allowed = allowedTypes(context.document, located);
  const pointer =
    keywordPointer(context, located, "type") ??
    viewOf(context, located).unions[0]?.pointer ??
    located.pointer;
  const values: Record<JsonType, unknown> = {
    null: null,
    boolean: true,
    number: 42,
    string: "text",
    // A wrapped value rather than an empty array, where that is what a lenient server would unwrap.
    array: allowed.has("object") || allowed.has("null") ? [] : [valid],
    object: {},
  };
  for (const type of jsonTypes) {
    if (!allowed.has(type)) yield { label: `wrong type: ${type}`, value: values[type], pointer };
  }
  if (allowed.has("number")) {
    yield { label: "numeric string", value: "3", pointer };
    yield { label: "not a whole number", value: 0.5, pointer };
  }
  if (allowed.has("boolean")) yield { label: "boolean string", value: "true", pointer };
}

function* wrongLiterals(
  context: Context,
  located: Located,
  elsewhere: readonly unknown[],
): Generator<Sample> {
  const view = viewOf(context, located);
  const allowed = allowedTypes(context.document, located);
  for (const { schema, pointer } of view.parts) {
    for (const keyword of ["const", "enum"] as const) {
      if (!(keyword in schema)) continue;
      const rule = append(pointer, keyword);
      const listed = keyword === "const" ? [schema.const] : (schema.enum as unknown[]);
      const text = listed.find((value) => typeof value === "string");
      yield { label: "not listed: unlisted-value", value: "unlisted-value", pointer: rule };
      yield { label: "empty string", value: "", pointer: rule };
      if (text) {
        const value = text === text.toUpperCase() ? text.toLowerCase() : text.toUpperCase();
        yield { label: `other case: ${show(value)}`, value, pointer: rule };
      }
      for (const value of [true, false, -1, 12_345]) {
        // Of another type, it would repeat what `wrongTypes` says.
        if (!allowed.has(typeOf(value))) continue;
        yield { label: `not listed: ${show(value)}`, value, pointer: rule };
      }
      for (const value of elsewhere) {
        yield { label: `another branch's value: ${show(value)}`, value, pointer: rule };
      }
    }
  }
  for (const union of view.unions) {
    for (const { located: option } of union.options) {
      if (!allowedTypes(context.document, option).has("object")) {
        yield* wrongLiterals(context, option, elsewhere);
      }
    }
  }
}

function* beyondLimits(
  context: Context,
  located: Located,
  path: readonly string[],
  valid: unknown,
): Generator<Sample> {
  const view = viewOf(context, located);
  const text = String(exampleValues(context, path).find((v) => typeof v === "string") ?? "text");
  const member = Array.isArray(valid) ? valid[0] : "text";
  for (const { schema, pointer } of view.parts) {
    const limits: Record<string, (limit: number) => unknown[]> = {
      minimum: (limit) => [limit - 1],
      maximum: (limit) => [limit + 1],
      exclusiveMinimum: (limit) => [limit],
      exclusiveMaximum: (limit) => [limit],
      multipleOf: (limit) => [limit * 1.5],
      minLength: (limit) => [fit(text, limit - 1)],
      maxLength: (limit) => [fit(text, limit + 1)],
      minItems: (limit) => [Array.from({ length: limit - 1 }, () => member)],
      maxItems: (limit) => [Array.from({ length: limit + 1 }, () => member)],
    };
    for (const [keyword, values] of Object.entries(limits)) {
      if (typeof schema[keyword] !== "number") continue;
      for (const value of values(schema[keyword])) {
        yield {
          label: `beyond ${keyword} ${schema[keyword]}`,
          value,
          pointer: append(pointer, keyword),
        };
      }
    }
    for (const keyword of ["pattern", "format"]) {
      if (!(keyword in schema)) continue;
      for (const value of ["", "~ not it ~", `${text}\n`]) {
        yield {
          label: `breaks ${keyword}: ${show(JSON.stringify(value))}`,
          value,
          pointer: append(pointer, keyword),
        };
      }
    }
    if (schema.uniqueItems === true) {
      const value = [member, member];
      yield { label: "repeated item", value, pointer: append(pointer, "uniqueItems") };
    }
  }
  for (const union of view.unions) {
    for (const { located: option } of union.options) {
      if (!allowedTypes(context.document, option).has("object")) {
        yield* beyondLimits(context, option, path, valid);
      }
    }
  }
}
