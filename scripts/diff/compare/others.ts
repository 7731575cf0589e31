import { child, entries, members, type Node } from "../../lib/document/index.js";
import { isReadable, isSilent } from "../schema/keywords.js";
import { sameTree } from "../schema/tree.js";
import { sideBySide } from "../schema/values.js";
import { type Differences, endsAt } from "./difference.js";

/** Lists by name whose entries are compared as a whole: adding one breaks nobody. */
const additive = new Set(["webhooks", "callbacks", "links", "additionalOperations"]);

/**
 * Compares every member of an object that has no rule of its own, so that nothing is passed over:
 * what is not certainly the same and is not known to be harmless counts as breaking.
 *
 * @param compared The members that have rules.
 */
export function compareOthers(
  old: Node | undefined,
  next: Node | undefined,
  compared: string[],
  found: Differences,
): void {
  for (const key of new Set([...Object.keys(members(old)), ...Object.keys(members(next))])) {
    const isRead = [old, next].every((node) => isReadable(key, members(node)[key]));
    if ((compared.includes(key) && isRead) || isSilent(key)) continue;
    const [before, after] = [child(old, key), child(next, key)];
    if (sameTree(before, after)) continue;
    const verb = !before ? "added" : after ? "changed" : "removed";
    if (additive.has(key)) compareEntries(key, before, after, found);
    else if (key === "encoding") compareEncodings(before, after, verb, found);
    else {
      const message = `\`${key}\` ${verb}, which is not understood`;
      found.add("not-understood", message, endsAt(before, after));
    }
  }
}

/** How parts of a form are written. An entry that says nothing stands for the default. */
function compareEncodings(
  old: Node | undefined,
  next: Node | undefined,
  verb: string,
  found: Differences,
): void {
  const pairs = sideBySide(saidIn(old), saidIn(next));
  if (pairs.every(([, before, after]) => sameTree(before, after))) return;
  found.add("rest-changed", `\`encoding\` ${verb}`, endsAt(old, next));
}

const saidIn = (encodings: Node | undefined) =>
  new Map([...entries(encodings)].filter(([, one]) => Object.keys(members(one)).length > 0));

function compareEntries(
  key: string,
  old: Node | undefined,
  next: Node | undefined,
  found: Differences,
): void {
  for (const [name, before, after] of sideBySide(entries(old), entries(next))) {
    if (sameTree(before, after)) continue;
    const verb = !before ? "added" : after ? "changed" : "removed";
    const rule = before ? "rest-changed" : "rest-added";
    found.add(rule, `\`${key}\`: ${JSON.stringify(name)} ${verb}`, endsAt(before, after));
  }
}
