import { child, members } from "../../lib/document/index.js";
import { ruleKeywords } from "../schema/keywords.js";
import { sameRule, sameTree } from "../schema/tree.js";
import type { Rule } from "../schema/rules.js";
import type { Schema } from "../schema/schema.js";
import { leftOver } from "../schema/values.js";
import type { Differences } from "./difference.js";

/**
 * Keywords without an order of looser and tighter: `pattern`, `not`, conditions. Those that this
 * project does not know may mean anything.
 */
export function compareKeywords(old: Schema, next: Schema, found: Differences): void {
  const [removed, added] = leftOver(old.rules, next.rules, sameRule);
  for (const rule of removed) {
    const index = added.findIndex(({ keyword }) => keyword === rule.keyword);
    const [successor] = index >= 0 ? added.splice(index, 1) : [];
    reportRule(rule, successor, [old, next], found);
  }
  for (const rule of added) reportRule(undefined, rule, [old, next], found);
}

function reportRule(
  before: Rule | undefined,
  after: Rule | undefined,
  [old, next]: [Schema, Schema],
  found: Differences,
): void {
  const { keyword } = (before ?? after)!;
  const name = keyword === "if" ? "if/then rule" : `\`${keyword}\``;
  const verb = before && after ? "changed" : after ? "added" : "removed";
  const [from, to] = [valueText(before), valueText(after)];
  const message =
    from && to
      ? `${name} changed from ${from} to ${to}`
      : [name, from ?? to, verb].filter(Boolean).join(" ");
  const ends = {
    old: before && { pointer: before.pointer },
    new: after && { pointer: after.pointer },
  };
  // A pattern gives a meaning to names that `additionalProperties` would have judged, and back.
  const closed =
    keyword === "patternProperties" && (old.additional !== "open" || next.additional !== "open");
  if (!(keyword in ruleKeywords) && keyword !== "additionalProperties") {
    found.add("not-understood", `${message}, which is not understood`, ends);
  } else if (closed) found.add("constraint-changed", message, ends);
  else if (!before) found.add("constraint-tightened", message, ends);
  else if (!after) found.add("constraint-loosened", message, ends);
  else found.add(`constraint-${direction(before, after)}`, message, ends);
}

/** The value of a plain keyword, such as a pattern. */
function valueText(rule: Rule | undefined): string | undefined {
  const value = rule && members(rule.node)[rule.keyword];
  return rule && typeof value !== "object" ? JSON.stringify(value) : undefined;
}

/** Formats that hold all values of another. */
const widerFormats = new Map<unknown, unknown>([
  ["int32", "int64"],
  ["float", "double"],
]);

function direction(before: Rule, after: Rule): "loosened" | "tightened" | "changed" {
  const { keyword } = before;
  const [from, to] = [members(before.node)[keyword], members(after.node)[keyword]];
  if (keyword === "format" && widerFormats.get(from) === to) return "loosened";
  if (keyword === "format" && widerFormats.get(to) === from) return "tightened";
  if (keyword === "contains") return directionOfCount(before, after);
  if (keyword !== "multipleOf" || typeof from !== "number" || typeof to !== "number")
    return "changed";
  if (isMultiple(to, from)) return "tightened";
  return isMultiple(from, to) ? "loosened" : "changed";
}

/** Whether one is a multiple of the other; 0.3 is one of 0.1, whatever the machine divides. */
function isMultiple(one: number, other: number): boolean {
  const times = one / other;
  return Math.abs(times - Math.round(times)) < 1e-9;
}

/** How often something has to be contained, where what has to be is the same. */
function directionOfCount(before: Rule, after: Rule): "loosened" | "tightened" | "changed" {
  if (!sameTree(child(before.node, "contains"), child(after.node, "contains"))) return "changed";
  const [from, to] = [before, after].map(({ node }) => {
    const { minContains = 1, maxContains = Infinity } = members(node);
    return { least: Number(minContains), most: Number(maxContains) };
  });
  if (from!.least <= to!.least && from!.most >= to!.most) return "tightened";
  return from!.least >= to!.least && from!.most <= to!.most ? "loosened" : "changed";
}
