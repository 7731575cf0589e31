import {
  append,
  child,
  children,
  isComponent,
  isObject,
  type JsonObject,
  members,
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
  if (a.pointer !== b.pointer || (a.all ?? b.all ?? a.beside ?? b.beside)) return "different";
  const text = textsOf(a, b);
  const writing = text?.compare(a.value, b.value) ?? "different";
  // What extends a component stands elsewhere.
  const isStable = !isComponent(a.pointer) || text?.components.has(a.pointer);
  return writing === "unchanged" && !isStable ? "same" : writing;
}

/** The same for a member of both, without a look at where its references lead. */
export const compareMember = (a: Node, b: Node, name: string): Writing =>
  textsOf(a, b)?.compare(members(a)[name], members(b)[name]) ?? "different";

export const areUnchanged = (a: Node, b: Node) => compareWriting(a, b) === "unchanged";

type Texts = ReturnType<typeof readTexts>;

/** The texts of the two documents that two nodes stand in. */
function textsOf(a: Node, b: Node): Texts | undefined {
  if (!a.memo || !b.memo || a.document === b.document) return undefined;
  const known = once(a, textsOf, () => new Map<object, Texts>());
  if (!known.has(b.document)) known.set(b.document, readTexts(a.document, b.document));
  return known.get(b.document);
}

/**
 * Most of a document is untouched between two versions. What is proved so by its text alone needs no
 * reading. Every value is looked at once, however often it is asked for.
 */
function readTexts(old: JsonObject, next: JsonObject) {
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
  return { components, compare };
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
