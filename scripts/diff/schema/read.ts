import {
  child,
  children,
  follow,
  isObject,
  members,
  type Node,
  once,
} from "../../lib/document/index.js";
import { intersect, intersectAll } from "./all-of.js";
import { readAlternatives } from "./alternatives.js";
import { withoutIdle } from "./idle.js";
import { readOwn } from "./own.js";
import { listRule } from "./rules.js";
import { type Schema, withNull } from "./schema.js";

/** How the reader came to a schema. */
export interface Trail {
  /** The schemas that it is a part or a branch of. */
  pointers: string[];
  /** How many lists of several references are among them. */
  wide: number;
  /** Those that were met again; what was read differently because of them is not remembered. */
  met: Set<string>;
}

/** Beyond so many wide lists, or schemas in all, a list is compared as a whole and not taken apart. */
const maxWide = 3;
const maxPointers = 24;

/**
 * Reads a schema.
 *
 * A schema that is a part or a branch of itself (`Pet.oneOf: [Cat]`, `Cat.allOf: [Pet]`) is read
 * without its parts and branches where it comes back: a value matches it there if the rest does.
 */
export function readSchema(
  start: Node,
  trail: Trail = { pointers: [], wide: 0, met: new Set() },
): Schema {
  if (start.all) return intersectAll(start.all.map((part) => readSchema(part, trail)));
  const node = follow(start);
  if (node.beside || typeof node.value !== "object") return readParts(node, trail);
  const known: Schema[] = once(node, node.value, () => []);
  if (known[trail.wide]) return known[trail.wide]!;
  const met = new Set<string>();
  const schema = readParts(node, { ...trail, met });
  met.delete(node.pointer);
  if (met.size === 0) {
    known[trail.wide] = schema;
  }
  for (const pointer of met) trail.met.add(pointer);
  return schema;
}

function readParts(node: Node, trail: Trail): Schema {
  let schema = readOwn(node);
  const value = members(node);
  for (const keyword of ["oneOf", "anyOf", "allOf"] as const) {
    if (!Array.isArray(value[keyword])) continue;
    if (trail.pointers.includes(node.pointer)) {
      trail.met.add(node.pointer);
      continue;
    }
    const inner = extend(trail, node, value[keyword]);
    if (!inner) schema = { ...schema, rules: [...schema.rules, listRule(node, keyword)] };
    else if (keyword !== "allOf") {
      schema = intersect(schema, readAlternatives(node, keyword, schema.types, inner));
    } else {
      for (const part of children(child(node, keyword))) {
        schema = intersect(schema, readSchema(part, inner));
      }
    }
  }
  if (value.nullable === true) schema = withNull(schema);
  return withoutIdle(schema);
}

/** The trail into a list; `undefined` where it would go on for too long. */
function extend(trail: Trail, node: Node, list: unknown[]): Trail | undefined {
  const references = list.filter((entry) => isObject(entry) && "$ref" in entry).length;
  const wide = trail.wide + (references > 1 ? 1 : 0);
  if (trail.pointers.length >= maxPointers) trail.met.add("");
  else if (wide <= maxWide) return { ...trail, pointers: [...trail.pointers, node.pointer], wide };
  return undefined;
}
