import {
  append,
  child,
  children,
  isComponent,
  isObject,
  type JsonObject,
  type Node,
  once,
  partOf,
  referencesOf,
  rootNode,
  usesOf,
} from "../../lib/document/index.js";
import { sameValue } from "./values.js";

/** How two schemas are written: differently, the same, or the same with all that they lead to. */
export type Writing = "different" | "same" | "unchanged";

/** How two schemas are written at the same place of two documents. */
export function compareWriting(a: Node, b: Node): Writing {
  if (!a.memo || !b.memo || a.document === b.document || a.pointer !== b.pointer)
    return "different";
  if (a.all ?? b.all ?? a.beside ?? b.beside) return "different";
  const comparers = once(a, compareWriting, () => new Map<object, ReturnType<typeof comparer>>());
  if (!comparers.has(b.document)) comparers.set(b.document, comparer(a.document, b.document));
  return comparers.get(b.document)!(a, b);
}

export const areUnchanged = (a: Node, b: Node) => compareWriting(a, b) === "unchanged";

/**
 * Most of a document is untouched between two versions. What is proved so by its text alone needs no
 * reading. Every value is looked at once, however often it is asked for.
 */
function comparer(old: JsonObject, next: JsonObject): (a: Node, b: Node) => Writing {
  const components = unchangedComponents(old, next);
  const known = new Map<object, { other: object; writing: Writing }>();
  const compare = (a: unknown, b: unknown): Writing => {
    if (typeof a !== "object" || typeof b !== "object" || !a || !b)
      return a === b ? "unchanged" : "different";
    const found = known.get(a);
    if (found?.other === b) return found.writing;
    const writing = compareMembers(a as JsonObject, b as JsonObject);
    known.set(a, { other: b, writing });
    return writing;
  };
  const compareMembers = (a: JsonObject, b: JsonObject): Writing => {
    const keys = Object.keys(a);
    if (Array.isArray(a) !== Array.isArray(b) || keys.length !== Object.keys(b).length)
      return "different";
    let whole: Writing = "unchanged";
    for (const key of keys) {
      const writing = Object.hasOwn(b, key) ? compare(a[key], b[key]) : "different";
      if (writing === "different") return writing;
      const isStable = (reference: string) => components.has(partOf(reference));
      if (writing === "same" || !referencesOf(key, a[key]).every(isStable)) whole = "same";
    }
    return whole;
  };
  return (a, b) => {
    const writing = compare(a.value, b.value);
    // What extends a component stands elsewhere.
    const isStable = !isComponent(a.pointer) || components.has(a.pointer);
    return writing === "unchanged" && !isStable ? "same" : writing;
  };
}

/** The components that did not change and lead to none that did. */
function unchangedComponents(old: JsonObject, next: JsonObject): ReadonlySet<string> {
  const [before, after] = [componentsOf(old), componentsOf(next)];
  const unchanged = new Set(
    [...after.keys()].filter((component) => sameValue(before.get(component), after.get(component))),
  );
  const usedBy = new Map<string, string[]>();
  for (const component of unchanged) {
    const uses = [old, next].flatMap((document) =>
      usesOf(document, component, after.get(component)),
    );
    for (const used of uses) {
      if (!usedBy.has(used)) usedBy.set(used, []);
      usedBy.get(used)!.push(component);
    }
  }
  // A list that grows while it is walked through.
  const changed = [...usedBy.keys()].filter((component) => !unchanged.has(component));
  for (const component of changed) {
    for (const user of usedBy.get(component) ?? []) if (unchanged.delete(user)) changed.push(user);
  }
  return unchanged;
}

function componentsOf(document: JsonObject): Map<string, unknown> {
  const kinds = children(child(rootNode(document), "components"));
  return new Map(
    kinds.flatMap((kind) =>
      Object.entries(isObject(kind.value) ? kind.value : {}).map(
        ([name, value]): [string, unknown] => [append(kind.pointer, name), value],
      ),
    ),
  );
}
