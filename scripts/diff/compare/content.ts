import { child, entries, members, type Node } from "../../lib/document/index.js";
import { sideBySide } from "../schema/values.js";
import { compareAnnotations } from "./annotations.js";
import { type Differences, endAt, endsAt } from "./difference.js";
import { compareOthers } from "./others.js";
import { compareRequired } from "./parameters.js";
import { compareSchemas } from "./schemas.js";

export function compareRequestBodies(
  old: Node | undefined,
  next: Node | undefined,
  operations: { old: Node; new: Node },
  found: Differences,
): void {
  if (old && next) {
    compareRequired(old, next, "request body", found);
    compareAnnotations(old, next, found);
    compareContent(old, next, found);
    compareOthers(old, next, ["required", "content"], found);
  } else if (old) {
    const ends = { old: endAt(old), new: endAt(operations.new) };
    found.add("request-body-removed", "request body removed", ends);
  } else if (next) {
    const ends = { old: endAt(operations.old), new: endAt(next) };
    const required = members(next).required === true;
    if (required) found.add("required-request-body-added", "required request body added", ends);
    else found.add("request-body-added", "optional request body added", ends);
  }
}

/** Media types and their schemas, of requests and answers. */
export function compareContent(old: Node, next: Node, all: Differences): void {
  const found = all.within(old, next);
  const [before, after] = [byMediaType(old), byMediaType(next)];
  for (const [type, from, to] of sideBySide(before, after)) {
    if (from && to) compareMediaType(from, to, found);
    else if (from) compareGone(type, from, before, after, found);
    else if (to) compareAdded(type, to, before, after, found);
  }
}

type Types = Map<string, Node>;

/** A media type that is gone may lie within a range that came, or be a range that got narrower. */
function compareGone(type: string, from: Node, before: Types, after: Types, found: Differences) {
  const cover = rangeOf(type, after);
  const parts = [...after].filter(([other]) => isWithinRange(other, type));
  const [other, to] = cover ?? parts[0] ?? [];
  if (!to) found.add("media-type-removed", `media type ${type} removed`, { old: endAt(from) });
  else {
    const rule = cover ? "media-type-widened" : "media-type-narrowed";
    found.add(rule, `media type ${type} became ${other}`, endsAt(from, to));
    const isNew = ([name]: [string, Node]) => cover !== undefined || !before.has(name);
    for (const [, one] of (cover ? [cover] : parts).filter(isNew))
      compareMediaType(from, one, found);
  }
}

/** What is gone and lies in the range, or is the range, that this one came for, tells of it. */
function compareAdded(type: string, to: Node, before: Types, after: Types, found: Differences) {
  const gone = [...before.keys()].filter((other) => !after.has(other));
  if (gone.some((other) => isWithinRange(other, type) || isWithinRange(type, other))) return;
  found.add("media-type-added", `media type ${type} added`, { new: endAt(to) });
  // The more special one counts, so this schema now stands in for that of the range.
  const range = rangeOf(type, before);
  if (range) compareMediaType(range[1], to, found);
}

/** The narrowest range that a media type lies in. */
const rangeOf = (type: string, types: Types) =>
  [...types]
    .filter(([range]) => isWithinRange(type, range))
    .sort(([a], [b]) => b.length - a.length)[0];

/** Whether a media type is one of a range, which ends in an asterisk. */
function isWithinRange(type: string, range: string): boolean {
  if (type === range) return false;
  return range === "*/*" || (range.endsWith("/*") && type.startsWith(range.slice(0, -1)));
}

function compareMediaType(from: Node, to: Node, all: Differences): void {
  const found = all.within(from, to);
  compareAnnotations(from, to, found);
  compareSchemas(child(from, "schema"), child(to, "schema"), found);
  compareSchemas(child(from, "itemSchema"), child(to, "itemSchema"), found);
  compareOthers(from, to, ["schema", "itemSchema"], found);
}

function byMediaType(node: Node): Map<string, Node> {
  const content = [...entries(child(node, "content"))];
  return new Map(content.map(([type, one]) => [type.toLowerCase().replaceAll(" ", ""), one]));
}
