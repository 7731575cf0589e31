import {
  append,
  extensionsOf,
  isObject,
  type JsonObject,
  members,
  type Node,
  referencesOf,
  rootNode,
  tokensOf,
} from "../../lib/document/index.js";

/** Tells of two nodes whether they, and all that they lead to, are written the same at the same place. */
export type IsUnchanged = (old: Node, next: Node) => boolean;

const none: ReadonlySet<string> = new Set();

/**
 * Most of a document is untouched between two versions. What is proved so by its text alone needs no
 * reading. Every value is looked at once, however often it is asked for.
 */
export function findUnchanged(old: JsonObject, next: JsonObject): IsUnchanged {
  const references = referenceFinder();
  const sameText = textComparer();
  const changed = changedComponents(old, next, sameText, references);
  return (a, b) =>
    a.pointer === b.pointer &&
    !(a.all ?? b.all ?? a.beside ?? b.beside) &&
    sameText(a.value, b.value) &&
    [...references(a.value)].every((component) => !changed(component));
}

/** Whether a component changed, or leads to one that did. One that is missing counts as changed. */
function changedComponents(
  old: JsonObject,
  next: JsonObject,
  sameText: (a: unknown, b: unknown) => boolean,
  references: (value: unknown) => ReadonlySet<string>,
): (component: string) => boolean {
  const [before, after] = [componentsOf(old), componentsOf(next)];
  const usedBy = new Map<string, Set<string>>();
  const use = (user: string, used: string) =>
    usedBy.set(used, (usedBy.get(used) ?? new Set()).add(user));
  for (const [component, value] of after) {
    for (const used of references(value)) use(component, used);
    // What extends a schema with a discriminator is one of its forms.
    if (isObject(value) && value.discriminator)
      for (const extension of extensionsOf(next, component)) use(component, extension);
  }
  const isSame = (component: string) =>
    before.has(component) &&
    after.has(component) &&
    sameText(before.get(component), after.get(component));
  const all = [...before.keys(), ...after.keys(), ...usedBy.keys()];
  const changed = new Set(all.filter((component) => !isSame(component)));
  // A set that grows while it is walked through.
  for (const component of changed)
    for (const user of usedBy.get(component) ?? none) changed.add(user);
  return (component) => changed.has(component);
}

function componentsOf(document: JsonObject): Map<string, unknown> {
  const kinds = Object.entries(members({ ...rootNode(document), value: document.components }));
  return new Map(
    kinds.flatMap(([kind, components]) =>
      Object.entries(isObject(components) ? components : {}).map(
        ([name, value]): [string, unknown] => [append("#/components", kind, name), value],
      ),
    ),
  );
}

/** The components that a value refers to by itself. A reference to elsewhere is kept as it is. */
function referenceFinder(): (value: unknown) => ReadonlySet<string> {
  const known = new Map<object, ReadonlySet<string>>();
  const find = (value: unknown): ReadonlySet<string> => {
    if (typeof value !== "object" || value === null) return none;
    const found = known.get(value);
    if (found) return found;
    const references = Object.entries(value).flatMap(([key, member]) => [
      ...referencesOf(key, member).map(componentOf),
      ...find(member),
    ]);
    const result = references.length > 0 ? new Set(references) : none;
    known.set(value, result);
    return result;
  };
  return find;
}

const componentOf = (pointer: string) => append("#", ...tokensOf(pointer).slice(0, 3));

/** Compares values as `sameValue` does, and remembers. */
function textComparer(): (a: unknown, b: unknown) => boolean {
  const known = new Map<object, { other: object; same: boolean }>();
  const compare = (a: unknown, b: unknown): boolean => {
    if (typeof a !== "object" || typeof b !== "object" || !a || !b) return a === b;
    const found = known.get(a);
    if (found?.other === b) return found.same;
    const keys = Object.keys(a);
    const same =
      Array.isArray(a) === Array.isArray(b) &&
      keys.length === Object.keys(b).length &&
      keys.every(
        (key) => Object.hasOwn(b, key) && compare((a as JsonObject)[key], (b as JsonObject)[key]),
      );
    known.set(a, { other: b, same });
    return same;
  };
  return compare;
}
