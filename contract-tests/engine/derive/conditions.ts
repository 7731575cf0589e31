import { maximal, minimal, typical } from "./build.js";
import { complete } from "./complete.js";
import { type Context, viewOf } from "./context.js";
import { without } from "./object-rules.js";
import { type Candidate, type Place, refused } from "./place.js";
import { append } from "../../../scripts/lib/document/index.js";
import { type Sample, samples } from "./samples.js";
import { allowedTypes, type JsonObject, type Located, type View } from "./schema.js";
import { wrongValues } from "./wrong-values.js";

/**
 * Rules across properties: for each way to make an `if` hold, each way to break its `then`
 * (and the same for `else` where it does not hold). `base` is the smallest valid object.
 */
export function* brokenConditions(
  context: Context,
  place: Place,
  view: View,
  base: JsonObject,
): Generator<Candidate> {
  for (const condition of view.conditions) {
    for (const consequence of [condition.consequence, condition.alternative]) {
      if (!consequence) continue;
      if (!place.loose) context.expectBroken(consequence.pointer);
      const applies = (value: JsonObject) =>
        context.validators.interpret(condition.if, value) ===
        (consequence === condition.consequence);
      for (const { name, value } of shapes(context, place, view, base, applies)) {
        const whole = complete(context, place.located, value, place.path);
        for (const breach of breaches(context, place, view, consequence, whole)) {
          if (!applies(breach.value as JsonObject)) continue;
          const label = name === "" ? breach.label : `${name} with ${breach.label}`;
          yield refused(place, { ...breach, label });
        }
      }
    }
  }
}

interface Shape {
  name: string;
  value: JsonObject;
}

/** Objects to which a rule applies: the smallest one, or else those with one property more. */
function shapes(
  context: Context,
  place: Place,
  view: View,
  base: JsonObject,
  applies: (value: JsonObject) => boolean,
): Shape[] {
  if (applies(base)) return [{ name: "", value: base }];
  return [...withOneMore(context, place, view, base)].filter(({ value }) => applies(value));
}

function* withOneMore(
  context: Context,
  place: Place,
  view: View,
  base: JsonObject,
): Generator<Shape> {
  for (const [name, property] of view.properties) {
    const path = [...place.path, name];
    const values = allowedTypes(context.document, property).has("object")
      ? objectShapes(context, property, path)
      : samples(context, property, path).map(({ label, value }) => ({ name: ` ${label}`, value }));
    for (const shape of values) {
      yield { name: `${name}${shape.name}`, value: { ...base, [name]: shape.value } };
    }
  }
}

function* objectShapes(context: Context, located: Located, path: string[]): Generator<Shape> {
  const base = minimal(context, located, path) as JsonObject;
  yield { name: " minimal", value: base };
  for (const [name, property] of viewOf(context, located).properties) {
    if (name in base) continue;
    const value = { ...base, [name]: typical(context, property, [...path, name]) };
    yield { name: `.${name}`, value };
  }
  yield { name: " maximal", value: maximal(context, located, path) as JsonObject };
}

function* breaches(
  context: Context,
  place: Place,
  view: View,
  consequence: Located,
  whole: JsonObject,
): Generator<Sample> {
  const asked = viewOf(context, consequence);
  const { interpret } = context.validators;
  for (const [name, { pointer }] of asked.required) {
    yield { label: `${name} missing`, value: without(whole, name), pointer };
  }
  for (const [name, narrowed] of asked.properties) {
    const own = view.properties.get(name);
    const path = [...place.path, name];
    const pointer = append(consequence.pointer, "properties", name);
    const values = [
      ...(own ? samples(context, own, path) : []),
      ...wrongValues(context, narrowed, { path, valid: whole[name], elsewhere: [] }),
    ].map(({ value }) => value);
    for (const value of values) {
      // A value that the property refuses anyway breaks another rule than this one.
      if (interpret(narrowed, value) || (own && !interpret(own, value))) continue;
      const label = `${name}: ${JSON.stringify(value)}`;
      yield { label, value: { ...whole, [name]: value }, pointer };
    }
  }
}
