import { brokenConditions } from "./conditions.js";
import { brokenObjectRules } from "./object-rules.js";
import type { Place } from "./place.js";
import { target } from "../../../scripts/lib/document/index.js";
import {
  accepted,
  atBranch,
  atItem,
  atProperty,
  type Candidate,
  type Position,
  refused,
  root,
} from "./position.js";
import { complete, maximal, minimal, minimalBeside, samples, typical } from "./right-values.js";
import type { JsonObject } from "./schema.js";
import { rulesToBreak, wrongValues } from "./wrong-values.js";

/**
 * Schemas that refer to each other make millions of places: after so many, the inside of a schema that
 * was seen already is not walked again, and nothing is walked deeper than so many schemas.
 */
const mostPlaces = 500;
const mostDepth = 24;

/** Every candidate of a schema, place by place. It is the one recursion over a schema. */
export function walk(whole: Place): Generator<Candidate> {
  const seen = new Set<string>();
  let places = 0;

  function isOneTooMany(place: Place): boolean {
    const schema = target(place.context.document, place.pointer);
    if ((++places > mostPlaces && seen.has(schema)) || place.depth > mostDepth) {
      place.gap("The body has so many places that the inside of this one is not tried.");
      return true;
    }
    seen.add(schema);
    return false;
  }

  function* visit(position: Position): Generator<Candidate> {
    const { place } = position;
    if (place.repeats > 0) return;
    for (const sample of samples(place)) yield accepted(position, sample);
    yield* wrongHere(position);
    if (place.takes("object") || place.items) yield* visitInside(position);
  }

  /** The places inside of a place: branches, properties, items. */
  function* visitInside(position: Position): Generator<Candidate> {
    const { place } = position;
    if (isOneTooMany(place)) return;
    const branching = place.unions.filter(({ options }) =>
      options.some((option) => option.takes("object")),
    );
    for (const union of branching) {
      const beside = minimalBeside(place, union.pointer);
      for (const option of union.options) {
        if (!option.takes("object") || option.repeats > 0) continue;
        yield* visitInside(atBranch(position, union, option, beside));
      }
    }
    const declares = place.view.properties.size > 0 || place.view.closed !== undefined;
    if (place.takes("object") && (branching.length === 0 || declares)) {
      yield* visitObject(position);
    }
    if (place.items) {
      const value = typical(place);
      const others = Array.isArray(value) ? value.slice(1) : [];
      yield* visit(atItem(position, place.items, others));
    }
  }

  function* visitObject(position: Position): Generator<Candidate> {
    const { place } = position;
    const { pointer } = place;
    const base = minimal(place) as JsonObject;
    yield accepted(position, { label: "minimal", value: base, pointer });
    for (const { pointer } of place.view.repeated) {
      const reason = "The property is declared twice; say all of it in one place.";
      place.context.gap({ pointer, reason });
    }
    const properties = new Map(place.properties);
    const additional = place.additional("additional_property");
    if (additional) properties.set("additional_property", additional);
    for (const [name, property] of properties) {
      const fill = (value: unknown) => complete(place, { ...base, [name]: value }, name);
      yield* visit(atProperty(position, name, property, fill));
    }
    yield accepted(position, { label: "maximal", value: maximal(place), pointer });
    yield* brokenObjectRules(position, base);
    yield* brokenConditions(position, base);
  }

  return visit(root(whole));
}

function* wrongHere(position: Position): Generator<Candidate> {
  const { place, siblings, loose } = position;
  const elsewhere = siblings.flatMap((sibling) =>
    samples(sibling)
      .slice(0, 1)
      .map(({ value }) => value),
  );
  if (!loose) rulesToBreak(place).forEach(place.context.expectBroken);
  for (const sample of wrongValues(place, typical(place), elsewhere)) {
    yield refused(position, sample);
  }
}
