import { maximal, minimal, typical } from "./build.js";
import { complete } from "./complete.js";
import { brokenConditions } from "./conditions.js";
import { type Context, viewOf } from "./context.js";
import { brokenObjectRules } from "./object-rules.js";
import { accepted, below, type Candidate, type Place, refused } from "./place.js";
import { append } from "../../../scripts/lib/document/index.js";
import { samples } from "./samples.js";
import {
  allowedTypes,
  isObject,
  type JsonObject,
  type Located,
  type Union,
  type View,
} from "./schema.js";
import { rulesToBreak, wrongValues } from "./wrong-values.js";

/** Every candidate of a schema, place by place. */
export function* walk(context: Context, place: Place): Generator<Candidate> {
  if (place.above.includes(place.located.pointer)) return;
  for (const sample of samples(context, place.located, place.path)) yield accepted(place, sample);
  yield* wrongHere(context, place);
  yield* walkInside(context, place);
}

/** The places inside of a place: branches, properties, items. */
function* walkInside(context: Context, place: Place): Generator<Candidate> {
  const { located, path } = place;
  const view = viewOf(context, located);
  const takesObjects = (schema: Located) => allowedTypes(context.document, schema).has("object");
  const branching = view.unions.filter(({ options }) =>
    options.some((option) => takesObjects(option.located)),
  );
  for (const union of branching) {
    for (const branch of branches(context, place, union)) {
      if (takesObjects(branch.located)) yield* walkInside(context, branch);
    }
  }
  const declares = view.properties.size > 0 || view.closed !== undefined;
  if (takesObjects(located) && (branching.length === 0 || declares)) {
    yield* walkObject(context, place, view);
  }
  if (view.items) {
    const value = typical(context, located, path);
    const others = Array.isArray(value) ? value.slice(1) : [];
    yield* walk(context, {
      ...below(context, place, view.items, "*"),
      instancePath: append(place.instancePath, 0),
      steps: [...place.steps.slice(0, -1), `${place.steps.at(-1) ?? "body"}[]`],
      plug: (item) => place.plug([item, ...others]),
    });
  }
}

function* wrongHere(context: Context, place: Place): Generator<Candidate> {
  const { located, path } = place;
  const elsewhere = place.siblings.flatMap((sibling) =>
    samples(context, sibling, path)
      .map(({ value }) => value)
      .slice(0, 1),
  );
  const valid = typical(context, located, path);
  if (!place.loose) rulesToBreak(context, located).forEach(context.expectBroken);
  for (const sample of wrongValues(context, located, { path, valid, elsewhere })) {
    yield refused(place, sample);
  }
}

function branches(context: Context, place: Place, union: Union): Place[] {
  // What the object needs beside the branch.
  const beside = minimal(context, place.located, place.path, union.pointer);
  return union.options.map((option) => {
    const others = union.options.filter((other) => other !== option);
    return {
      ...place,
      located: option.located,
      branches: [...place.branches, option.name],
      steps: [],
      plug: (value) =>
        place.plug(isObject(value) && isObject(beside) ? { ...beside, ...value } : value),
      discriminator: union.discriminator,
      siblings: [...others.map((other) => other.located), ...place.siblings],
      loose: place.loose || union.discriminator === undefined,
      above: [...place.above, place.located.pointer],
    };
  });
}

function* walkObject(context: Context, place: Place, view: View): Generator<Candidate> {
  const { located, path } = place;
  const { pointer } = located;
  const base = minimal(context, located, path) as JsonObject;
  yield accepted(place, { label: "minimal", value: base, pointer });
  for (const { pointer } of view.repeated) {
    context.gap({ pointer, reason: "The property is declared twice; say all of it in one place." });
  }
  const properties = new Map(view.properties);
  if (view.additional) properties.set("additional_property", view.additional);
  for (const [name, property] of properties) {
    yield* walk(context, {
      ...below(context, place, property, name),
      plug: (value) =>
        place.plug(complete(context, located, { ...base, [name]: value }, path, name)),
    });
  }
  yield accepted(place, { label: "maximal", value: maximal(context, located, path), pointer });
  yield* brokenObjectRules(context, place, view, base);
  yield* brokenConditions(context, place, view, base);
}
