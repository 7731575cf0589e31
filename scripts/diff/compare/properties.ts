import { members, pointerTo } from "../../lib/document/index.js";
import { propertyOf } from "../schema/all-of.js";
import { asNode } from "../schema/facets.js";
import type { Schema } from "../schema/schema.js";
import { sideBySide } from "../schema/values.js";
import { type Differences, type Ends, endsAt } from "./difference.js";
import { compareSchemas } from "./schemas.js";

export function compareProperties(old: Schema, next: Schema, found: Differences): void {
  for (const [name, before, after] of sideBySide(old.properties, next.properties)) {
    if (before && after) compareSchemas(before, after, found);
    else reportProperty(old, next, name, found);
  }
  for (const name of new Set([...old.required, ...next.required])) {
    compareRequired(old, next, name, found);
  }
}

/** A property that one side does not describe has to be what that side asks of all others. */
function reportProperty(old: Schema, next: Schema, name: string, found: Differences): void {
  const [before, after] = [propertyOf(old, name), propertyOf(next, name)];
  if (before && after) compareSchemas(before, after, found);
  const [title, ends] = [`property ${JSON.stringify(name)}`, propertyEnds(old, next, name)];
  if (old.properties.has(name)) found.add("property-removed", `${title} removed`, ends);
  else if (next.required.has(name)) {
    found.add("required-property-added", `required ${title} added`, ends);
  } else found.add("property-added", `optional ${title} added`, ends);
}

/** Of names that no side describes any value will do, but one has to be there. */
function compareRequired(old: Schema, next: Schema, name: string, found: Differences): void {
  const isNamed = old.properties.has(name);
  if (isNamed !== next.properties.has(name) || old.required.has(name) === next.required.has(name))
    return;
  const title = `property ${JSON.stringify(name)}`;
  const ends = isNamed ? propertyEnds(old, next, name) : endsAt(old.node, next.node, "required");
  if (next.required.has(name)) found.add("became-required", `${title} became required`, ends);
  else found.add("became-optional", `${title} became optional`, ends);
}

/** A property stands in its own object, whatever its schema refers to. */
function propertyEnds(old: Schema, next: Schema, name: string): Ends {
  const end = ({ node, properties }: Schema) => {
    const property = properties.get(name);
    const own = members(node).properties;
    if (!property || !own || typeof own !== "object" || !Object.hasOwn(own, name))
      return property && { pointer: property.pointer };
    const pointer = pointerTo(node, "properties");
    return { pointer: pointerTo({ ...node, pointer, beside: undefined }, name) };
  };
  return { old: end(old), new: end(next) };
}

export function compareAdditional(old: Schema, next: Schema, found: Differences): void {
  const [before, after] = [old.additional, next.additional];
  if (before === after) return;
  const ends = endsAt(old.node, next.node, "additionalProperties");
  if (after === "closed") {
    found.add("additional-properties-forbidden", "other properties are no longer allowed", ends);
  } else if (before === "closed") {
    found.add("additional-properties-allowed", "other properties are allowed", ends);
  } else {
    compareSchemas(asNode(before), asNode(after), found);
  }
}
