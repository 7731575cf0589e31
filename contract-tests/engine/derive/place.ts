import { type Context, viewOf } from "./context.js";
import { append } from "../../../scripts/lib/document/index.js";
import type { Sample } from "./samples.js";
import type { Located } from "./schema.js";

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
  /** Names of the branches that were taken, and the properties since the last one. */
  branches: string[];
  steps: string[];
  /** Puts a value here and gives the whole value, everything else being minimal and valid. */
  plug(value: unknown): unknown;
  /** The same place in the other branches of the unions above. */
  siblings: Located[];
  /** The property that tells those branches apart. */
  discriminator?: string | undefined;
  /** Whether another alternative may take what this one refuses. */
  loose: boolean;
  /** The schemas above, so that one that refers back to itself is not walked for ever. */
  above: readonly string[];
}

/** The place of a whole value. */
export function root(located: Located): Place {
  return {
    located,
    path: [],
    instancePath: "",
    branches: [],
    steps: [],
    plug: (value) => value,
    siblings: [],
    loose: false,
    above: [],
  };
}

/** The place of a property; its `plug` is for the caller to set. */
export function below(context: Context, place: Place, located: Located, name: string): Place {
  // The discriminator's other values choose other branches, so they are no wrong values of this one.
  const siblings = name === place.discriminator ? [] : place.siblings;
  return {
    ...place,
    located,
    path: [...place.path, name],
    instancePath: append(place.instancePath, name),
    steps: [...place.steps, name],
    above: [...place.above, place.located.pointer],
    discriminator: undefined,
    siblings: siblings.flatMap((sibling) => {
      const { properties, items } = viewOf(context, sibling);
      return (name === "*" ? items : properties.get(name)) ?? [];
    }),
  };
}

/** A value at a place that should be accepted there. */
export function accepted(place: Place, { label, value, pointer }: Sample): Candidate {
  const { branches, steps, instancePath } = place;
  const where = steps.length > 0 ? [steps.join(".")] : branches.length > 0 ? [] : ["body"];
  return {
    valid: true,
    name: [...branches, ...where, label],
    value: place.plug(value),
    pointer,
    instancePath,
  };
}

/** A value at a place that should be refused, because of the place itself or a property of it. */
export function refused(place: Place, sample: Sample, property?: string): Candidate {
  const candidate = { ...accepted(place, sample), valid: false };
  if (property === undefined) return candidate;
  return { ...candidate, instancePath: append(place.instancePath, property) };
}
