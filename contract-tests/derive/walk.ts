import { brokenConditions } from "./conditions.js";
import { type Context, viewOf } from "./context.js";
import { append } from "./pointer.js";
import { complete, maximal, minimal, type Sample, samples, typical } from "./samples.js";
import { allowedTypes, type JsonObject, type Located, type View } from "./schema.js";
import { wrongValues } from "./wrong-values.js";

/** A whole value that should be accepted or refused, because of one place in it. */
export interface Candidate {
  valid: boolean;
  /** Parts of the case's name: branches, the place, what is special. */
  name: string[];
  value: unknown;
  /** The rule in the document. */
  pointer: string;
  instancePath: string;
}

/** One place of an instance, on the walk through a schema. */
export interface Place {
  located: Located;
  /** Property names from the root, `*` for an array's items. */
  path: string[];
  /** JSON pointer into the whole value. */
  instancePath: string;
  /** Names of the branches that were taken, then the properties since the last one. */
  branches: string[];
  steps: string[];
  /** Puts a value here and gives the whole value, everything else being minimal and valid. */
  plug(value: unknown): unknown;
  /** The same place in the other branches of the unions above. */
  siblings: Located[];
  /** The property that tells those branches apart. */
  discriminator?: string | undefined;
  /** The schemas above, so that one that refers back to itself is not walked for ever. */
  above: Set<string>;
}

/** Every candidate of a schema, place by place. */
export function* walk(context: Context, place: Place): Generator<Candidate> {
  const { located } = place;
  if (place.above.has(located.pointer)) return;
  const view = viewOf(context, located);
  const objectBranches = view.unions.filter(({ options }) =>
    options.some((option) => allowedTypes(context.document, option.located).has("object")),
  );
  for (const sample of samples(context, located, place.path)) yield accepted(place, sample);
  yield* refusedValues(context, place);
  for (const union of objectBranches) {
    for (const option of union.options) {
      yield* walk(context, {
        ...place,
        located: option.located,
        branches: [...place.branches, option.name],
        steps: [],
        discriminator: union.discriminator,
        siblings: union.options
          .filter((other) => other !== option)
          .map((other) => other.located)
          .concat(place.siblings),
        above: new Set([...place.above, located.pointer]),
      });
    }
  }
  if (objectBranches.length === 0 && allowedTypes(context.document, located).has("object")) {
    yield* walkObject(context, place, view);
  }
  if (view.items) {
    yield* walk(context, {
      ...below(context, place, view.items, "*"),
      instancePath: append(place.instancePath, 0),
      steps: [...place.steps.slice(0, -1), `${place.steps.at(-1) ?? "body"}[]`],
      plug: (value) => place.plug([value]),
    });
  }
}

function* refusedValues(context: Context, place: Place): Generator<Candidate> {
  const { located, path } = place;
  const elsewhere = place.siblings.flatMap((sibling) =>
    samples(context, sibling, path)
      .map(({ value }) => value)
      .slice(0, 1),
  );
  const valid = typical(context, located, path);
  for (const sample of wrongValues(context, located, path, valid, elsewhere)) {
    yield { ...accepted(place, sample), valid: false };
  }
}

function* walkObject(context: Context, place: Place, view: View): Generator<Candidate> {
  const { located, path } = place;
  const base = minimal(context, located, path) as JsonObject;
  const at = (label: string, value: unknown, pointer: string, name?: string): Candidate => ({
    ...accepted(place, { label, value, pointer }),
    instancePath: name === undefined ? place.instancePath : append(place.instancePath, name),
  });
  yield at("minimal", base, located.pointer);
  yield at("maximal", maximal(context, located, path), located.pointer);
  for (const [name, property] of view.properties) {
    yield* walk(context, {
      ...below(context, place, property, name),
      plug: (value) =>
        place.plug(complete(context, located, { ...base, [name]: value }, path, name)),
    });
  }
  for (const [name, { pointer }] of view.required) {
    const { [name]: _, ...rest } = base;
    const steps = [...place.steps, name];
    yield {
      ...at("missing", rest, pointer, name),
      name: nameOf({ ...place, steps }, "missing"),
      valid: false,
    };
  }
  yield* undeclared(context, place, view, base, at);
  yield* brokenConditions(context, place, view, base);
  yield* wrongSizes(context, place, view, base);
}

function* undeclared(
  context: Context,
  place: Place,
  view: View,
  base: JsonObject,
  at: (label: string, value: unknown, pointer: string, name?: string) => Candidate,
): Generator<Candidate> {
  const { closed, additional } = view;
  if (additional) {
    const value = { ...base, additionalName: typical(context, additional, [...place.path, "*"]) };
    yield at("additional property", value, additional.pointer);
    yield* walk(context, {
      ...below(context, place, additional, "additionalName"),
      plug: (inner) => place.plug({ ...base, additionalName: inner }),
    });
  }
  if (!closed) return;
  const unknown = { ...base, unknown_property: "text" };
  yield { ...at("unknown property", unknown, closed.pointer, "unknown_property"), valid: false };
  for (const sibling of place.siblings) {
    for (const [name, property] of viewOf(context, sibling).properties) {
      if (view.properties.has(name)) continue;
      const value = { ...base, [name]: typical(context, property, [...place.path, name]) };
      const label = `another branch's property: ${name}`;
      yield { ...at(label, value, closed.pointer, name), valid: false };
    }
  }
}

function* wrongSizes(
  context: Context,
  place: Place,
  view: View,
  base: JsonObject,
): Generator<Candidate> {
  const all = maximal(context, place.located, place.path) as JsonObject;
  for (const { schema, pointer } of view.parts) {
    for (const [keyword, value] of [
      ["minProperties", {}],
      ["maxProperties", all],
    ] as const) {
      if (typeof schema[keyword] !== "number") continue;
      const rule = append(pointer, keyword);
      const label = `beyond ${keyword} ${schema[keyword]}`;
      yield { ...accepted(place, { label, value, pointer: rule }), valid: false };
    }
    const dependencies = (schema.dependentRequired ?? {}) as Record<string, string[]>;
    for (const [trigger, names] of Object.entries(dependencies)) {
      const property = view.properties.get(trigger);
      if (!property) continue;
      const full = complete(
        context,
        place.located,
        { ...base, [trigger]: typical(context, property, [...place.path, trigger]) },
        place.path,
      );
      for (const name of names) {
        const { [name]: _, ...rest } = full;
        const rule = append(pointer, "dependentRequired", trigger);
        const label = `${trigger} without ${name}`;
        yield { ...accepted(place, { label, value: rest, pointer: rule }), valid: false };
      }
    }
  }
}

function below(context: Context, place: Place, located: Located, name: string): Place {
  // The discriminator's other values choose other branches, so they are no wrong values of this one.
  const siblings = name === place.discriminator ? [] : place.siblings;
  return {
    ...place,
    located,
    path: [...place.path, name],
    instancePath: append(place.instancePath, name),
    steps: [...place.steps, name],
    above: new Set([...place.above, place.located.pointer]),
    discriminator: undefined,
    siblings: siblings.flatMap((sibling) => {
      const { properties, items } = viewOf(context, sibling);
      return (name === "*" ? items : properties.get(name)) ?? [];
    }),
  };
}

function accepted(place: Place, { label, value, pointer }: Sample): Candidate {
  return {
    valid: true,
    name: nameOf(place, label),
    value: place.plug(value),
    pointer,
    instancePath: place.instancePath,
  };
}

export function nameOf({ branches, steps }: Pick<Place, "branches" | "steps">, label: string) {
  const where = steps.length > 0 ? [steps.join(".")] : branches.length > 0 ? [] : ["body"];
  return [...branches, ...where, label];
}
