import { maximal, minimal, typical } from "./build.js";
import { complete } from "./complete.js";
import { brokenConditions } from "./conditions.js";
import { type Context, viewOf } from "./context.js";
import { brokenObjectRules } from "./object-rules.js";
import { accepted, below, type Candidate, type Place, refused } from "./place.js";
import { append } from "./pointer.js";
import { samples } from "./samples.js";
import { allowedTypes, isObject, type JsonObject, type Union, type View } from "./schema.js";
import { rulesToBreak, wrongValues } from "./wrong-values.js";

/** Every candidate of a schema, place by place. */
export function* walk(context: Context, place: Place): Generator<Candidate> {
  const { located } = place;
  if (place.above.includes(located.pointer)) return;
  const view = viewOf(context, located);
  for (const sample of samples(context, located, place.path)) yield accepted(place, sample);
  yield* wrongHere(context, place);
  const branching = view.unions.filter(({ options }) =>
    options.some((option) => allowedTypes(context.document, option.located).has("object")),
  );
  for (const union of branching) yield* walkBranches(context, place, union);
  const ownProperties = view.properties.size > 0 || view.closed !== undefined;
  if (
    allowedTypes(context.document, located).has("object") &&
    (branching.length === 0 || ownProperties)
  ) {
    yield* walkObject(context, place, view);
  }
  if (view.items) {
    const others = list(typical(context, located, place.path)).slice(1);
    yield* walk(context, {
      ...below(context, place, view.items, "*"),
      instancePath: append(place.instancePath, 0),
      steps: [...place.steps.slice(0, -1), `${place.steps.at(-1) ?? "body"}[]`],
      plug: (value) => place.plug([value, ...others]),
    });
  }
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
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

function* walkBranches(context: Context, place: Place, union: Union): Generator<Candidate> {
  // What the object needs beside the branch.
  const beside = minimal(context, place.located, place.path, union.pointer);
  for (const option of union.options) {
    const others = union.options.filter((other) => other !== option);
    yield* walk(context, {
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
    });
  }
}

function* walkObject(context: Context, place: Place, view: View): Generator<Candidate> {
  const { located, path } = place;
  const { pointer } = located;
  const base = minimal(context, located, path) as JsonObject;
  yield accepted(place, { label: "minimal", value: base, pointer });
  yield accepted(place, { label: "maximal", value: maximal(context, located, path), pointer });
  const properties = new Map(view.properties);
  if (view.additional) properties.set("additional_property", view.additional);
  for (const [name, property] of properties) {
    yield* walk(context, {
      ...below(context, place, property, name),
      plug: (value) =>
        place.plug(complete(context, located, { ...base, [name]: value }, path, name)),
    });
  }
  yield* brokenObjectRules(context, place, view, base);
  yield* brokenConditions(context, place, view, base);
}
