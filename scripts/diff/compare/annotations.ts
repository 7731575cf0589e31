import { child, children, members, type Node, pointerTo } from "../../lib/document/index.js";
import { exampleKeys, isSilent, isWord } from "../schema/keywords.js";
import { sameValue, sideBySide } from "../schema/values.js";
import { type Differences, type End, endAt, type Ends } from "./difference.js";

/** Words and examples: judged once, whichever side meets them. */
export function compareAnnotations(old: Node, next: Node, found: Differences): void {
  for (const key of new Set([...Object.keys(members(old)), ...Object.keys(members(next))])) {
    if (isSilent(key)) compareAnnotation(key, old, next, found);
  }
}

export function compareAnnotation(key: string, old: Node, next: Node, found: Differences): void {
  const [before, after] = [members(old)[key], members(next)[key]];
  if (sameValue(before, after)) return;
  const verb = before === undefined ? "added" : after === undefined ? "removed" : "changed";
  const rule = exampleKeys.has(key) ? "example-changed" : "documentation-changed";
  found.add(rule, `\`${key}\` ${verb}`, presentEnds(old, next, key), "documentation");
}

/** The ends of a member that one of the two may lack. */
function presentEnds(old: Node, next: Node, key: string): Ends {
  const end = (node: Node) => (key in members(node) ? endAt(node, key) : undefined);
  return { old: end(old), new: end(next) };
}

/**
 * Words that stand where only the whole is compared, such as within `if` or in a branch for literals.
 * Told where the documents would else mean the same; a word that only moved has not changed.
 */
export function compareWords(old: Node, next: Node, found: Differences): void {
  if (found.reports > 0) return;
  for (const [, before, after] of sideBySide(wordsOf(old), wordsOf(next))) {
    if (before && after) continue;
    const message = before ? "words removed" : "words added";
    found.add("documentation-changed", message, { old: before, new: after }, "documentation");
  }
}

function wordsOf(node: Node, words = new Map<string, End>()): Map<string, End> {
  if (typeof node.value !== "object" || node.value === null) return words;
  for (const [key, value] of Object.entries(node.value)) {
    const pointer = pointerTo(node, key);
    if (isWord(key) && typeof value === "string") words.set(`${key} ${value}`, { pointer, value });
    else if (!exampleKeys.has(key)) wordsOf({ ...node, pointer, value }, words);
  }
  return words;
}

export function compareDeprecated(oldNode: Node, newNode: Node, found: Differences): void {
  const [old, next] = [holderOf(oldNode, "deprecated"), holderOf(newNode, "deprecated")];
  const [before, after] = [members(old).deprecated === true, members(next).deprecated === true];
  if (before === after) return;
  const ends = {
    old: endAt(old, before ? "deprecated" : undefined),
    new: endAt(next, after ? "deprecated" : undefined),
  };
  if (after) found.add("deprecated", "deprecated", ends);
  else found.add("undeprecated", "no longer deprecated", ends);
}

export function compareDefault(oldNode: Node, newNode: Node, found: Differences): void {
  const [old, next] = [holderOf(oldNode, "default"), holderOf(newNode, "default")];
  const [before, after] = [members(old).default, members(next).default];
  // `null` is a default too.
  if (sameValue(before, after)) return;
  const ends = presentEnds(old, next, "default");
  const [from, to] = [JSON.stringify(before), JSON.stringify(after)];
  if (before === undefined) found.add("default-added", `default ${to} added`, ends);
  else if (after === undefined) found.add("default-removed", `default ${from} removed`, ends);
  else found.add("default-changed", `default changed from ${from} to ${to}`, ends);
}

/** The schema itself, or the part of its `allOf` that has the key. */
function holderOf(node: Node, key: string, trail: string[] = []): Node {
  if (key in members(node) || trail.includes(node.pointer)) return node;
  const parts = node.all ?? children(child(node, "allOf"));
  const path = [...trail, node.pointer];
  const holders = parts.map((part) => holderOf(part, key, path));
  return holders.find((part) => key in members(part)) ?? node;
}
