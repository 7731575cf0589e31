import { child, members, type Node, type Operation } from "../../lib/document/index.js";
import { readSchema } from "../schema/read.js";
import { sideBySide, stableJson } from "../schema/values.js";
import { compareAnnotations, compareDeprecated } from "./annotations.js";
import { compareContent } from "./content.js";
import { type Differences, endAt, endsAt } from "./difference.js";
import { compareOthers } from "./others.js";
import { compareSchemas } from "./schemas.js";

export function compareParameters(old: Operation, next: Operation, found: Differences): void {
  for (const [, before, after] of sideBySide(old.parameters, next.parameters)) {
    if (before && after) compareParameter(before, after, found);
    else if (before) {
      found.add("parameter-removed", `${title(before)} removed`, { old: endAt(before) });
    } else if (members(after).required === true) {
      const message = `required ${title(after!)} added`;
      found.add("required-parameter-added", message, { new: endAt(after!) });
    } else {
      found.add("parameter-added", `optional ${title(after!)} added`, { new: endAt(after!) });
    }
  }
}

function compareParameter(old: Node, next: Node, all: Differences): void {
  const found = all.within(old, next);
  const [before, after] = [members(old), members(next)];
  if (before.in === "path" && before.name !== after.name) {
    const message = `path parameter ${before.name} renamed to ${after.name}`;
    found.add("path-parameter-renamed", message, endsAt(old, next, "name"));
  }
  if (!isWrittenAlike(old, next)) {
    const message = `${title(next)} is written differently`;
    found.add("parameter-serialization-changed", message, endsAt(old, next));
  }
  compareEmptyValue(old, next, found);
  compareValue(old, next, title(next), found);
}

function compareEmptyValue(old: Node, next: Node, found: Differences): void {
  const [before, after] = [old, next].map((node) => members(node).allowEmptyValue === true);
  const ends = endsAt(old, next, "allowEmptyValue");
  if (!before && after) found.add("empty-value-allowed", `${title(next)} may be empty`, ends);
  if (before && !after) found.add("empty-value-forbidden", `${title(next)} may not be empty`, ends);
}

/** A header of an answer: a parameter whose name and place are given. */
export function compareHeader(old: Node, next: Node, name: string, all: Differences): void {
  const found = all.within(old, next);
  if (!isWrittenAlike(old, next)) {
    const message = `header ${name} is written differently`;
    found.add("header-serialization-changed", message, endsAt(old, next));
  }
  compareValue(old, next, `header ${name}`, found);
}

// prettier-ignore
const compared = [
  "name", "in", "required", "deprecated", "schema", "content", "style", "explode",
  "allowReserved", "allowEmptyValue",
];

function compareValue(old: Node, next: Node, what: string, found: Differences): void {
  compareRequired(old, next, what, found);
  compareAnnotations(old, next, found);
  compareDeprecated(old, next, found);
  // From a schema to a media type everything changes, which is told as another way of writing.
  const [before, after] = [members(old).content, members(next).content];
  if (before && after) compareContent(old, next, found);
  if (!before && !after) compareSchemas(child(old, "schema"), child(next, "schema"), found);
  compareOthers(old, next, compared, found);
}

export function compareRequired(old: Node, next: Node, what: string, found: Differences): void {
  const [before, after] = [members(old).required === true, members(next).required === true];
  const ends = endsAt(old, next, "required");
  if (!before && after) found.add("became-required", `${what} became required`, ends);
  if (before && !after) found.add("became-optional", `${what} became optional`, ends);
}

function isWrittenAlike(old: Node, next: Node): boolean {
  // What is neither a list nor an object has nothing to explode.
  const explodes = !isScalar(old) || !isScalar(next);
  return writing(old, explodes) === writing(next, explodes);
}

/** How a value becomes text. */
function writing(node: Node, explodes: boolean): string {
  const { in: place, style, explode, allowReserved, content } = members(node);
  const actual = style ?? (place === "query" || place === "cookie" ? "form" : "simple");
  if (content) return "content";
  // A deep object has one form only.
  const exploded = explodes && actual !== "deepObject" && (explode ?? actual === "form");
  return stableJson([actual, exploded, allowReserved ?? false]);
}

function isScalar(node: Node): boolean {
  const schema = child(node, "schema");
  const { types } = schema ? readSchema(schema) : {};
  return types !== undefined && !types.has("array") && !types.has("object");
}

const title = (parameter: Node) => {
  const { in: place, name } = members(parameter);
  return `${place} parameter ${JSON.stringify(name)}`;
};
