import { members, pointerTo } from "../../lib/document/index.js";
import { propertyOf } from "../schema/all-of.js";
import { asNode } from "../schema/same.js";
import type { Schema } from "../schema/schema.js";
import { type Differences, type Ends, endsAt } from "./difference.js";
import { compareSchemas } from "./schemas.js";

export function compareProperties(old: Schema, next: Schema, found: Differences): void {
  for (const name of new Set([...old.properties.keys(), ...next.properties.keys()])) {
    const [before, after] = [old.properties.get(name), next.properties.get(name)];
    const [title, required] = [`property ${JSON.stringify(name)}`, next.required.has(name)];
    const ends: Ends = {
      ...(before && { old: { pointer: propertyPointer(old, name) } }),
      ...(after && { new: { pointer: propertyPointer(next, name) } }),
    };
    if (before && after) {
      compareRequired(old, next, name, ends, found);
      compareSchemas(before, after, found);
      continue;
    }
    compareWithOthers(old, next, name, found);
    if (before) found.add("property-removed", `${title} removed`, ends);
    else if (required) found.add("required-property-added", `required ${title} added`, ends);
    else found.add("property-added", `optional ${title} added`, ends);
  }
  // Names that are required and not described: any value will do, but one has to be there.
  for (const name of new Set([...old.required, ...next.required])) {
    if (old.properties.has(name) || next.properties.has(name)) continue;
    compareRequired(old, next, name, endsAt(old.node, next.node, "required"), found);
  }
}

/** A property that one side does not describe has to be what that side asks of all others. */
function compareWithOthers(old: Schema, next: Schema, name: string, found: Differences): void {
  const [before, after] = [propertyOf(old, name), propertyOf(next, name)];
  if (before && after) compareSchemas(before, after, found);
}

function compareRequired(
  old: Schema,
  next: Schema,
  name: string,
  ends: Ends,
  found: Differences,
): void {
  const title = `property ${JSON.stringify(name)}`;
  const [before, after] = [old.required.has(name), next.required.has(name)];
  if (!before && after) found.add("became-required", `${title} became required`, ends);
  if (before && !after) found.add("became-optional", `${title} became optional`, ends);
}

/** A property stands in its own object, whatever its schema refers to. */
function propertyPointer(schema: Schema, name: string): string {
  const { properties } = members(schema.node);
  if (properties && typeof properties === "object" && Object.hasOwn(properties, name)) {
    const pointer = pointerTo(schema.node, "properties");
    return pointerTo({ ...schema.node, pointer, beside: undefined }, name);
  }
  return schema.properties.get(name)!.pointer;
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
