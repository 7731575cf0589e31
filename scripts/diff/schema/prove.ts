import { child, members, type Node } from "../../lib/document/index.js";
import { sameSchema } from "./same.js";
import { sameRule } from "./tree.js";
import { stronger } from "./limits.js";
import type { Schema } from "./schema.js";
import { limitKeywords } from "./keywords.js";
import { coversTypes, includes, intersectTypes, stableJson } from "./values.js";

/** Whether it is certain that no value matches both. */
export function areDisjoint(a: Schema, b: Schema): boolean {
  if (a.never || b.never) return true;
  const types = intersectTypes(a.types, b.types);
  if (types?.size === 0) return true;
  if (a.values && b.values) return !a.values.some((value) => includes(b.values!, value));
  if (a.branches.length > 0)
    return a.branches.every((branch) => areDisjoint({ ...a, ...branch }, b));
  if (b.branches.length > 0) return areDisjoint(b, a);
  const only = (type: string) => types !== undefined && [...types].every((one) => one === type);
  if (only("object")) return haveDistinctTags(a, b) || lacksRequired(a, b) || lacksRequired(b, a);
  if (only("string")) return haveDistinctRanges(a, b, "minLength", "maxLength");
  if (only("array")) return haveDistinctRanges(a, b, "minItems", "maxItems");
  return (only("integer") || only("number")) && haveDistinctRanges(a, b, "minimum", "maximum");
}

function haveDistinctTags(a: Schema, b: Schema): boolean {
  const tags = tagsOf(a);
  return [...tagsOf(b)].some(([name, value]) => tags.has(name) && tags.get(name) !== value);
}

/** One needs a property that the other forbids. */
const lacksRequired = ({ required }: Schema, { additional, properties, rules }: Schema) =>
  additional === "closed" &&
  rules.every(({ keyword }) => keyword !== "patternProperties") &&
  [...required].some((name) => !properties.has(name));

function haveDistinctRanges(a: Schema, b: Schema, from: string, to: string): boolean {
  const apart = (low: Schema, high: Schema) => {
    const [end, start] = [low.limits.get(to), high.limits.get(from)];
    if (!end || !start) return false;
    return (
      start.value > end.value || (start.value === end.value && (start.excluded || end.excluded))
    );
  };
  return apart(a, b) || apart(b, a);
}

/** The required properties that can have one value only, which tell branches apart. */
export function tagsOf(schema: Schema): Map<string, string> {
  const tags = new Map<string, string>();
  for (const name of schema.required) {
    const values = (schema.properties.get(name)?.all ?? [schema.properties.get(name)]).map(
      onlyValue,
    );
    const value = values.find((one) => one !== undefined);
    if (value !== undefined) tags.set(name, value);
  }
  return tags;
}

function onlyValue(property: Node | undefined): string | undefined {
  const { const: value, enum: list, allOf, nullable } = members(property);
  if (nullable === true) return undefined;
  if (value !== undefined) return stableJson(value);
  if (Array.isArray(list) && list.length === 1) return stableJson(list[0]);
  if (Array.isArray(allOf) && allOf.length === 1) return onlyValue(child(property, "allOf", 0));
  return undefined;
}

/** Whether it is certain that `wide` accepts every value of `narrow`. Plain schemas only. */
export function isWithin(narrow: Schema, wide: Schema): boolean {
  if (narrow.never) return true;
  if (wide.never || wide.branches.length > 0) return false;
  if (!coversTypes(wide.types, narrow.types)) return false;
  if (wide.values) return narrow.values?.every((value) => includes(wide.values!, value)) ?? false;
  const limited = [...wide.limits].every(([name, limit]) => {
    const own = narrow.limits.get(name);
    return (
      (own !== undefined && stronger(limitKeywords[limit.keyword]!.upper, limit, own) === own) ||
      (own?.value === limit.value && own.excluded === limit.excluded)
    );
  });
  const ruled = wide.rules.every((rule) => narrow.rules.some((own) => sameRule(own, rule)));
  const required = [...wide.required].every((name) => narrow.required.has(name));
  const described = [...wide.properties].every(([name, property]) => {
    const own = narrow.properties.get(name);
    return own ? sameSchema(own, property) : narrow.additional === "closed";
  });
  const listed =
    !wide.items || (narrow.items !== undefined && sameSchema(narrow.items, wide.items));
  return limited && ruled && required && described && listed && isOpenEnough(narrow, wide);
}

function isOpenEnough(narrow: Schema, wide: Schema): boolean {
  if (wide.additional === "open") return true;
  const beyond = [...narrow.properties.keys()].filter((name) => !wide.properties.has(name));
  if (beyond.length > 0) return false;
  if (narrow.additional === "closed") return true;
  if (typeof narrow.additional === "string" || typeof wide.additional === "string") return false;
  return sameSchema(narrow.additional, wide.additional);
}
