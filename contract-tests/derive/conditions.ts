import { type Context, viewOf } from "./context.js";
import { append } from "./pointer.js";
import { complete, maximal, minimal, samples, typical } from "./samples.js";
import { allowedTypes, type JsonObject, type Located, type View } from "./schema.js";
import { type Candidate, nameOf, type Place } from "./walk.js";
import { wrongValues } from "./wrong-values.js";

/**
 * Rules across properties: for each way to make an `if` hold, each way to break its `then`
 * (and the same for `else` where it does not hold).
 */
export function* brokenConditions(
  context: Context,
  place: Place,
  view: View,
  base: JsonObject,
): Generator<Candidate> {
  for (const condition of view.conditions) {
    for (const [consequence, wanted] of [
      [condition.then, true],
      [condition.else, false],
    ] as const) {
      if (!consequence) continue;
      const holds = (value: JsonObject) =>
        context.validators.interpret(condition.if, value) === wanted;
      const shapes: Shape[] = holds(base)
        ? [{ name: "", value: base }]
        : [...single(context, place, view, base)].filter(({ value }) => holds(value));
      if (shapes.length === 0) {
        context.gap({
          pointer: consequence.pointer,
          reason:
            "No value could be made that this rule applies to; give the request an example of it.",
        });
      }
      for (const shape of shapes) {
        const whole = complete(context, place.located, shape.value, place.path);
        for (const { label, value, pointer } of breaches(
          context,
          place,
          view,
          consequence,
          whole,
        )) {
          if (!holds(value)) continue;
          const what = shape.name ? `${shape.name} with ${label}` : label;
          yield {
            valid: false,
            name: nameOf(place, what),
            value: place.plug(value),
            pointer,
            instancePath: place.instancePath,
          };
        }
      }
    }
  }
}

interface Shape {
  name: string;
  value: JsonObject;
}

/** The object with one more property, in the shapes that it can have. */
function* single(context: Context, place: Place, view: View, base: JsonObject): Generator<Shape> {
  for (const [name, property] of view.properties) {
    const path = [...place.path, name];
    const values = allowedTypes(context.document, property).has("object")
      ? [...objectShapes(context, property, path)]
      : samples(context, property, path).map(({ label, value }) => ({ name: label, value }));
    for (const { name: shape, value } of values) {
      const label = shape.startsWith(".") ? `${name}${shape}` : `${name} (${shape})`;
      yield { name: label, value: { ...base, [name]: value } };
    }
  }
}

function* objectShapes(context: Context, located: Located, path: string[]) {
  const base = minimal(context, located, path) as JsonObject;
  yield { name: "minimal", value: base };
  for (const [name, property] of viewOf(context, located).properties) {
    if (name in base) continue;
    const value = { ...base, [name]: typical(context, property, [...path, name]) };
    yield { name: `.${name}`, value };
  }
  yield { name: "maximal", value: maximal(context, located, path) };
}

function* breaches(
  context: Context,
  place: Place,
  view: View,
  consequence: Located,
  whole: JsonObject,
) {
  const asked = viewOf(context, consequence);
  for (const [name, { pointer }] of asked.required) {
    const { [name]: _, ...rest } = whole;
    yield { label: `${name} missing`, value: rest, pointer };
  }
  for (const [name, narrowed] of asked.properties) {
    const own = view.properties.get(name);
    const path = [...place.path, name];
    const values = [
      ...(own ? samples(context, own, path) : []),
      ...wrongValues(context, narrowed, path, whole[name], []),
    ];
    const seen = new Set<string>();
    for (const { value } of values) {
      const key = JSON.stringify(value);
      if (seen.has(key) || context.validators.interpret(narrowed, value)) continue;
      // A value that the property refuses anyway breaks another rule than this one.
      if (own && !context.validators.interpret(own, value)) continue;
      seen.add(key);
      yield {
        label: `${name}: ${key}`,
        value: { ...whole, [name]: value },
        pointer: append(consequence.pointer, "properties", name),
      };
    }
  }
}
