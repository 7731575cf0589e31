import { maximal, typical } from "./build.js";
import { complete } from "./complete.js";
import { type Context, viewOf } from "./context.js";
import { nearNames } from "./near-names.js";
import { type Candidate, type Place, refused } from "./place.js";
import { append } from "./pointer.js";
import type { JsonObject, View } from "./schema.js";

/** Objects with a property too few, too many, or of another branch. `base` is the smallest valid one. */
export function* brokenObjectRules(
  context: Context,
  place: Place,
  view: View,
  base: JsonObject,
): Generator<Candidate> {
  for (const candidate of [
    ...missing(place, view, base),
    ...undeclared(context, place, view, base),
    ...nearNames(context, place, view, base),
    ...wrongSizes(context, place, view),
    ...brokenDependencies(context, place, view, base),
  ]) {
    if (!place.loose) context.expectBroken(candidate.pointer);
    yield candidate;
  }
}

function* missing(place: Place, view: View, base: JsonObject): Generator<Candidate> {
  for (const [name, { pointer }] of view.required) {
    const inProperty = { ...place, steps: [...place.steps, name] };
    const value = without(base, name);
    yield refused(inProperty, { label: "missing", value, pointer }, name);
  }
}

/** Properties that a closed object does not have, but that nobody has or that another branch has. */
function* undeclared(
  context: Context,
  place: Place,
  { closed, properties }: View,
  base: JsonObject,
): Generator<Candidate> {
  if (!closed) return;
  const { pointer } = closed;
  const unknown = { ...base, unknown_property: "text" };
  yield refused(place, { label: "unknown property", value: unknown, pointer }, "unknown_property");
  for (const sibling of place.siblings) {
    for (const [name, property] of viewOf(context, sibling).properties) {
      if (properties.has(name)) continue;
      const value = { ...base, [name]: typical(context, property, [...place.path, name]) };
      const label = `another branch's property: ${name}`;
      yield refused(place, { label, value, pointer }, name);
    }
  }
}

function* wrongSizes(context: Context, place: Place, view: View): Generator<Candidate> {
  for (const { schema, pointer } of view.parts) {
    for (const keyword of ["minProperties", "maxProperties"] as const) {
      if (typeof schema[keyword] !== "number") continue;
      const value = keyword === "minProperties" ? {} : overfull(context, place, schema[keyword]);
      const label = `beyond ${keyword} ${schema[keyword]}`;
      yield refused(place, { label, value, pointer: append(pointer, keyword) });
    }
  }
}

/** Everything that the object can have, and undeclared properties until it is too much. */
function overfull(context: Context, { located, path }: Place, limit: number): JsonObject {
  const value = { ...(maximal(context, located, path) as JsonObject) };
  for (let count = 1; Object.keys(value).length <= limit; count++) value[`extra_${count}`] = "text";
  return value;
}

function* brokenDependencies(
  context: Context,
  place: Place,
  view: View,
  base: JsonObject,
): Generator<Candidate> {
  const { located, path } = place;
  for (const part of view.parts) {
    const dependencies = (part.schema.dependentRequired ?? {}) as Record<string, string[]>;
    for (const [trigger, names] of Object.entries(dependencies)) {
      const property = view.properties.get(trigger);
      if (!property) continue;
      const pointer = append(part.pointer, "dependentRequired", trigger);
      const triggered = { ...base, [trigger]: typical(context, property, [...path, trigger]) };
      const full = complete(context, located, triggered, path);
      for (const name of names) {
        const label = `${trigger} without ${name}`;
        yield refused(place, { label, value: without(full, name), pointer });
      }
    }
  }
}

export function without(value: JsonObject, name: string): JsonObject {
  const { [name]: _, ...rest } = value;
  return rest;
}
