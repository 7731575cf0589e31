import type { Place } from "./place.js";
import { append } from "../../../scripts/lib/document/index.js";
import type { Sample } from "./right-values.js";
import { isObject } from "./schema.js";

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

/** Where a place stands in the whole value, on the walk through a schema. */
export interface Position {
  place: Place;
  /** JSON pointer into the whole value. */
  instancePath: string;
  /** Names of the branches that were taken, and the properties since the last one. */
  branches: string[];
  steps: string[];
  /** Puts a value here and gives the whole value, everything else being minimal and valid. */
  plug(value: unknown): unknown;
  /** The same place in the other branches of the unions above. */
  siblings: Place[];
  /** The property that tells those branches apart. */
  discriminator: string | undefined;
  /** Whether another alternative may take what this one refuses. */
  loose: boolean;
}

/** The position of a whole value. */
export function root(place: Place): Position {
  return {
    place,
    instancePath: "",
    branches: [],
    steps: [],
    plug: (value) => value,
    siblings: [],
    discriminator: undefined,
    loose: false,
  };
}

/** @param beside what the object needs beside its branch. */
export function atBranch(
  position: Position,
  { options, discriminator }: Place["unions"][number],
  option: Place,
  beside: unknown,
): Position {
  const name = optionName(option, options.indexOf(option), discriminator);
  return {
    ...position,
    place: option,
    branches: [...position.branches, name],
    steps: [],
    plug: (value) =>
      position.plug(isObject(value) && isObject(beside) ? { ...beside, ...value } : value),
    discriminator,
    siblings: [...options.filter((other) => other !== option), ...position.siblings],
    loose: position.loose || discriminator === undefined,
  };
}

function optionName(option: Place, index: number, discriminator: string | undefined): string {
  const constant = option.properties.get(discriminator ?? "")?.rule("const");
  if (constant) return String(constant.value);
  const { title, $ref = "" } = option.located.schema;
  if (typeof title === "string") return title;
  return /\/([^/]+)$/.exec(String($ref))?.[1] ?? `alternative ${index + 1}`;
}

/** @param fill gives the object that has a value in this property. */
export function atProperty(
  position: Position,
  name: string,
  place: Place,
  fill: (value: unknown) => unknown,
): Position {
  // The discriminator's other values choose other branches, so they are no wrong values of this one.
  const siblings = name === position.discriminator ? [] : position.siblings;
  return {
    ...position,
    place,
    instancePath: append(position.instancePath, name),
    steps: [...position.steps, name],
    plug: (value) => position.plug(fill(value)),
    discriminator: undefined,
    siblings: siblings.flatMap((sibling) => sibling.properties.get(name) ?? []),
  };
}

/** The first item; the others stay. */
export function atItem(position: Position, items: Place, others: unknown[]): Position {
  const { steps } = position;
  return {
    ...position,
    place: items,
    instancePath: append(position.instancePath, 0),
    steps: [...steps.slice(0, -1), `${steps.at(-1) ?? "body"}[]`],
    plug: (item) => position.plug([item, ...others]),
    discriminator: undefined,
    siblings: position.siblings.flatMap((sibling) => sibling.items ?? []),
  };
}

/** A value that should be accepted here. */
export function accepted(position: Position, { label, value, pointer }: Sample): Candidate {
  const { branches, steps, instancePath } = position;
  const where = steps.length > 0 ? [steps.join(".")] : branches.length > 0 ? [] : ["body"];
  return {
    valid: true,
    name: [...branches, ...where, label],
    value: position.plug(value),
    pointer,
    instancePath,
  };
}

/** A value that should be refused here, because of the place itself or a property of it. */
export function refused(position: Position, sample: Sample, property?: string): Candidate {
  const candidate = { ...accepted(position, sample), valid: false };
  if (property === undefined) return candidate;
  return { ...candidate, instancePath: append(position.instancePath, property) };
}
