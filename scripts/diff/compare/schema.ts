import { compareAnnotations, compareDefault, compareDeprecated } from "./annotations.js";
import { alignBranches, compareBranches } from "./branches.js";
import { canonicalSchema } from "./canonical.js";
import { compareTypes } from "./constraints.js";
import type { Differences } from "./difference.js";
import { compareLimits } from "./limits.js";
import { members, type Node, pointerTo } from "./node.js";
import { compareNames } from "./names.js";
import { normalize, type Schema } from "./normalize.js";
import { endAt } from "./operations.js";

/** Compares what two schemas accept, property by property. A missing schema accepts anything. */
export function compareSchemas(
  old: Node | undefined,
  next: Node | undefined,
  all: Differences,
): void {
  if (!old && !next) return;
  const oldNode = old ?? anything(all.place.old);
  const newNode = next ?? anything(all.place.new);
  const found = all.within(oldNode, newNode);
  if (!found.begin(site(oldNode), site(newNode))) return;
  compareNames(oldNode, newNode, found);
  compareAnnotations(oldNode, newNode, found);
  compareDeprecated(oldNode, newNode, found);
  compareDefault(oldNode, newNode, found);
  compareNormalized(normalize(oldNode), normalize(newNode), found);
}

export function compareNormalized(before: Schema, after: Schema, all: Differences): void {
  const found = all.within(before.node, after.node);
  const [old, next] = alignBranches(before, after);
  compareTypes(old, next, found);
  compareLimits(old, next, found);
  compareProperties(old, next, found);
  compareAdditional(old, next, found);
  if (old.items || next.items) {
    compareSchemas(old.items, next.items, found);
  }
  compareBranches(old, next, found);
  compareWholes(old, next, found);
}

function compareProperties(old: Schema, next: Schema, found: Differences): void {
  const hidden = found.side === "request" ? "readOnly" : "writeOnly";
  const visible = (schema: Schema, name: string) => {
    const property = schema.properties.get(name);
    return property && members(property)[hidden] !== true ? property : undefined;
  };
  for (const name of new Set([...old.properties.keys(), ...next.properties.keys()])) {
    const before = visible(old, name);
    const after = visible(next, name);
    const ends = {
      ...(before && { old: { pointer: propertyPointer(old, name) } }),
      ...(after && { new: { pointer: propertyPointer(next, name) } }),
    };
    if (before && after) {
      const required = [old.required.has(name), next.required.has(name)];
      if (!required[0] && required[1]) {
        found.add("became-required", `property ${quote(name)} became required`, ends);
      } else if (required[0] && !required[1]) {
        found.add("became-optional", `property ${quote(name)} became optional`, ends);
      }
      compareSchemas(before, after, found);
    } else if (before) {
      found.add("property-removed", `property ${quote(name)} removed`, ends);
    } else if (after) {
      const required = next.required.has(name);
      found.add(
        required ? "required-property-added" : "property-added",
        `${required ? "required" : "optional"} property ${quote(name)} added`,
        ends,
      );
    }
  }
  compareRequiredNames(old, next, found);
}

/** Names that are required and not described: any value will do, but one has to be there. */
function compareRequiredNames(old: Schema, next: Schema, found: Differences): void {
  const described = (name: string) => old.properties.has(name) || next.properties.has(name);
  const ends = { old: endAt(old.node, "required"), new: endAt(next.node, "required") };
  for (const name of next.required) {
    if (old.required.has(name) || described(name)) continue;
    found.add("became-required", `property ${quote(name)} became required`, ends);
  }
  for (const name of old.required) {
    if (next.required.has(name) || described(name)) continue;
    found.add("became-optional", `property ${quote(name)} became optional`, ends);
  }
}

function compareAdditional(old: Schema, next: Schema, found: Differences): void {
  const [before, after] = [old.additional, next.additional];
  if (before === after) return;
  const pointer = ({ node }: Schema) =>
    "additionalProperties" in members(node)
      ? pointerTo(node, "additionalProperties")
      : node.pointer;
  const ends = { old: { pointer: pointer(old) }, new: { pointer: pointer(next) } };
  if (after === "closed") {
    found.add("additional-properties-forbidden", "other properties are no longer allowed", ends);
  } else if (before === "closed") {
    found.add("additional-properties-allowed", "other properties are allowed", ends);
  } else {
    const schema = (additional: Schema["additional"]) =>
      typeof additional === "string" ? undefined : additional;
    compareSchemas(schema(before), schema(after), found);
  }
}

/** Keywords without an order of tighter and looser: `if`, `not` and the like. */
function compareWholes(old: Schema, next: Schema, found: Differences): void {
  for (const key of new Set([...old.rules.keys(), ...next.rules.keys()])) {
    const before = old.rules.get(key);
    const after = next.rules.get(key);
    const name = key === "if" ? "if/then rule" : `\`${key}\``;
    const ends = {
      ...(before && { old: { pointer: keywordPointer(before, key) } }),
      ...(after && { new: { pointer: keywordPointer(after, key) } }),
    };
    if (!before) found.add("constraint-tightened", `${name} added`, ends);
    else if (!after) found.add("constraint-loosened", `${name} removed`, ends);
    else if (canonicalSchema(before) !== canonicalSchema(after)) {
      found.add("constraint-changed", `${name} changed`, ends);
    }
  }
}

const keywordPointer = (node: Node, key: string) =>
  key === "if" ? `${node.pointer}/if` : node.pointer;

function propertyPointer(schema: Schema, name: string): string {
  const { properties } = members(schema.node);
  if (properties && typeof properties === "object" && name in properties) {
    return pointerTo(
      { ...schema.node, pointer: pointerTo(schema.node, "properties"), beside: undefined },
      name,
    );
  }
  return schema.properties.get(name)!.pointer;
}

const site = (node: Node) => `${node.beside?.pointer ?? ""} ${node.pointer}`;

/** The schema that accepts everything, for where a schema is missing; it refers to nothing. */
function anything(pointer: string): Node {
  return { document: {}, pointer, value: {} };
}

const quote = (name: string) => JSON.stringify(name);
