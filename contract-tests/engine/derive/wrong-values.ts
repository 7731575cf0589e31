import { type Context, keywordPointer, viewOf } from "./context.js";
import { limitValues } from "./limits.js";
import { convertible, nearLiterals } from "./near-values.js";
import { append } from "./pointer.js";
import { type Sample, show, textAt } from "./samples.js";
import { allowedTypes, type JsonType, jsonTypes, type Located, list, typeOf } from "./schema.js";

/** What a wrong value is made for. */
export interface WrongFor {
  path: readonly string[];
  /** A value that is valid at the place. */
  valid: unknown;
  /** What other branches of a union take at the same place. */
  elsewhere: readonly unknown[];
}

/**
 * Values that break one rule of a place: its type, its enum or const, or a limit. Whether a candidate
 * really is invalid where it stands is for the validators to say.
 */
export function* wrongValues(
  context: Context,
  located: Located,
  wrong: WrongFor,
): Generator<Sample> {
  yield* wrongTypes(context, located, wrong);
  yield* convertible(context, located, wrong.valid);
  for (const scalar of scalarsOf(context, located)) {
    yield* wrongLiterals(context, scalar, wrong);
    yield* nearLiterals(context, scalar);
    yield* beyondLimits(context, scalar, wrong);
  }
}

/** The rules of a place that some wrong value has to break, or it goes untested. */
export function rulesToBreak(context: Context, located: Located): string[] {
  const { parts } = viewOf(context, located);
  const literals = parts.flatMap(({ schema, pointer }) =>
    ["const", "enum"].filter((key) => key in schema).map((key) => append(pointer, key)),
  );
  const anyType = allowedTypes(context.document, located).size === jsonTypes.length;
  const [type] = wrongTypes(context, located, { path: [], valid: null, elsewhere: [] });
  return [
    ...(type && !anyType ? [type.pointer] : []),
    ...literals,
    ...[...limitValues(context, located, "beyond", "text", "text")].map(({ pointer }) => pointer),
  ];
}

/** The schema itself and the alternatives in it that describe no object. */
function* scalarsOf(context: Context, located: Located): Generator<Located> {
  yield located;
  for (const { options } of viewOf(context, located).unions) {
    for (const { located: option } of options) {
      if (!allowedTypes(context.document, option).has("object")) {
        yield* scalarsOf(context, option);
      }
    }
  }
}

/** Every JSON type that is not allowed, and what a lenient server would convert in silence. */
function* wrongTypes(context: Context, located: Located, { valid }: WrongFor): Generator<Sample> {
  const allowed = allowedTypes(context.document, located);
  const pointer =
    keywordPointer(context, located, "type") ??
    viewOf(context, located).unions[0]?.pointer ??
    located.pointer;
  const values: Record<JsonType, unknown> = {
    null: null,
    boolean: true,
    // The number that a lenient server takes for a boolean.
    number: allowed.has("boolean") ? 1 : 42,
    string: "text",
    // For a plain value, the wrapped one: that is what a lenient server would unwrap.
    array: allowed.has("object") ? [] : [valid],
    object: {},
  };
  for (const type of jsonTypes) {
    if (!allowed.has(type)) yield { label: `wrong type: ${type}`, value: values[type], pointer };
  }
  if (allowed.has("number")) {
    yield { label: "numeric string", value: "3", pointer };
    yield { label: "not a whole number", value: 0.5, pointer };
  }
  for (const type of allowed) {
    for (const value of context.besides(type)) {
      if (allowed.has(typeOf(value))) continue;
      yield { label: `another place's value: ${show(value)}`, value, pointer };
    }
  }
  if (allowed.has("boolean")) yield { label: "boolean string", value: "true", pointer };
}

/** Values that an enum or const does not list, near to and far from those that it does. */
function* wrongLiterals(
  context: Context,
  located: Located,
  { elsewhere }: WrongFor,
): Generator<Sample> {
  const allowed = allowedTypes(context.document, located);
  for (const { schema, pointer } of viewOf(context, located).parts) {
    for (const keyword of ["const", "enum"]) {
      if (!(keyword in schema)) continue;
      const rule = append(pointer, keyword);
      const listed = keyword === "const" ? [schema.const] : list(schema.enum);
      const other = otherCase(listed.find((value) => typeof value === "string"));
      const values: [string, unknown][] = [
        ["not listed: unlisted-value", "unlisted-value"],
        ["empty string", ""],
        [`other case: ${other}`, other],
        ...[true, false, -1, 12_345].map((v): [string, unknown] => [`not listed: ${v}`, v]),
        ...elsewhere.map((v): [string, unknown] => [`another branch's value: ${show(v)}`, v]),
      ];
      for (const [label, value] of values) {
        // Of another type, it would repeat what `wrongTypes` says.
        if (allowed.has(typeOf(value))) yield { label, value, pointer: rule };
      }
    }
  }
}

function otherCase(text: string | undefined): string | undefined {
  return text === text?.toUpperCase() ? text?.toLowerCase() : text?.toUpperCase();
}

function* beyondLimits(
  context: Context,
  located: Located,
  { path, valid }: WrongFor,
): Generator<Sample> {
  const item = Array.isArray(valid) ? valid[0] : "text";
  const text = textAt(context, located, path);
  for (const found of limitValues(context, located, "beyond", text, item)) {
    yield { ...found, label: `beyond ${found.keyword} ${found.limit}: ${show(found.value)}` };
  }
}
