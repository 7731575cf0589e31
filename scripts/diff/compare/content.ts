import { child, members, type Node } from "../../lib/document/index.js";
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
  for (const type of new Set([...before.keys(), ...after.keys()])) {
    const [from, to] = [before.get(type), after.get(type)];
    if (from && to) compareMediaType(from, to, found);
    else if (from) compareGone(type, from, after, found);
    else if (![...before.keys()].some((other) => !after.has(other) && isWithinRange(other, type))) {
      const narrowed = [...before.keys()].find(
        (other) => !after.has(other) && isWithinRange(type, other),
      );
      if (!narrowed) found.add("media-type-added", `media type ${type} added`, { new: endAt(to!) });
    }
  }
}

/** A media type that is gone may lie within a range that came, or be a range that got narrower. */
function compareGone(type: string, from: Node, after: Map<string, Node>, found: Differences): void {
  const cover = [...after].find(([other]) => isWithinRange(type, other));
  const part = [...after].find(([other]) => isWithinRange(other, type));
  const [other, to] = cover ?? part ?? [];
  if (!to) found.add("media-type-removed", `media type ${type} removed`, { old: endAt(from) });
  else {
    const ends = endsAt(from, to);
    if (cover) found.add("media-type-widened", `media type ${type} became ${other}`, ends);
    else found.add("media-type-narrowed", `media type ${type} became ${other}`, ends);
    compareMediaType(from, to, found);
  }
}

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
  const content = child(node, "content");
  return new Map(
    Object.keys(members(content)).map((type) => [
      type.toLowerCase().replaceAll(" ", ""),
      child(content, type)!,
    ]),
  );
}
