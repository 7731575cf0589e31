import { child, entries, isObject, members, type Node } from "../../lib/document/index.js";
import { isFlagged } from "./flagged.js";
import { isSilent } from "./keywords.js";
import { acceptsAll } from "./schema.js";
import { compareWriting } from "./unchanged.js";

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
  const named = value.type === "object" ? [...entries(child(old, "properties"))] : [];
  const properties = named.map(([name, one]): Pair => [one, child(next, "properties", name)!]);
  const key = value.type === "object" ? "additionalProperties" : "items";
  const others: Pair[] = isObject(value[key]) ? [[child(old, key)!, child(next, key)!]] : [];
  if (![...properties, ...others].every(areTreatedAlike)) return undefined;
  return [
    ...properties.filter(([property]) => !isFlagged(property, hidden)),
    ...others.filter(([other]) => other.value !== false && !acceptsAll(other.value)),
  ].flatMap((pair) => {
    const isWithin = pair[0].pointer.startsWith(`${old.pointer}/`);
    return (isWithin && childrenOfSame(...pair, hidden)) || [pair];
  });
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
