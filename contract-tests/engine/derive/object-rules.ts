import { nearNames } from "./near-names.js";
import { append } from "../../../scripts/lib/document/index.js";
import { type Candidate, type Position, refused } from "./position.js";
import { complete, maximal, typical } from "./right-values.js";
import type { JsonObject } from "./schema.js";

/** Objects with a property too few, too many, or of another branch. `base` is the smallest valid one. */
export function* brokenObjectRules(position: Position, base: JsonObject): Generator<Candidate> {
  for (const candidate of [
    ...missing(position, base),
    ...undeclared(position, base),
    ...nearNames(position, base),
    ...wrongSizes(position),
    ...brokenDependencies(position, base),
  ]) {
    if (!position.loose) position.place.context.expectBroken(candidate.pointer);
    yield candidate;
  }
}

function* missing(position: Position, base: JsonObject): Generator<Candidate> {
  for (const [name, pointer] of position.place.view.required) {
    const inProperty = { ...position, steps: [...position.steps, name] };
    const value = without(base, name);
    yield refused(inProperty, { label: "missing", value, pointer }, name);
  }
}

/** Properties that a closed object does not have, but that nobody has or that another branch has. */
function* undeclared(position: Position, base: JsonObject): Generator<Candidate> {
  const { closed: pointer, properties } = position.place.view;
  if (pointer === undefined) return;
  const unknown = { ...base, unknown_property: "text" };
  yield refused(
    position,
    { label: "unknown property", value: unknown, pointer },
    "unknown_property",
  );
  for (const [name, property] of position.siblings.flatMap((each) => [...each.properties])) {
    if (properties.has(name)) continue;
    const value = { ...base, [name]: typical(property) };
    const label = `another branch's property: ${name}`;
    yield refused(position, { label, value, pointer }, name);
  }
}

function* wrongSizes(position: Position): Generator<Candidate> {
  const { place } = position;
  const least = place.rule("minProperties");
  const most = place.rule("maxProperties");
  if (least) {
    const label = `beyond minProperties ${least.value}`;
    yield refused(position, { label, value: {}, pointer: least.pointer });
  }
  if (most) {
    // Everything that the object can have, and undeclared properties until it is too much.
    const value = { ...(maximal(place) as JsonObject) };
    for (let count = 1; Object.keys(value).length <= Number(most.value); count++) {
      value[`extra_${count}`] = "text";
    }
    const label = `beyond maxProperties ${most.value}`;
    yield refused(position, { label, value, pointer: most.pointer });
  }
}

function* brokenDependencies(position: Position, base: JsonObject): Generator<Candidate> {
  const { place } = position;
  for (const part of place.view.parts) {
    const dependencies = (part.schema.dependentRequired ?? {}) as Record<string, string[]>;
    for (const [trigger, names] of Object.entries(dependencies)) {
      const property = place.properties.get(trigger);
      if (!property) continue;
      const pointer = append(part.pointer, "dependentRequired", trigger);
      const full = complete(place, { ...base, [trigger]: typical(property) });
      for (const name of names) {
        const label = `${trigger} without ${name}`;
        yield refused(position, { label, value: without(full, name), pointer });
      }
    }
  }
}

export function without(value: JsonObject, name: string): JsonObject {
  const { [name]: _, ...rest } = value;
  return rest;
}
