import { without } from "./object-rules.js";
import type { Place } from "./place.js";
import { append } from "../../../scripts/lib/document/index.js";
import { type Candidate, type Position, refused } from "./position.js";
import { complete, maximal, minimal, type Sample, samples, typical } from "./right-values.js";
import type { JsonObject } from "./schema.js";
import { wrongValues } from "./wrong-values.js";

/**
 * Rules across properties: for each way to make an `if` hold, each way to break its `then`
 * (and the same for `else` where it does not hold). `base` is the smallest valid object.
 */
export function* brokenConditions(position: Position, base: JsonObject): Generator<Candidate> {
  const { place, loose } = position;
  for (const condition of place.view.conditions) {
    for (const consequence of [condition.consequence, condition.alternative]) {
      if (!consequence) continue;
      if (!loose) place.context.expectBroken(consequence.pointer);
      const applies = (value: JsonObject) =>
        place.under(condition.if).accepts(value) === (consequence === condition.consequence);
      for (const { name, value } of shapes(place, base, applies)) {
        const whole = complete(place, value);
        for (const breach of breaches(place, place.under(consequence), whole)) {
          if (!applies(breach.value as JsonObject)) continue;
          const label = name === "" ? breach.label : `${name} with ${breach.label}`;
          yield refused(position, { ...breach, label });
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
  place: Place,
  base: JsonObject,
  applies: (value: JsonObject) => boolean,
): Iterable<Shape> {
  if (applies(base)) return [{ name: "", value: base }];
  return [...withOneMore(place, base)].filter(({ value }) => applies(value));
}

function* withOneMore(place: Place, base: JsonObject): Generator<Shape> {
  for (const [name, property] of place.properties) {
    const values = property.takes("object")
      ? objectShapes(property)
      : samples(property).map(({ label, value }) => ({ name: ` ${label}`, value }));
    for (const shape of values) {
      yield { name: `${name}${shape.name}`, value: { ...base, [name]: shape.value } };
    }
  }
}

function* objectShapes(place: Place): Generator<Shape> {
  const base = minimal(place) as JsonObject;
  yield { name: " minimal", value: base };
  for (const [name, property] of place.properties) {
    if (!Object.hasOwn(base, name))
      yield { name: `.${name}`, value: { ...base, [name]: typical(property) } };
  }
  yield { name: " maximal", value: maximal(place) as JsonObject };
}

function* breaches(place: Place, asked: Place, whole: JsonObject): Generator<Sample> {
  for (const [name, pointer] of asked.view.required) {
    yield { label: `${name} missing`, value: without(whole, name), pointer };
  }
  for (const [name, narrowed] of asked.properties) {
    const own = place.properties.get(name);
    const values = [...(own ? samples(own) : []), ...wrongValues(narrowed, whole[name])];
    for (const { value } of values) {
      // A value that the property refuses anyway breaks another rule than this one.
      if (narrowed.accepts(value) || (own && !own.accepts(value))) continue;
      const label = `${name}: ${JSON.stringify(value)}`;
      const pointer = append(asked.pointer, "properties", name);
      yield { label, value: { ...whole, [name]: value }, pointer };
    }
  }
}
