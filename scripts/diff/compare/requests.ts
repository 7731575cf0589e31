import { compareAnnotations, compareDeprecated } from "./annotations.js";
import { stableJson } from "./canonical.js";
import type { Differences } from "./difference.js";
import { child, members, type Node } from "./node.js";
import { endAt, type Operation } from "./operations.js";
import { compareRest } from "./rest.js";
import { compareSchemas } from "./schema.js";

export function compareParameters(old: Operation, next: Operation, found: Differences): void {
  for (const key of new Set([...old.parameters.keys(), ...next.parameters.keys()])) {
    const before = old.parameters.get(key);
    const after = next.parameters.get(key);
    if (before && after) compareParameter(before, after, found);
    else if (before) {
      found.add("parameter-removed", `${title(before)} removed`, { old: endAt(before) });
    } else if (after) {
      const required = members(after).required === true;
      found.add(
        required ? "required-parameter-added" : "parameter-added",
        `${required ? "required" : "optional"} ${title(after)} added`,
        { new: endAt(after) },
      );
    }
  }
}

function compareParameter(old: Node, next: Node, all: Differences): void {
  const found = all.within(old, next);
  const [before, after] = [members(old), members(next)];
  if (before.in === "path" && before.name !== after.name) {
    found.add("path-parameter-renamed", `path parameter ${before.name} renamed to ${after.name}`, {
      old: endAt(old, "name"),
      new: endAt(next, "name"),
    });
  }
  compareRequired(old, next, title(next), found);
  if (serialization(before) !== serialization(after)) {
    const ends = { old: endAt(old), new: endAt(next) };
    found.add("parameter-serialization-changed", `${title(next)} is written differently`, ends);
  }
  compareAnnotations(old, next, found);
  compareDeprecated(old, next, found);
  compareSchemas(child(old, "schema"), child(next, "schema"), found);
  compareContent(old, next, found);
}

export function compareRequired(old: Node, next: Node, what: string, found: Differences): void {
  const [before, after] = [members(old).required === true, members(next).required === true];
  if (before === after) return;
  const ends = { old: endAt(old, "required"), new: endAt(next, "required") };
  if (after) found.add("became-required", `${what} became required`, ends);
  else found.add("became-optional", `${what} became optional`, ends);
}

function serialization({
  in: place,
  style,
  explode,
  allowReserved,
  allowEmptyValue,
}: Record<string, unknown>) {
  const actual = style ?? (place === "query" || place === "cookie" ? "form" : "simple");
  return stableJson([
    actual,
    explode ?? actual === "form",
    allowReserved ?? false,
    allowEmptyValue ?? false,
  ]);
}

const title = (parameter: Node) => {
  const { in: place, name } = members(parameter);
  return `${place} parameter ${JSON.stringify(name)}`;
};

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
  } else if (old) {
    const ends = { old: endAt(old), new: endAt(operations.new) };
    found.add("request-body-removed", "request body removed", ends);
  } else if (next) {
    const required = members(next).required === true;
    found.add(
      required ? "required-request-body-added" : "request-body-added",
      `${required ? "required" : "optional"} request body added`,
      { old: endAt(operations.old), new: endAt(next) },
    );
  }
}

/** Media types and their schemas, of requests and answers. */
export function compareContent(old: Node, next: Node, all: Differences): void {
  const found = all.within(old, next);
  const [before, after] = [byMediaType(old), byMediaType(next)];
  for (const type of new Set([...before.keys(), ...after.keys()])) {
    const [from, to] = [before.get(type), after.get(type)];
    if (from && to) {
      compareAnnotations(from, to, found);
      compareRest(from, to, ["encoding"], found);
      compareSchemas(child(from, "schema"), child(to, "schema"), found.within(from, to));
    } else if (from) {
      found.add("media-type-removed", `media type ${type} removed`, { old: endAt(from) });
    } else if (to) {
      found.add("media-type-added", `media type ${type} added`, { new: endAt(to) });
    }
  }
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
