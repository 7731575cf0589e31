import { annotationKeys, exampleKeys, stableJson } from "./canonical.js";
import type { Differences, End } from "./difference.js";
import { child, members, type Node, pointerTo } from "./node.js";

/** Words and examples: judged once, whichever side meets them. */
export function compareAnnotations(old: Node, next: Node, found: Differences): void {
  const keys = new Set([...Object.keys(members(old)), ...Object.keys(members(next))]);
  for (const key of keys) {
    const isExample = (exampleKeys as readonly string[]).includes(key);
    const isText = isWord(key);
    if (!isExample && !isText) continue;
    const [before, after] = [members(old)[key], members(next)[key]];
    if (stableJson(before ?? null) === stableJson(after ?? null)) continue;
    const verb = before === undefined ? "added" : after === undefined ? "removed" : "changed";
    found.add(
      isExample ? "example-changed" : "documentation-changed",
      `\`${key}\` ${verb}`,
      {
        ...(before !== undefined && { old: { pointer: pointerTo(old, key), value: before } }),
        ...(after !== undefined && { new: { pointer: pointerTo(next, key), value: after } }),
      },
      "documentation",
    );
  }
}

const isWord = (key: string) =>
  (annotationKeys as readonly string[]).includes(key) || key.startsWith("x-");

/**
 * Words that stand where only the whole is compared, such as within `if` or in a branch for literals.
 * Told where the documents would else mean the same; a word that only moved has not changed.
 */
export function compareWords(old: Node, next: Node, found: Differences): void {
  if (found.list().length > 0) return;
  const [before, after] = [wordsOf(old), wordsOf(next)];
  for (const [word, end] of after) {
    if (!before.has(word))
      found.add("documentation-changed", "words added", { new: end }, "documentation");
  }
  for (const [word, end] of before) {
    if (!after.has(word))
      found.add("documentation-changed", "words removed", { old: end }, "documentation");
  }
}

function wordsOf(node: Node, words = new Map<string, End>()): Map<string, End> {
  if (typeof node.value !== "object" || node.value === null) return words;
  for (const [key, value] of Object.entries(node.value)) {
    const pointer = pointerTo(node, key);
    if (isWord(key) && typeof value === "string") words.set(`${key} ${value}`, { pointer, value });
    else if (!(exampleKeys as readonly string[]).includes(key))
      wordsOf({ ...node, pointer, value }, words);
  }
  return words;
}

export function compareDeprecated(oldNode: Node, newNode: Node, found: Differences): void {
  const [old, next] = [holderOf(oldNode, "deprecated"), holderOf(newNode, "deprecated")];
  const [before, after] = [members(old).deprecated === true, members(next).deprecated === true];
  if (before === after) return;
  const ends = {
    old: { pointer: before ? pointerTo(old, "deprecated") : old.pointer },
    new: { pointer: after ? pointerTo(next, "deprecated") : next.pointer },
  };
  if (after) found.add("deprecated", "deprecated", ends);
  else found.add("undeprecated", "no longer deprecated", ends);
}

export function compareDefault(oldNode: Node, newNode: Node, found: Differences): void {
  const [old, next] = [holderOf(oldNode, "default"), holderOf(newNode, "default")];
  const [before, after] = [members(old).default, members(next).default];
  // `null` is a default too.
  if (before === undefined ? after === undefined : stableJson(before) === stableJson(after)) return;
  const ends = {
    ...(before !== undefined && { old: { pointer: pointerTo(old, "default"), value: before } }),
    ...(after !== undefined && { new: { pointer: pointerTo(next, "default"), value: after } }),
  };
  const [from, to] = [JSON.stringify(before), JSON.stringify(after)];
  if (before === undefined) found.add("default-added", `default ${to} added`, ends);
  else if (after === undefined) found.add("default-removed", `default ${from} removed`, ends);
  else found.add("default-changed", `default changed from ${from} to ${to}`, ends);
}

/** The schema itself, or the member of its `allOf` that has the key. */
function holderOf(node: Node, key: string, trail: string[] = []): Node {
  const { allOf, ...own } = members(node);
  if (key in own || !Array.isArray(allOf) || trail.includes(node.pointer)) return node;
  const path = [...trail, node.pointer];
  const parts = allOf.map((_, index) => holderOf(child(node, "allOf", index)!, key, path));
  return parts.find((part) => key in members(part)) ?? node;
}
