import { limitValues } from "./limits.js";
import { convertible, nearLiterals } from "./near-values.js";
import type { Place } from "./place.js";
import { append } from "../../../scripts/lib/document/index.js";
import { itemOf, type Sample, show, textAt, typical } from "./right-values.js";
import { type JsonType, jsonTypes, list, typeOf } from "./schema.js";

/**
 * Values that break one rule of a place: its type, its enum or const, or a limit. Whether a candidate
 * really is invalid where it stands is for the validators to say.
 *
 * @param valid a value that is right at the place.
 * @param elsewhere what other branches of a union take at the same place.
 */
export function* wrongValues(
  place: Place,
  valid: unknown = typical(place),
  elsewhere: readonly unknown[] = [],
): Generator<Sample> {
  yield* wrongTypes(place, valid);
  yield* convertible(place, valid);
  for (const scalar of scalarsOf(place)) {
    yield* wrongLiterals(scalar, elsewhere);
    yield* nearLiterals(scalar);
    yield* beyondLimits(scalar);
  }
}

/** The rules of a place that some wrong value has to break, or it goes untested. */
export function rulesToBreak(place: Place): string[] {
  const literals = place.view.parts.flatMap(({ schema, pointer }) =>
    ["const", "enum"].filter((key) => key in schema).map((key) => append(pointer, key)),
  );
  const anyType = place.types.size === jsonTypes.length;
  const [type] = wrongTypes(place, null);
  return [
    ...(type && !anyType ? [type.pointer] : []),
    ...literals,
    ...[...limitValues(place, "beyond", "text", "text")].map(({ pointer }) => pointer),
  ];
}

/** The place itself and the alternatives in it that describe no object. */
function* scalarsOf(place: Place): Generator<Place> {
  yield place;
  for (const option of place.unions.flatMap(({ options }) => options)) {
    if (!option.takes("object") && option.repeats === 0) yield* scalarsOf(option);
  }
}

/** Every JSON type that is not allowed, and what a lenient server would convert in silence. */
function* wrongTypes(place: Place, valid: unknown): Generator<Sample> {
  const pointer = place.rule("type")?.pointer ?? place.view.unions[0]?.pointer ?? place.pointer;
  const values: Record<JsonType, unknown> = {
    null: null,
    boolean: true,
    number: convertedNumber(place),
    string: "text",
    // For a plain value, the wrapped one: that is what a lenient server would unwrap.
    array: place.takes("object") ? [] : [valid],
    object: {},
  };
  for (const type of jsonTypes) {
    if (!place.takes(type)) yield { label: `wrong type: ${type}`, value: values[type], pointer };
  }
  if (place.takes("number")) {
    yield { label: "numeric string", value: "3", pointer };
    yield { label: "not a whole number", value: 0.5, pointer };
  }
  for (const type of place.types) {
    for (const value of place.context.besides(type)) {
      if (place.takes(typeOf(value))) continue;
      yield { label: `another place's value: ${show(value)}`, value, pointer };
    }
  }
  if (place.takes("boolean")) yield { label: "boolean string", value: "true", pointer };
}

/** The number that a lenient server takes for a boolean, or for the first of the texts that it lists. */
function convertedNumber(place: Place): number {
  if (place.takes("boolean")) return 1;
  return place.view.parts.some(({ schema }) => "enum" in schema) ? 0 : 42;
}

/** Values that an enum or const does not list, near to and far from those that it does. */
function* wrongLiterals(place: Place, elsewhere: readonly unknown[]): Generator<Sample> {
  for (const { schema, pointer } of place.view.parts) {
    for (const keyword of ["const", "enum"]) {
      if (!(keyword in schema)) continue;
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
        if (place.takes(typeOf(value))) yield { label, value, pointer: append(pointer, keyword) };
      }
    }
  }
}

function otherCase(text: string | undefined): string | undefined {
  return text === text?.toUpperCase() ? text?.toLowerCase() : text?.toUpperCase();
}

function* beyondLimits(place: Place): Generator<Sample> {
  for (const found of limitValues(place, "beyond", textAt(place), itemOf(place))) {
    yield { ...found, label: `beyond ${found.keyword} ${found.limit}: ${show(found.value)}` };
  }
}
