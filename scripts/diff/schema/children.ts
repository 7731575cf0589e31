import { child, members, type Node } from "../../lib/document/index.js";
import { isFlagged } from "./flagged.js";
import { isSilent } from "./keywords.js";
import { acceptsAll } from "./rules.js";
import { compareMember, compareWriting } from "./unchanged.js";

type Pair = [old: Node, next: Node];

// prettier-ignore
const plainKeywords = new Set([
  "type", "properties", "required", "additionalProperties", "items", "default", "deprecated",
  "readOnly", "writeOnly",
]);

/**
 * A plain object or list that is written the same can differ in its children alone, because of what
 * they refer to. So they are all that has to be compared, which spares reading most of a document
 * where everything leads to something that changed. `undefined`: there may be more to compare.
 *
 * @param hidden The flag of the properties that are not met on this side.
 */
export function childrenOfSame(old: Node, next: Node, hidden: string): Pair[] | undefined {
  const value = members(old);
  if (value.type !== "object" && value.type !== "array") return undefined;
  if (!Object.keys(value).every((key) => plainKeywords.has(key) || isSilent(key))) return undefined;
  if (compareWriting(old, next) === "different") return undefined;
  const isObjects = value.type === "object";
  const properties = isObjects
    ? changedMembers(child(old, "properties"), child(next, "properties"))
    : [];
  const others = changedMembers(old, next, isObjects ? "additionalProperties" : "items");
  if (![...properties, ...others].every(areTreatedAlike)) return undefined;
  return [
    ...properties.filter(([property]) => !isFlagged(property, hidden)),
    ...others.filter(([other]) => other.value !== false && !acceptsAll(other.value)),
  ].flatMap((pair) => {
    const isWithin = pair[0].pointer.startsWith(`${old.pointer}/`);
    return (isWithin && childrenOfSame(...pair, hidden)) || [pair];
  });
}

/** The members, or the one by a name, that are written the same and lead to something that changed. */
function changedMembers(old: Node | undefined, next: Node | undefined, only?: string): Pair[] {
  if (!old || !next) return [];
  const names = Object.keys(members(old)).filter((name) => only === undefined || name === only);
  const leading = names.filter((name) => compareMember(old, next, name) !== "unchanged");
  return leading.map((name) => [child(old, name)!, child(next, name)!]);
}

/** Whether the schema around two children takes them for the same. */
function areTreatedAlike([old, next]: Pair): boolean {
  if (compareWriting(old, next) !== "different" && !("allOf" in members(old))) return true;
  const isSame = (test: (node: Node) => boolean) => test(old) === test(next);
  return (
    isSame(({ value }) => value === false) &&
    isSame(({ value }) => acceptsAll(value)) &&
    ["readOnly", "writeOnly"].every((flag) => isSame((node) => isFlagged(node, flag)))
  );
}
